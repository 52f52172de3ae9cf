import type { Knex } from 'knex'
import { blankClasses, classesRead } from '../accounts/fieldAccess.ts'
import type { FieldClass } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { containing } from '../db/like.ts'
import { keptFromCommissioner } from './commissioners.ts'
import { callJson, completionDueOn, deskTargets } from './reading.ts'
import { waitsForIdentity } from './rules.ts'
import type { Queue, QueueItem, QueueQuery } from './schema.ts'
import { countSealed, sealed } from './sealing.ts'

/** SQL: the request is for a space that meets a condition on `s` and its district `d`. */
const hasSpace = (condition: string) => `EXISTS (
  SELECT FROM request_lot rl
  LEFT JOIN lot_space ls ON ls.lot_id = rl.lot_id
  JOIN space s ON s.id = coalesce(rl.space_id, ls.space_id)
  LEFT JOIN district d ON d.id = s.district_id
  WHERE rl.request_id = r.id AND ${condition})`

/** What was sent, is not sealed nor kept from who reads, narrowed by every filter but the state: list, total and counters all start from here. */
function filtered(db: Db, query: QueueQuery, accountId: string): Knex.QueryBuilder {
  const rows = db({ r: 'request' })
    .join({ p: 'party' }, 'p.id', 'r.party_id')
    .leftJoin({ c: 'call' }, 'c.id', 'r.call_id')
    .leftJoin({ o: 'account' }, 'o.id', 'r.assigned_to')
    .whereNot('r.status', 'draft')
    .whereRaw(`NOT ${sealed}`)
    .whereRaw(`NOT ${keptFromCommissioner}`, { accountId })
  if (query.kind) rows.where('r.kind', query.kind)
  if (query.call) rows.where('c.code', query.call)
  if (query.space) rows.whereRaw(hasSpace('upper(s.code) = upper(?)'), [query.space])
  if (query.district) rows.whereRaw(hasSpace('d.code = ?'), [query.district])
  if (query.assigned === 'me') rows.where('r.assigned_to', accountId)
  if (query.assigned === 'none') rows.whereNull('r.assigned_to')
  if (query.q?.trim()) {
    const pattern = containing(query.q.trim())
    rows.whereRaw(
      `(r.number ILIKE :pattern OR p.name ILIKE :pattern OR r.content ->> 'makes' ILIKE :pattern)`,
      { pattern },
    )
  }
  return rows
}

type ItemRow = Omit<QueueItem, 'receivedAt' | 'mustIdentify'> & {
  identifiedBy: string
  receivedAt: Date
}

/** Columns of a row of the queue. */
export const itemColumns = (db: Db) => ({
  id: 'r.id',
  number: 'r.number',
  kind: 'r.kind',
  status: 'r.status',
  receivedAt: 'r.received_at',
  waitingDays: db.raw(
    'greatest(0, floor(extract(epoch FROM clock_timestamp() - r.received_at) / 86400))::integer',
  ),
  applicantName: 'p.name',
  makes: db.raw("r.content ->> 'makes'"),
  call: db.raw(callJson),
  targets: db.raw(deskTargets),
  identifiedBy: 'r.identified_by',
  assignedTo: db.raw("CASE WHEN o.id IS NOT NULL THEN json_build_object('id', o.id, 'name', o.name) END"),
  completionDueOn: db.raw(completionDueOn),
  channel: 'r.channel',
  isLate: 'r.is_late',
})

/** A row of the queue. */
export function toQueueItem({ receivedAt, ...row }: ItemRow): QueueItem {
  return {
    ...row,
    mustIdentify: waitsForIdentity(row),
    receivedAt: receivedAt.toISOString(),
  }
}

/** Who may know each thing in a row of the queue. */
const queueClasses = {
  id: 'internal',
  number: 'internal',
  kind: 'internal',
  status: 'internal',
  receivedAt: 'internal',
  mustIdentify: 'internal',
  waitingDays: 'internal',
  applicantName: 'personal',
  makes: 'personal',
  call: 'public',
  targets: 'internal',
  assignedTo: 'internal',
  completionDueOn: 'internal',
  channel: 'internal',
  isLate: 'internal',
} as const satisfies Record<keyof QueueItem, FieldClass>

/** The office's queue: what was sent, the longest waiting first, with how many there are in each state; of sealed ones only how many. */
export async function readQueue(db: Db, query: QueueQuery, accountId: string): Promise<Queue> {
  const statuses: Queue['statuses'] = await filtered(db, query, accountId)
    .groupBy('r.status')
    .orderBy('r.status')
    .select({ value: 'r.status', count: db.raw('count(*)::integer') })
  const rows = filtered(db, query, accountId)
  if (query.status) rows.whereIn('r.status', query.status)
  const direction = query.sort === 'newest' ? 'desc' : 'asc'
  const items: ItemRow[] = await rows
    .orderBy([
      { column: 'r.received_at', order: direction },
      { column: 'r.id', order: direction },
    ])
    .limit(query.limit ?? 50)
    .offset(query.offset ?? 0)
    .select(itemColumns(db))
  const chosen = statuses.filter(({ value }) => !query.status || query.status.includes(value))
  const total = chosen.reduce((sum, { count }) => sum + count, 0)
  const readable = classesRead('examineRequests')
  return {
    total,
    statuses,
    sealed: await countSealed(db),
    items: items.map((item) => blankClasses(toQueueItem(item), queueClasses, readable)),
  }
}
