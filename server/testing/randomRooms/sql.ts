import type { Position } from 'geojson'
import type { Knex } from 'knex'
import type { Db } from '../../db/index.ts'
import type {
  BBox,
  FacetDefinition,
  Facets,
  Filter,
  Found,
  Predicate,
} from '../../featureIndex/definition.ts'
import { rooms } from './definition.ts'

/** What SQL says to a filter: the questions of an index, answered from the table. */
export interface SqlAnswer extends Omit<Found, 'page' | 'positionOf'> {
  facets: Facets
}

/** The values by which rows are chosen and counted: `none` where there is none. */
const chosen = (column: string): string =>
  column === 'zoning' ? 'zoning_values && ?::text[]' : `${column}_value = ANY(?::text[])`
const counted = (column: string): string =>
  column === 'zoning'
    ? 'asked, unnest(zoning_values) AS value'
    : `(SELECT ${column}_value AS value, asked.* FROM asked) AS a`

function condition(db: Db, predicate: Predicate): Knex.Raw {
  switch (predicate.op) {
    case 'anyOf':
      return db.raw(chosen(predicate.column), [[...predicate.values]])
    case 'atLeast':
      return db.raw('coalesce(?? >= ?::float8, ?::boolean)', limitBindings(predicate))
    case 'atMost':
      return db.raw('coalesce(?? <= ?::float8, ?::boolean)', limitBindings(predicate))
    case 'is':
      return db.raw('coalesce(?? = ?::boolean, ?::boolean)', limitBindings(predicate))
    case 'inBox':
      return db.raw(
        '(lon IS NOT NULL AND lon >= ?::float8 AND lat >= ?::float8 AND lon <= ?::float8 AND lat <= ?::float8)',
        predicate.bbox,
      )
    case 'near':
      return db.raw(`(lon IS NOT NULL AND ${haversine} <= :metres::float8)`, {
        lon: predicate.center[0],
        lat: predicate.center[1],
        metres: predicate.metres,
      })
    case 'inPolygon':
      return inAnyPolygon(db, predicate.polygons)
    case 'text':
      return db.raw(hasEveryWord, [predicate.text])
  }
}

const limitBindings = ({
  column,
  value,
  unknown,
}: {
  column: string
  value: number | boolean
  unknown?: 'include'
}) => [column, value, unknown === 'include']

const hasEveryWord = `(
  SELECT coalesce(bool_and(strpos(searched, word) > 0
    OR strpos(word, ' ') > 0 AND strpos(searched, replace(word, ' ', '')) > 0), true)
  FROM unnest((SELECT proof.words(?))) AS word)`

/** Great-circle distance in metres on the sphere of R1, 6,371,008.8 m, by the formula of haversines. */
const haversine = `2 * 6371008.8 * asin(least(1, sqrt(
  sin(radians(lat - :lat::float8) / 2) ^ 2
  + cos(radians(:lat::float8)) * cos(radians(lat)) * sin(radians(lon - :lon::float8) / 2) ^ 2)))`

/** Planar, even-odd over the rings of each polygon; of an edge its lower end belongs to it, its upper does not. */
function inAnyPolygon(db: Db, polygons: readonly Position[][][]): Knex.Raw {
  const each = polygons.map((rings) => inPolygon(db, rings))
  return db.raw(`(lon IS NOT NULL AND (false${' OR ?'.repeat(each.length)}))`, each)
}

function inPolygon(db: Db, rings: readonly Position[][]): Knex.Raw {
  const edges = rings.flatMap((ring) =>
    ring.map((to, at) => {
      const from = ring.at(at - 1) ?? to
      return (from[1] ?? 0) < (to[1] ?? 0) ? [from, to] : [to, from]
    }),
  )
  const part = (end: 0 | 1, axis: 0 | 1) => edges.map((edge) => edge[end]?.[axis] ?? 0)
  return db.raw(
    `(SELECT count(*) % 2 = 1 FROM unnest(?::float8[], ?::float8[], ?::float8[], ?::float8[]) AS e(ax, ay, bx, by)
      WHERE lat >= ay AND lat < by AND (lon - ax) * (by - ay) < (bx - ax) * (lat - ay))`,
    [part(0, 0), part(0, 1), part(1, 0), part(1, 1)],
  )
}

/** What facets need to know of a filter: its conditions under their names, each a column of the query. */
type Conditions = ReadonlyMap<string, { column: string; predicate: Predicate }>

/** Holds where all conditions hold but those left out. */
function allBut(conditions: Conditions, leftOut: (name: string, predicate: Predicate) => boolean): string {
  const kept = [...conditions].filter(([name, { predicate }]) => !leftOut(name, predicate))
  return ['true', ...kept.map(([, { column }]) => column)].join(' AND ')
}

/** Whether a row without a value in the column fails the predicate for want of it. */
const asksFor = (column: string, predicate: Predicate): boolean =>
  'value' in predicate && predicate.column === column && predicate.unknown !== 'include'

/** Rows that pass all but the conditions on the column, and have no value in it. */
function unknownsOf(conditions: Conditions): string[] {
  return [...conditions].flatMap(([name, { predicate }]) => {
    if (!('value' in predicate) || predicate.unknown === 'include') return []
    const { column } = predicate
    const others = allBut(conditions, (_name, other) => asksFor(column, other))
    return [`'${name}', count(*) FILTER (WHERE ${column} IS NULL AND ${others})`]
  })
}

function facetSql(conditions: Conditions, facet: FacetDefinition): string {
  const counts = allBut(conditions, (name) => facet.ignores.includes(name))
  if ('edges' in facet) return binSql(facet.column, facet.edges, counts)
  return `(SELECT json_agg(json_build_object('value', value, 'count', count)) FROM (
    SELECT value, count(*) FILTER (WHERE ${counts}) FROM ${counted(facet.column)}
    GROUP BY value) AS c)`
}

function binSql(column: string, edges: readonly number[], counts: string): string {
  const bins = edges.slice(0, -1).map((min, at) => {
    const max = edges[at + 1]
    const below = at === edges.length - 2 ? '' : `AND ${column} < ${max}`
    const count = `count(*) FILTER (WHERE ${counts} AND ${column} >= ${min} ${below})`
    return `json_build_object('min', ${min}, 'max', ${max}, 'count', ${count})`
  })
  return `(SELECT json_build_object('bins', json_build_array(${bins.join(', ')})) FROM asked)`
}

const kept =
  'id, lon, lat, area, power, year, lift, open, status_value, floor_value, zoning_values, lift_value, open_value'

/** Asks the table all that an index is asked, with one statement. */
export async function askSql(db: Db, filter: Filter): Promise<SqlAnswer> {
  const entries = Object.entries(filter)
  const conditions: Conditions = new Map(
    entries.map(([name, predicate], at) => [name, { column: `c${at}`, predicate }]),
  )
  const all = allBut(conditions, () => false)
  const facets = Object.entries<FacetDefinition>(rooms.facets).map(
    ([name, facet]) => `'${name}', ${facetSql(conditions, facet)}`,
  )
  const { rows } = await db.raw<{ rows: [SqlRow] }>(
    `WITH asked AS MATERIALIZED (SELECT ${kept}${entries.map((_, at) => `, ? AS c${at}`).join('')} FROM proof.room)
     SELECT coalesce(json_agg(id ORDER BY id) FILTER (WHERE ${all}), '[]') AS ids,
       (count(*) FILTER (WHERE ${all}))::integer AS total,
       (count(*) FILTER (WHERE ${all} AND lon IS NULL))::integer AS "withoutPlace",
       json_build_object(${unknownsOf(conditions).join(', ')}) AS unknowns,
       json_build_object(${facets.join(', ')}) AS facets,
       ${['min(lon)', 'min(lat)', 'max(lon)', 'max(lat)'].map((side, at) => `${side} FILTER (WHERE ${all}) AS b${at}`)}
     FROM asked`,
    entries.map(([, predicate]) => condition(db, predicate)),
  )
  return toAnswer(rows[0])
}

type SqlRow = Omit<SqlAnswer, 'bbox'> & Record<'b0' | 'b1' | 'b2' | 'b3', number | null>

/** In the order of the definition: the most frequent first, then by value as JavaScript compares strings. */
function toAnswer({ b0, b1, b2, b3, ...answer }: SqlRow): SqlAnswer {
  for (const facet of Object.values(answer.facets)) {
    if (Array.isArray(facet)) facet.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  }
  const bbox: BBox | null = b0 === null || b1 === null || b2 === null || b3 === null ? null : [b0, b1, b2, b3]
  return { ...answer, bbox }
}
