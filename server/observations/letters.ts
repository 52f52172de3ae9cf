import type { Language } from '../accounts/schema.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/index.ts'
import { exactInstant } from '../documents/dates.ts'
import { type LetterOffice, type Paragraph, publicLink } from '../mail/body.ts'
import { queueLetter } from '../mail/outbox.ts'

/** What a letter about a submission tells. */
export interface SubmissionLetter {
  kind:
    | 'observation.send'
    | 'observation.protocol'
    | 'observation.withdraw'
    | 'observation.inadmissible'
    | 'observation.merge'
    | 'observation.restore'
  id: string
  number: string
  plan: string
  office: LetterOffice
  receivedAt: Date
  isLate: boolean
  contentHash: string
  protocol: { registry: string; year: number; number: string } | null
  /** Why it is not examined, or is again. */
  reason?: string | undefined
  /** Number of the one it was put into. */
  into?: string | undefined
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
      'observation.inadmissible': 'Osservazione {number} dichiarata inammissibile',
      'observation.merge': 'Osservazione {number} unita alla {into}',
      'observation.restore': 'Osservazione {number} di nuovo in esame',
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
    inadmissible:
      'quello che hai scritto su: {plan} è stato dichiarato inammissibile e non è esaminato. Resta agli atti.',
    merge:
      'quello che hai scritto su: {plan} è un duplicato ed è stato unito all’osservazione {into}: è esaminato e riceve risposta con quella. Resta agli atti.',
    restore: 'quello che hai scritto su: {plan} è di nuovo in esame.',
    reason: 'Motivazione: {reason}',
  },
  en: {
    subject: {
      'observation.send': 'Receipt {number}: observation on the plan',
      'observation.protocol': 'Protocol number of observation {number}',
      'observation.withdraw': 'Observation {number} withdrawn',
      'observation.inadmissible': 'Observation {number} declared inadmissible',
      'observation.merge': 'Observation {number} put together with {into}',
      'observation.restore': 'Observation {number} is examined again',
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
    inadmissible:
      'what you wrote about: {plan} was declared inadmissible and is not examined. It stays on record.',
    merge:
      'what you wrote about: {plan} is a duplicate and was put together with observation {into}: it is examined and answered with that one. It stays on record.',
    restore: 'what you wrote about: {plan} is examined again.',
    reason: 'Reason: {reason}',
  },
} as const satisfies Record<Language, unknown>

const fill = (text: string, values: Record<string, unknown>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

/** What a letter says of a submission that is not examined, or is again. */
const shutOutWords: Partial<Record<SubmissionLetter['kind'], 'inadmissible' | 'merge' | 'restore'>> = {
  'observation.inadmissible': 'inadmissible',
  'observation.merge': 'merge',
  'observation.restore': 'restore',
}

function paragraphsOf(letter: SubmissionLetter, language: Language): string[] {
  const t = words[language]
  const { kind, plan, receivedAt, isLate, protocol, contentHash, accessCode, reason, into } = letter
  if (kind === 'observation.withdraw') return [fill(t.withdrawn, { plan })]
  const shutOut = shutOutWords[kind]
  if (shutOut) return [fill(t[shutOut], { plan, into }), fill(t.reason, { reason })]
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
    subject: fill(words[language].subject[letter.kind], { number: letter.number, into: letter.into }),
    paragraphs: [...paragraphsOf(letter, language), link],
    office: letter.office,
    secret: letter.accessCode !== undefined,
    objectKind: 'submission',
    objectId: letter.id,
  })
}
