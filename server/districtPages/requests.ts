import { isCounted, isSatisfied } from '../coverage/requests.ts'
import type { Db } from '../db/index.ts'
import { suppress } from './rules.ts'
import { type RequestFigures, type RequestGroup, requestGroups } from './schema.ts'

/** SQL: requests that ask for a space of the district, by how they ended: the same that coverage counts. */
const query = `
  SELECT CASE ${isSatisfied} WHEN true THEN 'satisfied' WHEN false THEN 'unsatisfied' ELSE 'ongoing' END AS "group",
    count(*)::integer AS count
  FROM request q LEFT JOIN call c ON c.id = q.call_id
  WHERE ${isCounted} AND EXISTS (
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
      'Domande mandate e non ritirate per almeno uno spazio del Municipio; quelle di un bando aperto si contano quando chiude, e sono in corso finché non è aggiudicato',
    definitionEn:
      'Requests sent and not withdrawn for at least one space of the district; those of an open call are counted when it closes, and are under way until it is awarded',
    source: 'Spazi',
    date,
  }
}
