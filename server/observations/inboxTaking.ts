import { createHash } from 'node:crypto'
import type { Context } from '../context.ts'
import { type Event, recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { keepBytes } from '../files/keeping.ts'
import { UnprocessableError } from '../http/problem.ts'
import { eventChanges } from './fieldClasses.ts'
import { insertParts, type KeptPart, keepParts } from './inboxParts.ts'
import { isMailbox, isTaken, type ReadItem, readFile, unreadable } from './inboxReading.ts'
import { messagesOf } from './mailbox.ts'
import { plainName } from './plainName.ts'
import type { InboxTaken } from './schema.ts'

/** A message with its attachments is larger than one file may be. */
export const inboxLimitBytes = 40_000_000

interface Incoming {
  planId: number
  name: string
  content: Buffer
  actor: Event['actor']
}

/** Where what comes in is kept. */
type Store = Pick<Context, 'db' | 'config'>

/** Something that came in whose bytes, and those of its parts, lie in the store. */
interface KeptItem extends Omit<ReadItem, 'parts'> {
  parts: KeptPart[]
}

/** Where the bytes of items lie: their original, and the mailbox it was in. */
interface Origin {
  name: string
  sha256: string
  mailboxSha256: string | null
}

/** Writes an item with its parts; false where it is known already. */
async function insertItem(
  trx: Db,
  { planId, actor }: Incoming,
  { name, sha256, mailboxSha256 }: Origin,
  item: KeptItem,
): Promise<boolean> {
  const [row] = await trx('inbox_item')
    .insert({
      plan_id: planId,
      channel: item.channel,
      name,
      sha256,
      mailbox_sha256: mailboxSha256,
      row_number: item.rowNumber,
      message_id: item.messageId,
      received_at: item.receivedAt,
      sender: item.sender,
      subject: item.subject,
      text: item.text,
      problem: item.problem,
      added_by: actor.id,
      // The moment of the file, so that its rows stay in their order.
      added_at: trx.fn.now(),
    })
    .onConflict(['plan_id', 'sha256', 'row_number'])
    .ignore()
    .returning('id')
  if (row) await insertParts(trx, row.id, item.parts)
  return row !== undefined
}

async function insertItems(
  context: Store,
  incoming: Incoming,
  origin: Origin,
  items: readonly KeptItem[],
): Promise<InboxTaken> {
  const added = await context.db.transaction(async (trx) => {
    let count = 0
    for (const item of items) if (await insertItem(trx, incoming, origin, item)) count += 1
    if (count === 0) return 0
    await recordEvent(trx, {
      actor: incoming.actor,
      action: 'takeIn',
      objectKind: 'inboxFile',
      objectId: origin.sha256,
      changes: eventChanges({ inboxItem: [null, count] }),
    })
    return count
  })
  return { added, known: items.length - added }
}

/** Takes one file: its bytes and those of its parts are kept before anything is written of them. */
async function takeFile(
  context: Store,
  incoming: Incoming,
  mailboxSha256: string | null = null,
): Promise<InboxTaken> {
  const { name, content } = incoming
  const { mediaType, items } = await readFile(name, content)
  const { sha256 } = await keepBytes(context, content, mediaType)
  const kept: KeptItem[] = []
  for (const item of items) kept.push({ ...item, parts: await keepParts(context, item.parts) })
  return insertItems(context, incoming, { name, sha256, mailboxSha256 }, kept)
}

const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex')

/** Whether a message was taken into the inbox of a plan before: it is then not read again. */
async function isKnown({ db }: Pick<Context, 'db'>, planId: number, sha256: string): Promise<boolean> {
  const row = await db('inbox_item').where({ plan_id: planId, sha256 }).first('id')
  return row !== undefined
}

/**
 * Takes each message of a mailbox by itself, so that a bad one keeps no other from being taken; the mailbox is kept
 * beside them as it came. One without messages is an item for a person to look at.
 */
async function takeMailbox(context: Store, incoming: Incoming): Promise<InboxTaken> {
  const { name, planId, content } = incoming
  const messages = await messagesOf(content).catch(() => null)
  const mailbox = await keepBytes(
    context,
    content,
    messages ? 'application/mbox' : 'application/octet-stream',
  )
  if (!messages) {
    const origin = { name, sha256: mailbox.sha256, mailboxSha256: null }
    return insertItems(context, incoming, origin, [{ ...unreadable(), parts: [] }])
  }
  const taken: InboxTaken = { added: 0, known: 0 }
  for (const [index, message] of messages.entries()) {
    const one = { ...incoming, name: `${name}#${index + 1}.eml`, content: message }
    const result = (await isKnown(context, planId, hashOf(message)))
      ? { added: 0, known: 1 }
      : await takeFile(context, one, mailbox.sha256)
    taken.added += result.added
    taken.known += result.known
  }
  return taken
}

/**
 * Takes a file into the inbox of a plan: the original is kept by its hash, and each thing it holds becomes an
 * item. The same bytes count once.
 * @throws {UnprocessableError} where it is of no kind the inbox takes, or empty
 */
export async function takeIntoInbox(context: Store, incoming: Incoming): Promise<InboxTaken> {
  const name = plainName(incoming.name)
  if (!isTaken(name) || incoming.content.length === 0)
    throw new UnprocessableError('The inbox takes no such file.', '/problems/inbox-type')
  return isMailbox(name)
    ? takeMailbox(context, { ...incoming, name })
    : takeFile(context, { ...incoming, name })
}
