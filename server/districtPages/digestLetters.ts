import type { Language } from '../accounts/words.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { dayInWords } from '../documents/dates.ts'
import { type LetterBody, type Paragraph, publicLink } from '../mail/body.ts'
import type { DueOpinion } from '../opinions/reading.ts'
import { changeText, promiseOutcome, promiseText } from './rules.ts'
import type { Change, DistrictCall, DistrictPage, DistrictPromise } from './schema.ts'

type LetterContext = Pick<Context, 'city' | 'config'>
type DigestLetter = LetterBody & { kind: string }

const stopLink = ({ config }: LetterContext, stopToken: string) =>
  publicLink(config, `/digests/stop?token=${stopToken}`)

interface Confirmation {
  language: Language
  district: string
  token: string
  stopToken: string
}

/** The letter with the link that confirms; the link opens a page, which asks once more. */
export function confirmationLetter(
  context: LetterContext,
  { language, district, token, stopToken }: Confirmation,
): DigestLetter {
  const link = publicLink(context.config, `/digests/confirm?token=${token}`)
  const stop = stopLink(context, stopToken)
  const texts = {
    it: {
      subject: `${district}: conferma il riepilogo mensile`,
      paragraphs: [
        `Qualcuno, forse tu, ha chiesto di ricevere a questo indirizzo, una volta al mese, che cosa è cambiato nel ${district}.`,
        { link, label: 'Per confermare apri questa pagina entro due giorni' },
        'Se non sei stato tu, non fare nulla.',
        { link: stop, label: 'Per non ricevere altro' },
      ],
    },
    en: {
      subject: `${district}: confirm the monthly digest`,
      paragraphs: [
        `Somebody, perhaps you, asked to get at this address, once a month, what changed in ${district}.`,
        { link, label: 'To confirm, open this page within two days' },
        'If it was not you, do nothing.',
        { link: stop, label: 'To get no more' },
      ],
    },
  }
  return { kind: 'digestConfirmation', language, ...texts[language] }
}

/** What a month's letter tells. */
export interface Digest {
  page: DistrictPage
  opinions: readonly DueOpinion[]
  language: Language
  /** Null for an office, which gets it by its role. */
  stopToken: string | null
}

const words = {
  it: {
    subject: (district: string, month: string) => `${district}: che cosa è cambiato a ${month}`,
    changes: 'Che cosa è cambiato:',
    nothing: 'Nel mese non è cambiato nulla.',
    calls: 'Bandi aperti e annunciati con spazi nel Municipio:',
    late: 'Impegni in ritardo:',
    opinions: 'Pareri da dare:',
    asked: (dueOn: string, by: string) => `entro il ${dueOn}, chiesto da ${by}`,
    until: (day: string) => `fino al ${day}`,
    from: (day: string) => `dal ${day}`,
    more: (count: number) => `e altri ${count}`,
    open: 'La pagina del Municipio, con le fonti',
    stop: 'Per non ricevere altri riepiloghi',
  },
  en: {
    subject: (district: string, month: string) => `${district}: what changed in ${month}`,
    changes: 'What changed:',
    nothing: 'Nothing changed in the month.',
    calls: 'Calls open and announced with spaces in the district:',
    late: 'Promises that are late:',
    opinions: 'Opinions to give:',
    asked: (dueOn: string, by: string) => `by ${dueOn}, asked by ${by}`,
    until: (day: string) => `until ${day}`,
    from: (day: string) => `from ${day}`,
    more: (count: number) => `and ${count} more`,
    open: 'The page of the district, with the sources',
    stop: 'To get no more digests',
  },
} as const

const mostLines = 25

interface Line {
  text: string
  href: string
}

/** A list under its words; nothing where it is empty, and no longer than one reads. */
function listed(
  context: LetterContext,
  head: string,
  lines: readonly Line[],
  more: (count: number) => string,
): Paragraph[] {
  if (lines.length === 0) return []
  const shown = lines
    .slice(0, mostLines)
    .map(({ text, href }) => ({ text, link: publicLink(context.config, href) }))
  const rest = lines.length - shown.length
  return [head, { list: rest > 0 ? [...shown, more(rest)] : shown }]
}

const changeLine =
  (language: Language) =>
  (change: Change): Line => ({
    text: `${dayInWords(change.on, language)}: ${changeText(change, language)}`,
    href: change.href,
  })

const promiseLine =
  (language: Language) =>
  (promise: DistrictPromise): Line => ({
    text: `${promiseText(promise, language)}: ${promiseOutcome(promise, language)}`,
    href: promise.href,
  })

const callLine =
  (language: Language) =>
  (call: DistrictCall): Line => {
    const t = words[language]
    const title = (language === 'en' && call.titleEn) || call.title
    const day = (instant: string) => dayInWords(romeDate(new Date(instant)), language)
    const when =
      call.phase === 'upcoming'
        ? call.opensAt && t.from(day(call.opensAt))
        : call.closesAt && t.until(day(call.closesAt))
    return { text: when ? `${title}, ${when}` : title, href: `/calls/${encodeURIComponent(call.code)}` }
  }

const monthName = (day: string, language: Language) =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString(language === 'it' ? 'it-IT' : 'en-GB', {
    timeZone: 'UTC',
    month: 'long',
    year: 'numeric',
  })

/** The letter of a month: what changed, open calls, promises late, opinions due. */
export function digestLetter(
  context: LetterContext,
  { page, opinions, language, stopToken }: Digest,
): DigestLetter {
  const t = words[language]
  const { district, changes, calls, promises, period } = page
  const late = promises.filter(({ state }) => state === 'late')
  const paragraphs: Paragraph[] = [
    ...(changes.length > 0
      ? listed(context, t.changes, changes.map(changeLine(language)), t.more)
      : [t.nothing]),
    ...listed(context, t.calls, calls.map(callLine(language)), t.more),
    ...listed(context, t.late, late.map(promiseLine(language)), t.more),
    ...listed(
      context,
      t.opinions,
      opinions.map(({ title, dueOn, askedBy, href }) => ({
        text: `${title}: ${t.asked(dayInWords(dueOn, language), askedBy)}`,
        href,
      })),
      t.more,
    ),
    { link: publicLink(context.config, `/districts/${encodeURIComponent(district.number)}`), label: t.open },
    ...(stopToken ? [{ link: stopLink(context, stopToken), label: t.stop }] : []),
  ]
  const { name, phone, hours, hoursEn, email } = context.city.office
  return {
    kind: 'districtDigest',
    language,
    subject: t.subject(district.name, monthName(period.from, language)),
    paragraphs,
    office: { name, phone, hours: language === 'it' ? hours : hoursEn, email },
  }
}
