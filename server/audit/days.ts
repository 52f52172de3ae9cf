import { createHash, type KeyObject } from 'node:crypto'
import { timeZone } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import { publicKeyOf, signHead } from './signing.ts'

/** The events a head covers: `afterEvent` < id <= `lastEvent`, ids being bigints in decimal. */
interface Span {
  day: string
  afterEvent: string
  lastEvent: string
  previousHead: string | null
}

/** A closed day of the calendar in Italy, with its head. */
export interface AuditDay extends Span {
  events: number
  head: string
  publicKey: string
  signature: string
  signedAt: Date
}

/** Writers of the log are waited for at most this long; the next turn of the job tries again. */
const lockLimit = '1s'
const batchSize = 5000

const dayColumns = (db: Db) => ({
  day: db.raw('day::text'),
  afterEvent: 'after_event',
  lastEvent: 'last_event',
  events: 'events',
  previousHead: 'previous_head',
  head: 'head',
  publicKey: 'public_key',
  signature: 'signature',
  signedAt: 'signed_at',
})

/** The signed days, from the first on. */
export async function listDays(db: Db): Promise<AuditDay[]> {
  return db('audit_day').orderBy('day').select(dayColumns(db))
}

/** A signed day. */
export async function readDay(db: Db, day: string): Promise<AuditDay | undefined> {
  return db('audit_day').where({ day }).first(dayColumns(db))
}

/** The days signed last, the newest first. */
export async function listLatestDays(db: Db, limit: number): Promise<AuditDay[]> {
  return db('audit_day').orderBy('day', 'desc').limit(limit).select(dayColumns(db))
}

/**
 * SHA-256, in hexadecimal, over a line with day, span and previous head, then a line with id and hash of
 * each event of the span in the order of ids; read some thousand at a time.
 */
export async function computeHead(db: Db, span: Span): Promise<{ events: number; head: string }> {
  const { day, afterEvent, lastEvent, previousHead } = span
  const digest = createHash('sha256').update(`${day} ${afterEvent} ${lastEvent} ${previousHead ?? '-'}\n`)
  let events = 0
  let after: string | undefined = afterEvent
  while (after !== undefined) {
    const rows: { id: string; hash: string }[] = await db('audit_event')
      .where('id', '>', after)
      .where('id', '<=', lastEvent)
      .orderBy('id')
      .limit(batchSize)
      .select('id', 'hash')
    for (const { id, hash } of rows) digest.update(`${id} ${hash}\n`)
    events += rows.length
    after = rows.length === batchSize ? rows.at(-1)?.id : undefined
  }
  return { events, head: digest.digest('hex') }
}

/** The highest id such that no event up to it is still to be committed. */
async function lastSettledEvent(db: Db): Promise<string> {
  return db.transaction(async (trx) => {
    await trx.raw(`SET LOCAL lock_timeout = '${lockLimit}'`)
    const { rows } = await trx.raw<{ rows: [{ id: string }] }>('SELECT last_settled_event() AS id')
    return rows[0].id
  })
}

/** The first day that is over and has no head, with the head before it; null where there is none. */
async function nextDay(db: Db): Promise<Omit<Span, 'lastEvent'> | null> {
  const { rows } = await db.raw<{ rows: Omit<Span, 'lastEvent'>[] }>(
    `WITH last AS (SELECT d.day, d.last_event, d.head FROM audit_day d ORDER BY d.day DESC LIMIT 1),
     next AS (SELECT coalesce((SELECT l.day + 1 FROM last l),
       (SELECT (min(e.happened_at) AT TIME ZONE :timeZone)::date FROM audit_event e)) AS day)
     SELECT n.day::text AS day, coalesce(l.last_event, 0)::text AS "afterEvent", l.head AS "previousHead"
     FROM next n LEFT JOIN last l ON true
     WHERE n.day < (clock_timestamp() AT TIME ZONE :timeZone)::date`,
    { timeZone },
  )
  return rows[0] ?? null
}

async function lastEventOf(db: Db, day: string, afterEvent: string, settled: string): Promise<string> {
  const { rows } = await db.raw<{ rows: [{ id: string }] }>(
    `SELECT coalesce(max(e.id), :afterEvent::bigint)::text AS id FROM audit_event e
     WHERE e.id > :afterEvent::bigint AND e.id <= :settled::bigint
       AND e.happened_at < (:day::date + 1)::timestamp AT TIME ZONE :timeZone`,
    { day, afterEvent, settled, timeZone },
  )
  return rows[0].id
}

/**
 * Signs the head of each day that is over and has none; returns how many. A head goes up to the last event
 * of its day, or earlier, that is in the log when it is signed: one that is committed after that, whatever
 * its time says, has a higher id and lies under the next head. So each event lies under exactly one.
 */
export async function signClosedDays(db: Db, key: KeyObject): Promise<number> {
  let signed = 0
  let settled: string | undefined
  for (let next = await nextDay(db); next; next = await nextDay(db)) {
    settled ??= await lastSettledEvent(db)
    const span = { ...next, lastEvent: await lastEventOf(db, next.day, next.afterEvent, settled) }
    if (!(await keepHead(db, span, key))) break
    signed += 1
  }
  return signed
}

/** Stores the head of a day; false where another server was first. */
async function keepHead(db: Db, span: Span, key: KeyObject): Promise<boolean> {
  const { events, head } = await computeHead(db, span)
  const inserted = await db('audit_day')
    .insert({
      day: span.day,
      after_event: span.afterEvent,
      last_event: span.lastEvent,
      events,
      previous_head: span.previousHead,
      head,
      public_key: publicKeyOf(key),
      signature: signHead(head, key),
    })
    .onConflict('day')
    .ignore()
    .returning('day')
  return inserted.length > 0
}
