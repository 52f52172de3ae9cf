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

const found = (where: string, names: string) =>
  `found AS MATERIALIZED (SELECT ${names} FROM parcel p WHERE ${where})`

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
  const facets = withFacets ? `, 'facets', ${facetsOf(filters, place)}` : ''
  const names = `p.id, p.openness, p.completeness, p.code${withFacets ? `, ${facetColumns}` : ''}`
  const text = `WITH ${found(whereOf(filters, place), names)}
    SELECT json_build_object('total', (SELECT count(*) FROM found), 'items', ${page}${facets})::text AS value`
  return { text, values }
}

/** Every facet and nothing else. */
export function facetQuery(filters: readonly Condition[]): Query {
  const { values, place } = numbered()
  const facets = facetsOf(filters, place)
  const text = `WITH ${found(whereOf(filters, place), facetColumns)}
    SELECT json_build_object('facets', ${facets})::text AS value`
  return { text, values }
}

const facetColumns = [...counted.map((facet) => `p.${columnOf(facet)}`), 'p.area_m2'].join(', ')

/**
 * One grouped count for each facet, by the filters that are not its own: most are counted in what was found, only those
 * that are themselves filtered in the table again.
 */
function facetsOf(filters: readonly Condition[], place: (value: unknown) => string): string {
  const parts = facetNames.map((facet) => {
    const others = filters.filter(({ name }) => !ignoredBy(facet).includes(name))
    const rows =
      others.length === filters.length ? 'FROM found p' : `FROM parcel p WHERE ${whereOf(others, place)}`
    return `'${facet}', ${facet === 'areaM2' ? bins(rows) : grouped(facet, rows)}`
  })
  return `json_build_object(${parts.join(', ')})`
}

function grouped(facet: string, rows: string): string {
  const column = columnOf(facet)
  const counts = isList(facet)
    ? `SELECT value, sum(n)::integer AS n FROM (SELECT ${column}, count(*) AS n ${rows} GROUP BY 1) lists,
        unnest(CASE WHEN ${column} = '{}' THEN '{none}' ELSE ${column} END) AS value GROUP BY 1`
    : `SELECT coalesce(${column}::text, 'none') AS value, count(*) AS n ${groupedFirst(column, rows)}`
  return `(SELECT json_agg(json_build_object('value', value, 'count', n) ORDER BY n DESC, value) FROM (${counts}) c)`
}

const groupedFirst = (column: string, rows: string) => `${rows} GROUP BY p.${column}`

const bins = (rows: string) => `(SELECT json_agg(json_build_object('bin', bin, 'count', n) ORDER BY bin)
  FROM (SELECT width_bucket(p.area_m2, '${edges}'::float8[]) AS bin, count(*) AS n ${rows} GROUP BY 1) b)`
