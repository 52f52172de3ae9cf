import type { Knex } from 'knex'
import { sealed } from '../allocation/sealing.ts'
import { timeZone } from '../city/rules.ts'
import { type EventRow, eventColumns } from '../db/auditChain.ts'
import type { Db } from '../db/index.ts'
import { containing } from '../db/like.ts'
import { describeEvents, type Reader } from './describing.ts'
import type { AuditEvent, AuditEventList, AuditFilters, AuditQuery } from './schema.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** SQL: the event is about a request whose number and sender nobody may know yet. */
const aboutSealed = `(e.object_kind = 'request' AND e.object_id IN (
  SELECT r.id::text FROM request r JOIN call c ON c.id = r.call_id WHERE ${sealed}))`

function filtered(db: Db, filters: AuditFilters): Knex.QueryBuilder {
  const { from, to, actor, role, action, objectKind, objectId, q } = filters
  const rows = db({ e: 'audit_event' })
  if (from) rows.whereRaw('e.happened_at >= ?::date::timestamp AT TIME ZONE ?', [from, timeZone])
  if (to) rows.whereRaw('e.happened_at < (?::date + 1)::timestamp AT TIME ZONE ?', [to, timeZone])
  if (actor && uuid.test(actor)) rows.where('e.actor_id', actor)
  if (actor && !uuid.test(actor)) {
    rows.whereIn('e.actor_id', db({ a: 'account' }).where('a.email', actor).select('a.id'))
  }
  if (actor) rows.whereRaw(`NOT ${aboutSealed}`)
  if (role) rows.where('e.actor_role', role)
  if (action) rows.where('e.action', action)
  if (objectKind) rows.where('e.object_kind', objectKind)
  if (objectId) rows.where('e.object_id', objectId)
  if (q) {
    const pattern = containing(q.trim())
    rows.whereRaw(
      `(e.object_id ILIKE :pattern OR (e.object_kind = 'request' AND e.object_id IN
        (SELECT r.id::text FROM request r LEFT JOIN call c ON c.id = r.call_id
          WHERE r.number ILIKE :pattern AND NOT ${sealed})))`,
      { pattern },
    )
  }
  return rows
}

async function readBatch(
  db: Db,
  filters: AuditFilters,
  before: string | null,
  limit: number,
): Promise<EventRow[]> {
  const rows = filtered(db, filters).orderBy('e.id', 'desc').limit(limit)
  if (before !== null) rows.where('e.id', '<', before)
  return rows.select(eventColumns)
}

/** A page of the log, newest first, with how many events there are in all under the filters. */
export async function listEvents(db: Db, query: AuditQuery, reader: Reader): Promise<AuditEventList> {
  const { limit = 50, cursor = null, ...filters } = query
  const { total } = await filtered(db, filters).first(db.raw('count(*)::integer AS total'))
  const rows = await readBatch(db, filters, cursor, limit + 1)
  const page = rows.slice(0, limit)
  const next = rows.length > limit ? (page.at(-1)?.id ?? null) : null
  return { total, items: await describeEvents(db, page, reader), next }
}

const streamBatch = 500

/** Every event under the filters, newest first, some hundred at a time. */
export async function* streamEvents(
  db: Db,
  filters: AuditFilters,
  reader: Reader,
): AsyncGenerator<AuditEvent[]> {
  let before: string | null = null
  do {
    const rows: EventRow[] = await readBatch(db, filters, before, streamBatch)
    yield await describeEvents(db, rows, reader)
    before = rows.length === streamBatch ? (rows.at(-1)?.id ?? null) : null
  } while (before !== null)
}

const historyLimit = 500

/** What happened to one object, in order, the last some hundred events. */
export async function readHistory(
  db: Db,
  objectKind: string,
  objectId: string,
  reader: Reader,
): Promise<AuditEvent[]> {
  const rows = await readBatch(db, { objectKind, objectId }, null, historyLimit)
  return describeEvents(db, rows.reverse(), reader)
}
