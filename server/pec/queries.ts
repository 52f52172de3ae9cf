import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import type { FailedLetter, RefusedReceipt } from './schema.ts'

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

/** Letters about requests that were given up or could not be delivered, the newest first, at most 200. */
export async function listFailed(db: Db): Promise<{ total: number; items: FailedLetter[] }> {
  const rows = await db('mail_outbox')
    .where({ object_kind: 'request' })
    .whereNotNull('failed_at')
    .orderBy([{ column: 'failed_at', order: 'desc' }, 'id'])
    .limit(200)
    .select({
      id: 'id',
      channel: 'channel',
      subject: 'subject',
      requestId: 'object_id',
      failedAt: 'failed_at',
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
