import { counted } from './collection.ts'
import { type Condition, numbered, whereOf } from './sqlFilters.ts'

/** A statement that gives one value, and the values of its places. */
export interface Query {
  text: string
  values: unknown[]
}

const pageSize = 50

const columns = {
  zone: 'zones',
  vehicleAccess: 'vehicle_access',
  stepFree: 'step_free',
} as Record<string, string>
const columnOf = (facet: string) => columns[facet] ?? facet
const isList = (facet: string) => facet === 'zone' || facet === 'zoning'

/** Filters a facet is counted without. */
const ignoredBy = (facet: string) => (facet === 'areaM2' ? ['areaMin', 'areaMax'] : [facet])

const edges = '{0,20,40,60,80,100,120,150,200,250,300,400,500,750,1000,2000,5000}'
const facetNames = [...counted, 'areaM2']

const page = `(SELECT json_agg(json_build_object('id', p.id, 'code', p.code, 'name', p.name, 'address', p.address,
    'neighbourhoodName', p.neighbourhood_name, 'status', p.status, 'ownership', p.ownership, 'condition', p.condition,
    'floor', p.floor, 'district', p.district, 'neighbourhood', p.neighbourhood, 'zoning', p.zoning, 'zone', p.zones,
    'areaM2', p.area_m2, 'heightM', p.height_m, 'powerKw', p.power_kw, 'rent', p.rent,
    'vehicleAccess', p.vehicle_access, 'stepFree', p.step_free, 'point', ST_AsGeoJSON(p.point, 6)::json -> 'coordinates')
    ORDER BY f.openness, f.completeness DESC, f.code)
  FROM (SELECT id, openness, completeness, code FROM found
    ORDER BY openness, completeness DESC, code LIMIT ${pageSize}) f
  JOIN parcel p ON p.id = f.id)`

/** Total, first page and, where asked for, every facet, with what is found written down once. */
export function searchQuery(filters: readonly Condition[], withFacets: boolean): Query {
  const { values, place } = numbered()
  const { rows, facets } = withFacets
    ? withFacetsOf(filters, place, listColumns)
    : withoutFacets(filters, place)
  const text = `WITH ${rows}
    SELECT json_build_object('total', (SELECT count(*) FROM found), 'items', ${page}${facets && `, 'facets', ${facets}`})::text
      AS value`
  return { text, values }
}

/** Every facet and nothing else. */
export function facetQuery(filters: readonly Condition[]): Query {
  const { values, place } = numbered()
  const { rows, facets } = withFacetsOf(filters, place, [])
  return { text: `WITH ${rows} SELECT json_build_object('facets', ${facets})::text AS value`, values }
}

type Place = (value: unknown) => string
/** What stands before the question: the rows it asks about; and the facets as a value. */
interface Parts {
  rows: string
  facets: string
}

const listColumns = ['id', 'openness', 'completeness', 'code']
const facetColumns = [...counted.map(columnOf), 'area_m2']

const foundRows = (columns: readonly string[], where: string) =>
  `found AS MATERIALIZED (SELECT ${columns.map((column) => `p.${column}`)} FROM parcel p WHERE ${where})`

const withoutFacets = (filters: readonly Condition[], place: Place): Parts => ({
  rows: foundRows(listColumns, whereOf(filters, place)),
  facets: '',
})

/**
 * One grouped count for each facet, by the filters that are not its own. Where one facet at most is itself filtered, it
 * is counted in the table again and the others in what was found; where more are, the table is read once for the rows
 * that at most one of these filters leaves out.
 */
function withFacetsOf(filters: readonly Condition[], place: Place, columns: readonly string[]): Parts {
  const ownOf = (facet: string) => filters.filter(({ name }) => ignoredBy(facet).includes(name))
  const narrowed = facetNames.filter((facet) => ownOf(facet).length > 0)
  const names = [...new Set([...columns, ...facetColumns])]
  if (narrowed.length < 2) {
    const rows = foundRows(names, whereOf(filters, place))
    const others = (facet: string) => filters.filter((filter) => !ownOf(facet).includes(filter))
    const facets = facetsOf((facet) =>
      narrowed.includes(facet) ? `FROM parcel p WHERE ${whereOf(others(facet), place)}` : 'FROM found p',
    )
    return { rows, facets }
  }
  const shared = filters.filter((filter) => !narrowed.some((facet) => ownOf(facet).includes(filter)))
  const holds = narrowed.map((facet) => `coalesce(${whereOf(ownOf(facet), place)}, false)`)
  const flags = narrowed.map((facet, at) => `${holds[at]} AS "own ${facet}"`)
  const selected = [...names.map((name) => `p.${name}`), ...flags]
  const rows = `nearly AS MATERIALIZED (SELECT ${selected} FROM parcel p WHERE ${whereOf(shared, place)}
      AND ${holds.map((hold) => `${hold}::integer`).join(' + ')} >= ${narrowed.length - 1}),
    found AS MATERIALIZED (SELECT * FROM nearly WHERE ${passing(narrowed)})`
  const facets = facetsOf((facet) =>
    narrowed.includes(facet)
      ? `FROM nearly p WHERE ${passing(narrowed.filter((other) => other !== facet))}`
      : 'FROM found p',
  )
  return { rows, facets }
}

const passing = (facets: readonly string[]) => facets.map((facet) => `"own ${facet}"`).join(' AND ')

/** @param rowsOf FROM and WHERE of the rows a facet is counted in, aliased `p` */
const facetsOf = (rowsOf: (facet: string) => string): string =>
  `json_build_object(${facetNames.map((facet) => `'${facet}', ${countsOf(facet, rowsOf(facet))}`)})`

function countsOf(facet: string, rows: string): string {
  if (facet === 'areaM2') return bins(rows)
  const column = `p.${columnOf(facet)}`
  const counts = isList(facet)
    ? `SELECT value, sum(n)::integer AS n FROM (SELECT ${column} AS list, count(*) AS n ${rows} GROUP BY 1) lists,
        unnest(CASE WHEN list = '{}' THEN '{none}' ELSE list END) AS value GROUP BY 1`
    : `SELECT coalesce(${column}::text, 'none') AS value, count(*) AS n ${rows} GROUP BY ${column}`
  return `(SELECT json_agg(json_build_object('value', value, 'count', n) ORDER BY n DESC, value) FROM (${counts}) c)`
}

const bins = (rows: string) => `(SELECT json_agg(json_build_object('bin', bin, 'count', n) ORDER BY bin)
  FROM (SELECT width_bucket(p.area_m2, '${edges}'::float8[]) AS bin, count(*) AS n ${rows} GROUP BY 1) b)`
