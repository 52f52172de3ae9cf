import { sealed } from '../allocation/sealing.ts'
import { timeZone } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import type { FailedLetter, PaperNotice, RefusedReceipt } from './schema.ts'

/** What came in as a receipt and counts for nothing, the newest first, at most 200. */
export async function listRefused(db: Db): Promise<{ total: number; items: RefusedReceipt[] }> {
  const rows = await db('pec_receipt')
    .whereNotNull('refusal')
    .orderBy([{ column: 'received_at', order: 'desc' }, 'id'])
    .limit(200)
    .select({
      id: 'id',
      kind: 'kind',
      at: 'at',
      recipient: 'recipient',
      refusal: 'refusal',
      receivedAt: 'received_at',
      total: db.raw('(count(*) OVER ())::integer'),
    })
  const items = rows.map(({ total: _, at, receivedAt, ...row }) => ({
    ...row,
    at: at?.toISOString() ?? null,
    receivedAt: receivedAt.toISOString(),
  }))
  return { total: rows[0]?.total ?? 0, items }
}

/**
 * Notices on paper about requests whose delivery is not known, the oldest first, at most 200: those still to be
 * sent, or those already under way.
 */
export async function listOnPaper(
  db: Db,
  state: 'toSend' | 'underWay',
): Promise<{ total: number; items: PaperNotice[] }> {
  const { rows } = await db.raw<{ rows: (PaperNotice & { total: number })[] }>(
    `SELECT n.id, n.kind, r.id AS "requestId", r.number AS "requestNumber", p.name AS "applicantName",
       (n.created_at AT TIME ZONE :timeZone)::date::text AS "writtenOn", n.sent_on::text AS "sentOn",
       n.letter_id IS NOT NULL AS "hasLetter", (count(*) OVER ())::integer AS total
     FROM notice n
     JOIN request r ON n.object_kind = 'request' AND r.id::text = n.object_id
     JOIN party p ON p.id = r.party_id
     WHERE n.channel <> 'pec' AND n.delivered_at IS NULL AND (n.sent_on IS NULL) = :isToSend
     ORDER BY n.created_at, n.id LIMIT 200`,
    { timeZone, isToSend: state === 'toSend' },
  )
  return { total: rows[0]?.total ?? 0, items: rows.map(({ total: _, ...row }) => row) }
}

/**
 * Letters about requests that were given up or could not be delivered, the newest first, at most 200; of sealed
 * requests none, since a letter names what it is about.
 */
export async function listFailed(db: Db): Promise<{ total: number; items: FailedLetter[] }> {
  const rows = await db({ m: 'mail_outbox' })
    .joinRaw('JOIN request r ON r.id::text = m.object_id')
    .leftJoin({ c: 'call' }, 'c.id', 'r.call_id')
    .where({ 'm.object_kind': 'request' })
    .whereNotNull('m.failed_at')
    .whereRaw(`NOT ${sealed}`)
    .orderBy([{ column: 'm.failed_at', order: 'desc' }, 'm.id'])
    .limit(200)
    .select({
      id: 'm.id',
      channel: 'm.channel',
      subject: 'm.subject',
      requestId: 'm.object_id',
      failedAt: 'm.failed_at',
      total: db.raw('(count(*) OVER ())::integer'),
    })
  const items = rows.map(({ total: _, failedAt, ...row }) => ({ ...row, failedAt: failedAt.toISOString() }))
  return { total: rows[0]?.total ?? 0, items }
}

/**
 * A receipt as it came.
 * @throws {NotFoundError} where there is none
 */
export async function readSource(db: Db, id: string): Promise<Buffer> {
  const row = await db('pec_receipt').where({ id }).first('source')
  if (!row) throw new NotFoundError('There is no such receipt.')
  return row.source
}
