import { readAddressees } from '../accounts/holders.ts'
import type { Language } from '../accounts/words.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { dayInWords } from '../documents/dates.ts'
import { publicLink } from '../mail/body.ts'
import { queueLetter } from '../mail/outbox.ts'

interface Reminded {
  id: string
  requestId: string
  title: string
  dueOn: string
  silence: string
}

const silenceWords: Record<Language, Record<string, string>> = {
  it: {
    favourable: 'Se nulla viene detto entro quel giorno, il parere vale come favorevole.',
    proceed: 'Se nulla viene detto entro quel giorno, si decide senza il parere.',
    none: 'Se nulla viene detto entro quel giorno, si attende comunque il parere.',
  },
  en: {
    favourable: 'If nothing is said by that day, the opinion counts as favourable.',
    proceed: 'If nothing is said by that day, one decides without it.',
    none: 'If nothing is said by that day, the opinion is still waited for.',
  },
}

const words = {
  it: {
    subject: (title: string) => `Parere da dare: ${title}`,
    text: ({ title, dueOn }: Reminded) =>
      `il parere del Municipio su «${title}» va dato entro il ${dayInWords(dueOn, 'it')}.`,
    open: 'Apri la richiesta',
  },
  en: {
    subject: (title: string) => `Opinion due: ${title}`,
    text: ({ title, dueOn }: Reminded) =>
      `the opinion of the Municipio on “${title}” is due by ${dayInWords(dueOn, 'en')}.`,
    open: 'Open the question',
  },
} as const satisfies Record<Language, unknown>

/** Writes to who of an office can be reached by mail; people of a demonstration cannot. */
export async function writeReminder(
  trx: Db,
  { config, city }: Pick<Context, 'config' | 'city'>,
  ids: readonly string[],
  asked: Reminded,
): Promise<void> {
  const people = (await readAddressees(trx, ids)).filter(({ demo }) => !demo)
  for (const { id, email, language } of people) {
    const t = words[language]
    await queueLetter(trx, {
      kind: 'opinion.due',
      recipient: email,
      accountId: id,
      language,
      subject: t.subject(asked.title),
      paragraphs: [
        t.text(asked),
        silenceWords[language][asked.silence] ?? '',
        { link: publicLink(config, `/municipio?asked=${asked.id}`), label: t.open },
      ],
      office: city.office,
      objectKind: 'opinionRequest',
      objectId: asked.requestId,
    })
  }
}
