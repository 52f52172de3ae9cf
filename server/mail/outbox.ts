import { randomUUID } from 'node:crypto'
import type { Db } from '../db/index.ts'
import { htmlOf, type LetterBody, textOf } from './body.ts'
import { isRefusable } from './kinds.ts'

/** A letter to one person: its paragraphs, which leave as text and as HTML. */
export interface Letter extends LetterBody {
  /** What the letter is, as a code: 'request.send', 'confirmAccount' … */
  kind: string
  recipient: string
  accountId?: string | null
  /** Whom an answer goes to, where it is not the sender. */
  replyTo?: string
  /** By certified mail, or on paper that somebody prints; ordinary mail where it is not said. */
  channel?: 'mail' | 'pec' | 'post'
  /** Holds a link that signs in: never shown on a page. */
  secret?: boolean
  objectKind?: string
  objectId?: string | undefined
}

const oneLine = (text: string) => text.replace(/[\r\n]+/g, ' ').slice(0, 500)

/** Whether the person has chosen not to get letters of a kind that may be refused. */
async function isRefused(trx: Db, { kind, accountId }: Letter): Promise<boolean> {
  if (!accountId || !isRefusable(kind)) return false
  const choice = await trx('letter_choice').where({ account_id: accountId, kind }).first('wanted')
  return choice?.wanted === false
}

/**
 * Puts a letter into the outbox in the transaction of the change it tells of; the worker sends it.
 * Its Message-ID is fixed here, so that a letter sent twice after a crash is known as the same one.
 * @returns its id; null where the person has chosen not to get letters of this kind
 */
export async function queueLetter(trx: Db, letter: Letter): Promise<string | null> {
  if (await isRefused(trx, letter)) return null
  const row = rowOf(letter)
  await trx('mail_outbox').insert(row)
  return row.id
}

/** As many letters are put into the outbox by one statement. */
const batch = 500

/** The same for thousands of letters of kinds that cannot be refused. */
export async function queueLetters(trx: Db, letters: readonly Letter[]): Promise<void> {
  for (let at = 0; at < letters.length; at += batch)
    await trx('mail_outbox').insert(letters.slice(at, at + batch).map(rowOf))
}

function rowOf(letter: Letter) {
  const id = randomUUID()
  const subject = oneLine(letter.subject)
  return {
    id,
    message_id: `<${id}@spazi>`,
    kind: letter.kind,
    recipient: letter.recipient,
    reply_to: letter.replyTo ?? null,
    account_id: letter.accountId ?? null,
    language: letter.language,
    subject,
    body_text: textOf(letter),
    body_html: htmlOf({ ...letter, subject }),
    channel: letter.channel ?? 'mail',
    holds_secret: letter.secret ?? false,
    object_kind: letter.objectKind ?? null,
    object_id: letter.objectId ?? null,
  }
}
