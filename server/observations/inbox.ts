import type { Context } from '../context.ts'
import { type Event, recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { keepBytes } from '../files/keeping.ts'
import { refuseUnchecked } from '../files/queries.ts'
import { NotFoundError, UnprocessableError } from '../http/problem.ts'
import { eventChanges } from './fieldClasses.ts'
import { isTaken, plainName, type ReadItem, readFile } from './inboxReading.ts'
import type { Inbox, InboxItem, InboxTaken } from './schema.ts'

/** A message with its attachments is larger than one file may be. */
export const inboxLimitBytes = 40_000_000

const noItem = () => new NotFoundError('There is no such thing in the inbox.')

/** @throws {NotFoundError} where there is no such plan */
export async function findPlanId(db: Db, code: string): Promise<number> {
  const plan = await db('plan').where({ code }).first('id')
  if (!plan) throw new NotFoundError('There is no such plan.')
  return plan.id
}

interface Incoming {
  planId: number
  name: string
  content: Buffer
  actor: Event['actor']
}

async function insertItem(
  trx: Db,
  { planId, name, actor }: Incoming,
  sha256: string,
  item: ReadItem,
): Promise<string | null> {
  const [row] = await trx('inbox_item')
    .insert({
      plan_id: planId,
      channel: item.channel,
      name,
      sha256,
      row_number: item.rowNumber,
      message_id: item.messageId,
      received_at: item.receivedAt,
      sender: item.sender,
      subject: item.subject,
      text: item.text,
      problem: item.problem,
      added_by: actor.id,
    })
    .onConflict(['plan_id', 'sha256', 'row_number'])
    .ignore()
    .returning('id')
  return row?.id ?? null
}

/**
 * Takes a file into the inbox of a plan: the original is kept by its hash, and each thing it holds becomes an
 * item. The same bytes count once.
 * @throws {UnprocessableError} where it is of no kind the inbox takes, or empty
 */
export async function takeIntoInbox(
  context: Pick<Context, 'db' | 'config'>,
  incoming: Incoming,
): Promise<InboxTaken> {
  const name = plainName(incoming.name)
  if (!isTaken(name) || incoming.content.length === 0)
    throw new UnprocessableError('The inbox takes no such file.', '/problems/inbox-type')
  const { mediaType, items } = await readFile(name, incoming.content)
  const { sha256 } = await keepBytes(context, incoming.content, mediaType)
  const added = await context.db.transaction(async (trx) => {
    const ids: string[] = []
    for (const item of items) {
      const id = await insertItem(trx, { ...incoming, name }, sha256, item)
      if (id) ids.push(id)
    }
    if (ids.length === 0) return 0
    await recordEvent(trx, {
      actor: incoming.actor,
      action: 'takeIn',
      objectKind: 'inboxFile',
      objectId: sha256,
      changes: eventChanges({ inboxItem: [null, ids.length] }),
    })
    return ids.length
  })
  return { added, known: items.length - added }
}

const columns = (db: Db) => ({
  id: 'i.id',
  plan: 'p.code',
  channel: 'i.channel',
  name: 'i.name',
  sha256: 'i.sha256',
  rowNumber: 'i.row_number',
  receivedAt: 'i.received_at',
  isLate: db.raw('i.received_at > w.closes_at'),
  sender: 'i.sender',
  subject: 'i.subject',
  text: 'i.text',
  problem: 'i.problem',
  addedAt: 'i.added_at',
  submission: db.raw(`CASE WHEN s.id IS NOT NULL THEN json_build_object('id', s.id, 'number', s.number) END`),
  dismissedReason: 'i.dismissed_reason',
})

const items = (db: Db) =>
  db({ i: 'inbox_item' })
    .join({ p: 'plan' }, 'p.id', 'i.plan_id')
    .leftJoin({ w: 'plan_window' }, (join) => join.on('w.plan_id', 'p.id').andOnVal('w.kind', 'observation'))
    .leftJoin({ s: 'submission' }, 's.id', 'i.submission_id')

type ItemRow = Omit<InboxItem, 'receivedAt' | 'addedAt'> & { receivedAt: Date | null; addedAt: Date }
const toItem = ({ receivedAt, addedAt, ...row }: ItemRow): InboxItem => ({
  ...row,
  receivedAt: receivedAt?.toISOString() ?? null,
  addedAt: addedAt.toISOString(),
})

const shown = 200

/** What came in for a plan, what is still to be done first. */
export async function listInbox(db: Db, code: string): Promise<Inbox> {
  const planId = await findPlanId(db, code)
  const { open } = await db('inbox_item')
    .where({ plan_id: planId, submission_id: null, dismissed_reason: null })
    .first(db.raw('count(*)::integer AS open'))
  const rows: ItemRow[] = await items(db)
    .where({ 'i.plan_id': planId })
    .orderByRaw(
      '(i.submission_id IS NULL AND i.dismissed_reason IS NULL) DESC, i.added_at DESC, i.row_number, i.id',
    )
    .limit(shown)
    .select(columns(db))
  return { open, items: rows.map(toItem) }
}

/** @throws {NotFoundError} where there is no such item */
export async function readInboxItem(db: Db, id: string): Promise<InboxItem> {
  const row = await items(db).where({ 'i.id': id }).first(columns(db))
  if (!row) throw noItem()
  return toItem(row)
}

/**
 * The original of an item, as it came.
 * @throws {NotFoundError} where there is no such item
 * @throws {ConflictError} where it is infected, or waits for its check
 */
export async function findOriginal(db: Db, id: string) {
  const row = await db({ i: 'inbox_item' })
    .join({ f: 'stored_file' }, 'f.sha256', 'i.sha256')
    .where({ 'i.id': id })
    .first({
      name: 'i.name',
      sha256: 'i.sha256',
      mediaType: 'f.media_type',
      sizeBytes: 'f.size_bytes',
      scanState: 'f.scan_state',
    })
  if (!row) throw noItem()
  refuseUnchecked(row.scanState, false)
  return row
}
