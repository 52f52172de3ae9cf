import type { CityPack } from '../city/pack.ts'
import type { Config } from '../config.ts'
import { type LetterBody, publicLink } from '../mail/body.ts'
import type { SpaceItem } from './schema.ts'

export type Language = LetterBody['language']
interface LetterContext {
  city: CityPack
  config: Config
}
type AlertLetter = LetterBody & { kind: string }

/** The letter with the link that confirms an alert; the link opens a page, which asks once more. */
export function confirmationLetter(
  { city, config }: LetterContext,
  language: Language,
  token: string,
  stopToken: string,
): AlertLetter {
  const link = publicLink(config, `/alerts/confirm?token=${token}`)
  const stop = stopLink(config, stopToken)
  const texts = {
    it: {
      subject: `${city.programme.it}: conferma il tuo avviso`,
      paragraphs: [
        'Qualcuno, forse tu, ha chiesto di essere avvisato a questo indirizzo quando uno spazio che cerca diventa disponibile.',
        { link, label: 'Per confermare apri questa pagina entro due giorni' },
        'Da allora riceverai una e-mail quando uno spazio corrisponde alla ricerca. Se non sei stato tu, non fare nulla.',
        { link: stop, label: 'Per non ricevere altro' },
      ],
    },
    en: {
      subject: `${city.programme.en}: confirm your alert`,
      paragraphs: [
        'Somebody, perhaps you, asked to be told at this address when a space they look for becomes available.',
        { link, label: 'To confirm, open this page within two days' },
        'From then on you will get an e-mail when a space matches the search. If it was not you, do nothing.',
        { link: stop, label: 'To get no more' },
      ],
    },
  }
  return { kind: 'alertConfirmation', language, ...texts[language] }
}

/** The letter that tells of spaces that match and can be had now. */
export function matchLetter(
  { city, config }: LetterContext,
  language: Language,
  items: readonly SpaceItem[],
  stopToken: string,
): AlertLetter {
  const list = items.map((item) => ({
    text: describe(item, language),
    link: publicLink(config, `/spaces/${item.code}`),
  }))
  const link = stopLink(config, stopToken)
  const { name, phone, hours, hoursEn, email } = city.office
  const count = items.length
  const texts = {
    it: {
      subject:
        count === 1
          ? 'Uno spazio corrisponde alla tua ricerca'
          : `${count} spazi corrispondono alla tua ricerca`,
      paragraphs: [{ list }, { link, label: 'Per non ricevere altri avvisi' }],
      office: { name, phone, hours, email },
    },
    en: {
      subject: count === 1 ? 'A space matches your search' : `${count} spaces match your search`,
      paragraphs: [{ list }, { link, label: 'To get no more alerts' }],
      office: { name, phone, hours: hoursEn, email },
    },
  }
  return { kind: 'alertMatch', language, ...texts[language] }
}

function describe({ code, name, areaM2 }: SpaceItem, language: Language): string {
  const area = areaM2 === null ? '' : `, ${areaM2.toLocaleString(language === 'it' ? 'it-IT' : 'en-GB')} m²`
  return `${code}, ${name}${area}`
}

const stopLink = (config: Config, stopToken: string) => publicLink(config, `/alerts/stop?token=${stopToken}`)
