import type { Language } from '../accounts/schema.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { type LetterOffice, type Paragraph, publicLink } from '../mail/body.ts'
import { type Letter, queueLetters } from '../mail/outbox.ts'

/** A submission whose answers can be read, and whom to tell. */
export interface Answered {
  id: string
  number: string
  email: string | null
  accountId: string | null
  language: Language
}

/** The plan whose register was published, with whom to ask. */
export interface PublishedPlan {
  code: string
  title: string
  office: LetterOffice
}

const words = {
  it: {
    subject: 'Osservazione {number}: si può leggere la risposta',
    decided: 'il Consiglio comunale ha deciso su quello che hai scritto a proposito di: {plan}.',
    read: 'Si può leggere la risposta a ogni punto della tua osservazione {number}, con il tuo testo intero.',
    follow: 'Leggi le risposte',
    withCode: 'Servono il numero e il codice della ricevuta.',
    public:
      'Il registro pubblico mostra i punti senza i nomi delle persone, con i passaggi personali coperti.',
    register: 'Il registro del piano',
  },
  en: {
    subject: 'Observation {number}: the answer can be read',
    decided: 'the City Council has decided on what you wrote about: {plan}.',
    read: 'The answer to each point of your observation {number} can be read, with your text in full.',
    follow: 'Read the answers',
    withCode: 'You need the number and the code of the receipt.',
    public: 'The public register shows the points without the names of people, personal passages covered.',
    register: 'The register of the plan',
  },
} as const satisfies Record<Language, unknown>

const fill = (text: string, values: Record<string, string>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

/** The letter to one of them; null where nobody can be written to. */
function letterTo(
  { config }: Pick<Context, 'config'>,
  { code, title, office }: PublishedPlan,
  { id, number, email, accountId, language }: Answered,
): Letter | null {
  if (email === null) return null
  const t = words[language]
  const path = accountId ? `/observations/${id}` : '/observations/follow'
  const paragraphs: Paragraph[] = [
    fill(t.decided, { plan: title }),
    fill(t.read, { number }),
    { link: publicLink(config, path), label: t.follow },
    ...(accountId ? [] : [t.withCode]),
    t.public,
    { link: publicLink(config, `/plans/${code}/register`), label: t.register },
  ]
  return {
    kind: 'observation.answered',
    recipient: email,
    accountId,
    language,
    subject: fill(t.subject, { number }),
    paragraphs,
    office,
    objectKind: 'submission',
    objectId: id,
  }
}

/** Queues a letter to everybody who wrote and can be reached, in the transaction of the publication. */
export async function tellAnswered(
  trx: Db,
  context: Pick<Context, 'config'>,
  plan: PublishedPlan,
  answered: readonly Answered[],
): Promise<void> {
  const letters = answered.map((one) => letterTo(context, plan, one))
  await queueLetters(
    trx,
    letters.filter((letter) => letter !== null),
  )
}
