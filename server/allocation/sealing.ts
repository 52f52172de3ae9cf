import type { Db } from '../db/index.ts'
import type { Queue } from './schema.ts'

/**
 * SQL: the application is closed to everybody until the requests of its call `c` are opened, see `isSealed`.
 * Every page, log, history and export asks this.
 */
export const sealed = '(c.id IS NOT NULL AND NOT c.standing AND c.unsealed_at IS NULL)'

/** Whether a request is sealed now. */
export async function isRequestSealed(db: Db, requestId: string): Promise<boolean> {
  const row = await db({ r: 'request' })
    .leftJoin({ c: 'call' }, 'c.id', 'r.call_id')
    .where({ 'r.id': requestId })
    .first({ isSealed: db.raw(sealed) })
  return Boolean(row?.isSealed)
}

/** What the office may know of sealed applications: how many there are for each call, and until when. */
export async function countSealed(db: Db): Promise<Queue['sealed']> {
  const rows: { code: string; title: string; total: number; closesAt: Date | null }[] = await db({
    r: 'request',
  })
    .join({ c: 'call' }, 'c.id', 'r.call_id')
    .whereRaw(sealed)
    .whereNotIn('r.status', ['draft', 'withdrawn'])
    .whereNotIn('c.status', ['revoked', 'noBids'])
    .groupBy('c.id')
    .orderBy('c.code')
    .select({
      code: 'c.code',
      title: 'c.title',
      total: db.raw('count(*)::integer'),
      closesAt: 'c.closes_at',
    })
  return rows.map(({ code, title, total, closesAt }) => ({
    call: { code, title },
    total,
    until: closesAt?.toISOString() ?? null,
  }))
}
