import type { Db } from '../db/index.ts'
import { isCounted } from './requests.ts'

/** Tables whose rows carry the transaction that changed them last. */
const followed = [
  'district',
  'neighbourhood',
  'zone',
  'lab',
  'space',
  'transit_stop',
  'census_section',
  'call',
]

/** SQL: a number that every change to a table alters, whatever the order in which transactions end. */
const stamp = "count(*) || '/' || coalesce(sum(changed_in::text::bigint), 0)"

interface State {
  /** Changes with any record coverage is computed from. */
  key: string
  /** Changes with the streets. */
  streetsKey: string
  /** How many streets one can walk. */
  streets: number
}

/**
 * What the figures would be computed from now; some tens of milliseconds on a whole city. Requests that are not counted
 * yet change nothing: the moment figures were computed at would tell when one came in to an open call.
 */
export async function readState(db: Db): Promise<State> {
  const { rows } = await db.raw<{ rows: State[] }>(`
    SELECT concat_ws(' ', ${followed.map((table) => `(SELECT ${stamp} FROM ${table})`).join(', ')}, s.stamp,
      (SELECT count(*) || '/' || coalesce(sum(hashtext(q.id::text || q.status)), 0)
        FROM request q LEFT JOIN call c ON c.id = q.call_id WHERE ${isCounted}),
      (SELECT count(*) FROM lab_activity), (SELECT count(*) FROM agreement_handover)) AS key,
      s.stamp AS "streetsKey", s.walked AS streets
    FROM (SELECT ${stamp} AS stamp, (count(*) FILTER (WHERE ended_on IS NULL AND on_foot))::integer AS walked
      FROM street) s`)
  const [row] = rows
  if (!row) throw new Error('the database gave no state')
  return row
}

/** Hash of the streets one can walk, the same wherever they are imported. */
export async function streetsVersion(db: Db): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { version: string }[] }>(`
    SELECT md5(string_agg(s.code || ':' || md5(ST_AsBinary(s.geom)), ',' ORDER BY s.code)) AS version
    FROM street s WHERE s.ended_on IS NULL AND s.on_foot`)
  return rows.map(({ version }) => version)
}
