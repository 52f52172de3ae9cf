import type { Language } from '../accounts/schema.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/index.ts'
import { exactInstant } from '../documents/dates.ts'
import { type LetterOffice, type Paragraph, publicLink } from '../mail/body.ts'
import { queueLetter } from '../mail/outbox.ts'

/** What a letter about a submission tells. */
export interface SubmissionLetter {
  kind: 'observation.send' | 'observation.protocol' | 'observation.withdraw'
  id: string
  number: string
  plan: string
  office: LetterOffice
  receivedAt: Date
  isLate: boolean
  contentHash: string
  protocol: { registry: string; year: number; number: string } | null
  /** Told in the receipt alone. */
  accessCode?: string | undefined
}

/** Whom it goes to. */
export interface Addressee {
  email: string
  accountId: string | null
  language: Language
}

const words = {
  it: {
    subject: {
      'observation.send': 'Ricevuta {number}: osservazione al piano',
      'observation.protocol': 'Protocollo dell’osservazione {number}',
      'observation.withdraw': 'Osservazione {number} ritirata',
    },
    received: 'abbiamo ricevuto quello che hai scritto su: {plan}.',
    at: 'Ricevuta: {at} (ora italiana).',
    late: 'È arrivata dopo la fine della finestra: è segnata come tardiva. Un solo atto decide per tutte le tardive.',
    protocol: 'Protocollo: {registry} {number}/{year}.',
    noProtocol:
      'Il numero di protocollo arriva con un’altra lettera: vale comunque il momento della ricezione.',
    hash: 'Impronta di ciò che è stato ricevuto (SHA-256): {hash}',
    code: 'Codice per seguirla senza un account: {code}. Non darlo ad altri.',
    follow: 'Segui la risposta',
    withdrawn:
      'hai ritirato quello che avevi scritto su: {plan}. Quello che è stato ricevuto resta agli atti.',
  },
  en: {
    subject: {
      'observation.send': 'Receipt {number}: observation on the plan',
      'observation.protocol': 'Protocol number of observation {number}',
      'observation.withdraw': 'Observation {number} withdrawn',
    },
    received: 'we have received what you wrote about: {plan}.',
    at: 'Received: {at} (Italian time).',
    late: 'It came after the end of the window: it is marked as late. One act decides for all late ones.',
    protocol: 'Protocol: {registry} {number}/{year}.',
    noProtocol: 'The protocol number comes with another letter: what counts is when it was received.',
    hash: 'Fingerprint of what was received (SHA-256): {hash}',
    code: 'Code to follow it without an account: {code}. Give it to nobody.',
    follow: 'Follow the reply',
    withdrawn: 'you have withdrawn what you wrote about: {plan}. What was received stays on record.',
  },
} as const satisfies Record<Language, unknown>

const fill = (text: string, values: Record<string, unknown>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

function paragraphsOf(letter: SubmissionLetter, language: Language): string[] {
  const t = words[language]
  const { kind, plan, receivedAt, isLate, protocol, contentHash, accessCode } = letter
  if (kind === 'observation.withdraw') return [fill(t.withdrawn, { plan })]
  const said: (string | false | undefined)[] = [
    fill(t.received, { plan }),
    fill(t.at, { at: exactInstant(receivedAt, language) }),
    isLate && t.late,
    protocol ? fill(t.protocol, protocol) : t.noProtocol,
    fill(t.hash, { hash: contentHash }),
    accessCode && fill(t.code, { code: accessCode }),
  ]
  return said.filter((text): text is string => Boolean(text))
}

/** Queues a letter about a submission in the transaction of what it tells of. */
export async function tellSubmitter(
  trx: Db,
  { config }: { config: Pick<Config, 'publicUrl'> },
  { email, accountId, language }: Addressee,
  letter: SubmissionLetter,
): Promise<void> {
  const path = accountId ? `/observations/${letter.id}` : '/observations/follow'
  const link: Paragraph = { link: publicLink(config, path), label: words[language].follow }
  await queueLetter(trx, {
    kind: letter.kind,
    recipient: email,
    accountId,
    language,
    subject: fill(words[language].subject[letter.kind], { number: letter.number }),
    paragraphs: [...paragraphsOf(letter, language), link],
    office: letter.office,
    secret: letter.accessCode !== undefined,
    objectKind: 'submission',
    objectId: letter.id,
  })
}
