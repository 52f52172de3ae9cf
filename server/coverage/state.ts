import type { Db } from '../db/index.ts'

/** Tables whose rows carry the transaction that changed them last. */
const followed = [
  'district',
  'neighbourhood',
  'zone',
  'lab',
  'space',
  'transit_stop',
  'census_section',
  'street',
  'call',
]

/** SQL: a number that every change to a table alters, whatever the order in which transactions end. */
const stamp = (table: string) =>
  `(SELECT count(*) || '/' || coalesce(sum(changed_in::text::numeric), 0) FROM ${table})`

/**
 * A key that changes with any record coverage is computed from, and how many streets one can walk.
 * Some tens of milliseconds on a whole city.
 */
export async function readState(db: Db): Promise<{ key: string; streets: number }> {
  const { rows } = await db.raw<{ rows: { key: string; streets: number }[] }>(`
    SELECT concat_ws(' ', ${followed.map(stamp).join(', ')},
      (SELECT count(*) || '/' || coalesce(sum(hashtext(q.id::text || q.status)), 0) FROM request q),
      (SELECT count(*) FROM request_lot), (SELECT count(*) FROM agreement_handover)) AS key,
      (SELECT count(*)::integer FROM street s WHERE s.ended_on IS NULL AND s.on_foot) AS streets`)
  const [row] = rows
  if (!row) throw new Error('the database gave no state')
  return row
}
