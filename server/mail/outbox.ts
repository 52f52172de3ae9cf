import { randomUUID } from 'node:crypto'
import type { Db } from '../db/index.ts'

/** A plain-text letter to one person. */
export interface Letter {
  /** What the letter is, as a code: 'requestReceived', 'confirmAccount' … */
  kind: string
  recipient: string
  accountId?: string | null
  language: 'it' | 'en'
  subject: string
  text: string
  objectKind?: string
  objectId?: string
}

const oneLine = (text: string) => text.replace(/[\r\n]+/g, ' ').slice(0, 500)

/**
 * Puts a letter into the outbox in the transaction of the change it tells of; the worker sends it.
 * Its Message-ID is fixed here, so that a letter sent twice after a crash is known as the same one.
 */
export async function queueLetter(trx: Db, letter: Letter): Promise<string> {
  const id = randomUUID()
  await trx('mail_outbox').insert({
    id,
    message_id: `<${id}@spazi>`,
    kind: letter.kind,
    recipient: letter.recipient,
    account_id: letter.accountId ?? null,
    language: letter.language,
    subject: oneLine(letter.subject),
    body_text: letter.text,
    object_kind: letter.objectKind ?? null,
    object_id: letter.objectId ?? null,
  })
  return id
}
