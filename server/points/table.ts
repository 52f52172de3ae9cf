import type { Knex } from 'knex'
import type { Db } from '../db/index.ts'
import { filtered } from './filters.ts'
import {
  type Around,
  bulkLimit,
  type PointList,
  type PointPageQuery,
  type PointRow,
  type PointSort,
  type PointsQuery,
  type Selection,
} from './schema.ts'
import { excerpt, provisionOf, reference } from './sql.ts'

/** What each order goes by; the number, then the point, come last in all. */
const orders: Record<PointSort, string | null> = {
  number: null,
  due: 'p.due_on',
  assignee: '(SELECT a.name FROM account a WHERE a.id = p.assignee_id)',
  place: 'w.position',
  provision: provisionOf('p'),
  district: 'd.code',
  outcome: 'p.outcome',
  group: 'p.group_id',
  synthesis: 'p.synthesis',
}

/** SQL: the order asked for, what has no value last, with a key that is unique. */
function orderOf({ sort = 'number', descending = false }: Pick<PointsQuery, 'sort' | 'descending'>): string {
  const direction = descending ? 'DESC' : 'ASC'
  const first = orders[sort]
  const tail = first === null ? direction : 'ASC'
  return [
    ...(first === null ? [] : [`${first} ${direction} NULLS LAST`]),
    `s.received_at ${tail}`,
    `s.id ${tail}`,
    `p.position ${tail}`,
  ].join(', ')
}

/** Columns of a row; what lies in other tables is read for the rows of a page alone. */
export const rowColumns = (db: Db): Record<string, string | Knex.Raw> => ({
  id: 'p.id',
  reference: db.raw(reference),
  receivedAt: 's.received_at',
  isLate: 's.is_late',
  submitterKind: 's.submitter_kind',
  synthesis: 'p.synthesis',
  excerpt: db.raw(excerpt),
  target: 'p.target',
  provision: db.raw(provisionOf('p')),
  hasPlace: db.raw('p.geom IS NOT NULL'),
  district: 'd.code',
  neighbourhood: 'n.name',
  themes: db.raw(
    "coalesce((SELECT json_agg(pt.theme_id ORDER BY pt.theme_id) FROM point_theme pt WHERE pt.point_id = p.id), '[]')",
  ),
  assignee: db.raw(
    "(SELECT json_build_object('id', a.id, 'name', a.name) FROM account a WHERE a.id = p.assignee_id)",
  ),
  placeId: 'p.workflow_place_id',
  dueOn: db.raw("to_char(p.due_on, 'YYYY-MM-DD')"),
  groupId: 'p.group_id',
  groupSize: db.raw('(SELECT count(*)::integer FROM point g WHERE g.group_id = p.group_id)'),
  stage: 'p.stage',
  outcome: 'p.outcome',
  concernsVas: 'p.concerns_vas',
  prescription: 'p.prescription',
  opinionsWaiting: db.raw(
    '(SELECT count(*)::integer FROM office_opinion o WHERE o.point_id = p.id AND o.answer IS NULL)',
  ),
  version: 'p.version',
})

type Row = Omit<PointRow, 'receivedAt'> & { receivedAt: Date }
/** A row as it is answered. */
export const toRow = <Read extends { receivedAt: Date }>({ receivedAt, ...row }: Read) => ({
  ...row,
  receivedAt: receivedAt.toISOString(),
})

type Counts = Pick<PointList, 'total' | 'places' | 'outcomes' | 'districts' | 'neighbourhoods'>

interface CountRow {
  by: number
  value: string | null
  count: number
}

/** How many there are by one thing: `by` has a bit for each that is not counted by. */
const countsBy = (rows: readonly CountRow[], by: number) =>
  rows.filter((row) => row.by === by).map(({ value, count }) => ({ value, count }))

/**
 * How many the filter keeps, in all and by place, outcome, Municipio and NIL, and the ids of a page: one reading of
 * the points, so that table and counters are of the same set.
 */
async function readPage(
  db: Db,
  query: PointPageQuery,
  accountId: string,
): Promise<{ counts: Counts; ids: number[] }> {
  const kept = filtered(db, query, accountId).select({
    id: 'p.id',
    place: 'p.workflow_place_id',
    outcome: 'p.outcome',
    district: 'd.code',
    neighbourhood: 'n.code',
    position: db.raw(`row_number() OVER (ORDER BY ${orderOf(query)})`),
  })
  const { rows } = await db.raw<{ rows: { counts: CountRow[] | null; ids: number[] | null }[] }>(
    `WITH kept AS MATERIALIZED (?)
     SELECT (SELECT json_agg(c) FROM (
         SELECT GROUPING(place, outcome, district, neighbourhood) AS by,
           coalesce(place::text, outcome, district, neighbourhood) AS value, count(*) AS count
         FROM kept GROUP BY GROUPING SETS ((), (place), (outcome), (district), (neighbourhood)) ORDER BY 1, 2) c
       ) AS counts,
       (SELECT json_agg(k.id ORDER BY k.position) FROM (
         SELECT id, position FROM kept ORDER BY position LIMIT ? OFFSET ?) k) AS ids`,
    [kept, query.limit ?? 50, query.offset ?? 0],
  )
  const counted = rows[0]?.counts ?? []
  return {
    ids: rows[0]?.ids ?? [],
    counts: {
      total: countsBy(counted, 0b1111)[0]?.count ?? 0,
      places: countsBy(counted, 0b0111),
      outcomes: countsBy(counted, 0b1011),
      districts: countsBy(counted, 0b1101),
      neighbourhoods: countsBy(counted, 0b1110),
    },
  }
}

/** A page of the table, with how many the filter keeps. */
export async function listPoints(db: Db, query: PointPageQuery, accountId: string): Promise<PointList> {
  const { counts, ids } = await readPage(db, query, accountId)
  const rows: Row[] = await db({ p: 'point' })
    .join({ s: 'submission' }, 's.id', 'p.submission_id')
    .leftJoin({ d: 'district' }, 'd.id', 'p.district_id')
    .leftJoin({ n: 'neighbourhood' }, 'n.id', 'p.neighbourhood_id')
    .whereIn('p.id', ids)
    .orderByRaw('array_position(?::integer[], p.id)', [ids])
    .select(rowColumns(db))
  return { ...counts, items: rows.map(toRow) as PointRow[] }
}

/** How many points a filter keeps. */
async function countPoints(db: Db, query: PointsQuery, accountId: string): Promise<number> {
  const row = await filtered(db, query, accountId).first({ total: db.raw('count(*)::integer') })
  return row.total
}

/** Where a point stands among those of a filter, with its neighbours. */
export async function readAround(db: Db, id: number, query: PointsQuery, accountId: string): Promise<Around> {
  const order = orderOf(query)
  const numbered = filtered(db, query, accountId).select({
    id: 'p.id',
    position: db.raw(`row_number() OVER (ORDER BY ${order})::integer`),
    previous: db.raw(`lag(p.id) OVER (ORDER BY ${order})`),
    next: db.raw(`lead(p.id) OVER (ORDER BY ${order})`),
    total: db.raw('count(*) OVER ()::integer'),
  })
  const row: (Around & { id: number }) | undefined = await db
    .from(numbered.as('numbered'))
    .where({ id })
    .first('total', 'position', 'previous', 'next')
  if (row) return row
  const total = await countPoints(db, query, accountId)
  return { total, position: null, previous: null, next: null }
}

/** The points of a filter with their versions, to be changed together; no more than can be at once. */
export async function selectPoints(db: Db, query: PointsQuery, accountId: string): Promise<Selection> {
  const total = await countPoints(db, query, accountId)
  const items = await filtered(db, query, accountId)
    .orderByRaw(orderOf(query))
    .limit(bulkLimit)
    .select({ id: 'p.id', version: 'p.version' })
  return { total, items }
}
