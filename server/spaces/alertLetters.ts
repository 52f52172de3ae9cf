import type { CityPack } from '../city/pack.ts'
import type { Config } from '../config.ts'
import type { SpaceItem } from './schema.ts'

export type Language = 'it' | 'en'
interface LetterContext {
  city: CityPack
  config: Config
}
interface AlertLetter {
  kind: string
  subject: string
  text: string
}

/** The letter with the link that confirms an alert; the link opens a page, which asks once more. */
export function confirmationLetter(
  { city, config }: LetterContext,
  language: Language,
  token: string,
  stopToken: string,
): AlertLetter {
  const confirm = `${config.publicUrl}/alerts/confirm?token=${token}`
  const stop = stopLink(config, stopToken)
  const texts = {
    it: {
      subject: `${city.programme.it}: conferma il tuo avviso`,
      text: `Qualcuno, forse tu, ha chiesto di essere avvisato a questo indirizzo quando uno spazio che cerca diventa disponibile.

Per confermare apri questa pagina entro due giorni:
${confirm}

Da allora riceverai una e-mail quando uno spazio corrisponde alla ricerca. Se non sei stato tu, non fare nulla. Per non ricevere altro:
${stop}
`,
    },
    en: {
      subject: `${city.programme.en}: confirm your alert`,
      text: `Somebody, perhaps you, asked to be told at this address when a space they look for becomes available.

To confirm, open this page within two days:
${confirm}

From then on you will get an e-mail when a space matches the search. If it was not you, do nothing. To get no more:
${stop}
`,
    },
  }
  return { kind: 'alertConfirmation', ...texts[language] }
}

/** The letter that tells of spaces that match and can be had now. */
export function matchLetter(
  { city, config }: LetterContext,
  language: Language,
  items: readonly SpaceItem[],
  stopToken: string,
): AlertLetter {
  const lines = items.map(
    (item) => `- ${describe(item, language)}\n  ${config.publicUrl}/spaces/${item.code}`,
  )
  const stop = stopLink(config, stopToken)
  const { name, phone, hours, hoursEn } = city.office
  const count = items.length
  const texts = {
    it: {
      subject:
        count === 1
          ? 'Uno spazio corrisponde alla tua ricerca'
          : `${count} spazi corrispondono alla tua ricerca`,
      text: `${lines.join('\n')}

Per informazioni: ${name}, ${phone}, ${hours}.

Per non ricevere altri avvisi:
${stop}
`,
    },
    en: {
      subject: count === 1 ? 'A space matches your search' : `${count} spaces match your search`,
      text: `${lines.join('\n')}

To ask: ${name}, ${phone}, ${hoursEn}.

To get no more alerts:
${stop}
`,
    },
  }
  return { kind: 'alertMatch', ...texts[language] }
}

function describe({ code, name, areaM2 }: SpaceItem, language: Language): string {
  const area = areaM2 === null ? '' : `, ${areaM2.toLocaleString(language === 'it' ? 'it-IT' : 'en-GB')} m²`
  return `${code}, ${name}${area}`
}

function stopLink({ publicUrl }: Config, stopToken: string): string {
  return `${publicUrl}/alerts/stop?token=${stopToken}`
}
