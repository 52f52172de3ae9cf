import type { Person } from '../accounts/queries.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { findPlanId } from '../plans/queries.ts'
import { openForDesk } from './deskFiles.ts'
import type { ReadableFile } from './files.ts'
import { keptParts, listParts } from './inboxParts.ts'
import type { Inbox, InboxItem, InboxItemWhole, InboxListQuery, InboxState } from './schema.ts'

const noItem = () => new NotFoundError('There is no such thing in the inbox.')

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

type ItemRow = Omit<InboxItem, 'receivedAt' | 'addedAt' | 'parts'> & {
  receivedAt: Date | null
  addedAt: Date
}
const toItem = ({ receivedAt, addedAt, ...row }: ItemRow): Omit<InboxItem, 'parts'> => ({
  ...row,
  receivedAt: receivedAt?.toISOString() ?? null,
  addedAt: addedAt.toISOString(),
})

/** SQL: what each state of an item stands for. */
const stateConditions: Record<InboxState, string> = {
  open: 'i.submission_id IS NULL AND i.dismissed_reason IS NULL',
  registered: 'i.submission_id IS NOT NULL',
  putAside: 'i.dismissed_reason IS NOT NULL',
}

/** What came in for a plan, what is still to be done first. */
export async function listInbox(db: Db, query: InboxListQuery): Promise<Inbox> {
  const planId = await findPlanId(db, query.plan)
  const kept = query.state ? stateConditions[query.state] : 'true'
  const { open, total } = await db({ i: 'inbox_item' })
    .where({ 'i.plan_id': planId })
    .first(
      db.raw(
        `count(*) FILTER (WHERE ${stateConditions.open})::integer AS open,
         count(*) FILTER (WHERE ${kept})::integer AS total`,
      ),
    )
  const rows: ItemRow[] = await items(db)
    .where({ 'i.plan_id': planId })
    .whereRaw(kept)
    .orderByRaw(`(${stateConditions.open}) DESC, i.added_at DESC, i.row_number, i.id`)
    .limit(query.limit ?? 50)
    .offset(query.offset ?? 0)
    .select(columns(db))
  const parts = await listParts(
    db,
    rows.map(({ id }) => id),
  )
  return { open, total, items: rows.map((row) => ({ ...toItem(row), parts: parts.get(row.id) ?? [] })) }
}

/** @throws {NotFoundError} where there is no such item */
export async function readInboxItem(db: Db, id: string): Promise<InboxItemWhole> {
  const row: ItemRow | undefined = await items(db).where({ 'i.id': id }).first(columns(db))
  if (!row) throw noItem()
  const parts = await keptParts(db, id)
  return {
    ...toItem(row),
    parts: parts.map(({ sha256: _, ...part }) => ({ ...part, hasText: part.text !== null })),
  }
}

/**
 * The original of an item, as it came, for the office; the log says who opened it.
 * @throws as `openForDesk` does
 */
export async function openOriginal(db: Db, person: Person, id: string): Promise<ReadableFile> {
  return db.transaction(async (trx) => {
    const file = await trx({ i: 'inbox_item' })
      .join({ f: 'stored_file' }, 'f.sha256', 'i.sha256')
      .where({ 'i.id': id })
      .first({
        id: 'i.id',
        name: 'i.name',
        sha256: 'i.sha256',
        mediaType: 'f.media_type',
        sizeBytes: 'f.size_bytes',
        scanState: 'f.scan_state',
      })
    if (!file) throw noItem()
    return openForDesk(trx, person, { objectKind: 'inboxFile', objectId: file.sha256 }, file)
  })
}
