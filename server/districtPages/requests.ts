import type { Db } from '../db/index.ts'
import { suppress } from './rules.ts'
import { type RequestFigures, type RequestGroup, requestGroups } from './schema.ts'

/**
 * SQL: requests sent that ask for a space of the district, by how they ended. Those of a call that still takes them
 * are not counted: how many there are is sealed until it closes.
 */
const query = `
  SELECT CASE WHEN q.status IN ('awarded', 'accepted', 'agreement') THEN 'satisfied'
      WHEN q.status IN ('excluded', 'declined', 'forfeited', 'noted', 'answered', 'closed')
        OR c.status IN ('concluded', 'noBids', 'revoked') THEN 'unsatisfied'
      WHEN q.status = 'withdrawn' THEN 'withdrawn' ELSE 'ongoing' END AS "group",
    count(*)::integer AS count
  FROM request q LEFT JOIN call c ON c.id = q.call_id
  WHERE q.status <> 'draft' AND (c.id IS NULL OR c.standing OR c.closes_at < clock_timestamp())
    AND EXISTS (
      SELECT FROM request_lot r LEFT JOIN lot_space ls ON ls.lot_id = r.lot_id
      JOIN published_space s ON s.id = coalesce(r.space_id, ls.space_id)
      WHERE r.request_id = q.id AND s.district_id = ?)
  GROUP BY 1`

/** The requests for spaces of a district, in figures; those under five are not told. */
export async function readRequestFigures(db: Db, districtId: number, date: string): Promise<RequestFigures> {
  const { rows } = await db.raw<{ rows: { group: RequestGroup; count: number }[] }>(query, [districtId])
  const counts = requestGroups.map((group) => rows.find((row) => row.group === group)?.count ?? 0)
  const { total, parts } = suppress(counts)
  return {
    total,
    groups: parts.map((part, index) => ({ group: requestGroups[index] ?? 'ongoing', ...part })),
    definition:
      'Richieste mandate per almeno uno spazio del Municipio; quelle di un bando ancora aperto si contano alla chiusura',
    definitionEn:
      'Requests sent for at least one space of the district; those of a call still open are counted when it closes',
    source: 'Spazi',
    date,
  }
}
