import type { Knex } from 'knex'
import type { Db } from '../db/index.ts'
import type { AskedOpinion, OpinionItem, SpacePurpose } from './schema.ts'
import {
  askedColumns,
  opinionColumns,
  opinionIsPublic,
  opinionStands,
  placeIsPublic,
  purposeColumns,
  requestIsPublic,
} from './sql.ts'

const selecting = (db: Db, columns: Record<string, string>) =>
  Object.fromEntries(Object.entries(columns).map(([name, sql]) => [name, db.raw(sql)]))

/** Whose eyes read: everybody's, or those of who works for the city or a Municipio. */
export type Reader = 'public' | 'city'

/** What was asked of Municipi, the nearest due day first. */
export async function listAsked(
  db: Db,
  reader: Reader,
  narrow: (rows: Knex.QueryBuilder) => void,
): Promise<AskedOpinion[]> {
  const rows = db({ a: 'opinion_asked' })
    .join({ r: 'opinion_request' }, 'r.id', 'a.request_id')
    .select(selecting(db, askedColumns(reader)))
    .orderBy(['r.due_on', 'r.asked_at', 'a.district_code'])
  if (reader === 'public') rows.whereRaw(requestIsPublic)
  narrow(rows)
  return rows
}

/** Opinions that stand, the newest first. */
export async function listOpinions(
  db: Db,
  reader: Reader,
  narrow: (rows: Knex.QueryBuilder) => void,
): Promise<OpinionItem[]> {
  const rows = db({ o: 'opinion' })
    .select(selecting(db, opinionColumns))
    .whereRaw(opinionStands[reader])
    .orderBy([
      { column: 'o.given_at', order: 'desc' },
      { column: 'o.id', order: 'asc' },
    ])
  if (reader === 'public') rows.whereRaw(opinionIsPublic)
  narrow(rows)
  return rows
}

/** Purposes proposed for spaces, those that stand first; everybody reads those of spaces they may know of. */
export async function listPurposes(
  db: Db,
  reader: Reader,
  narrow: (rows: Knex.QueryBuilder) => void,
): Promise<SpacePurpose[]> {
  const isPublic = reader === 'public'
  const columns = purposeColumns(isPublic ? "c.status <> 'draft'" : 'true')
  const rows = db({ w: 'space_purpose' })
    .join({ s: 'space' }, 's.id', 'w.space_id')
    .leftJoin({ p: 'published_space' }, 'p.id', 's.id')
    .select(selecting(db, columns))
    .orderByRaw(
      "w.withdrawn_at IS NOT NULL, array_position(ARRAY['high', 'medium', 'low'], w.priority), w.proposed_at, w.id",
    )
  if (isPublic) rows.whereRaw(placeIsPublic)
  narrow(rows)
  return rows
}

/** Narrows rows with an object, `r` or `o`, to one thing by its kind and code. */
export function narrowToObject(
  rows: Knex.QueryBuilder,
  alias: 'r' | 'o',
  { kind, code }: { kind?: string | undefined; code?: string | undefined },
): void {
  if (kind) rows.where(`${alias}.object_kind`, kind)
  if (code)
    rows.whereRaw(
      `(${alias}.space_id IN (SELECT s.id FROM space s WHERE s.code = :code)
        OR ${alias}.call_id IN (SELECT c.id FROM call c WHERE c.code = :code)
        OR ${alias}.plan_id IN (SELECT p.id FROM plan p WHERE p.code = :code))`,
      { code },
    )
}
