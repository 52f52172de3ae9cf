import { fold } from './table.ts'

/** A condition on a row `p` of the table, made when the places of its values are known. */
export interface Condition {
  /** The filter it is made of. */
  name: string
  sql(place: (value: unknown) => string): string
}

const columns: Record<string, string> = {
  district: 'p.district',
  neighbourhood: 'p.neighbourhood',
  status: 'p.status',
  ownership: 'p.ownership',
  condition: 'p.condition',
  floor: 'p.floor',
  zoning: 'p.zoning',
  zone: 'p.zones',
  vehicleAccess: 'p.vehicle_access',
  stepFree: 'p.step_free',
}
const bounds: Record<string, [column: string, operator: '>=' | '<=']> = {
  areaMin: ['p.area_m2', '>='],
  areaMax: ['p.area_m2', '<='],
  heightMin: ['p.height_m', '>='],
  powerMin: ['p.power_kw', '>='],
  rentMax: ['p.rent', '<='],
}

/** The same filters as `SpaceFilters`, read from a query string and written as SQL. */
export function filtersOf(query: Record<string, string>): Condition[] {
  return Object.entries(query).map(([name, text]) => ({ name, sql: sqlOf(name, text) }))
}

function sqlOf(name: string, text: string): Condition['sql'] {
  const bound = bounds[name]
  if (bound) return (place) => `${bound[0]} ${bound[1]} ${place(Number(text))}::float8`
  const column = columns[name]
  if (column?.endsWith('zoning') || column?.endsWith('zones'))
    return (place) => `${column} && ${place(text.split(','))}::text[]`
  if (text === 'true' || text === 'false') return (place) => `${column} = ${place(text)}::boolean`
  if (column) return (place) => `${column} = ANY (${place(text.split(','))}::text[])`
  const spatial = { bbox: inBox, near: isNear, within: isWithin, q: holds }[name]
  if (!spatial) throw new Error(`there is no filter ${name}`)
  return spatial(text)
}

/** The index finds by single precision; what it finds too much is told by the coordinates. */
function inBox(text: string): Condition['sql'] {
  return (place) => {
    const [west, south, east, north] = text.split(',').map((value) => `${place(Number(value))}::float8`)
    return `p.point && ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, 4326)
      AND ST_X(p.point) >= ${west} AND ST_X(p.point) <= ${east}
      AND ST_Y(p.point) >= ${south} AND ST_Y(p.point) <= ${north}`
  }
}

const metresOfDegree = 111_195

function isNear(text: string): Condition['sql'] {
  const [lon = 0, lat = 0, metres = 0] = text.split(',').map(Number)
  const high = (1.001 * metres) / metresOfDegree
  const wide = high / Math.cos(((Math.abs(lat) + high) * Math.PI) / 180)
  return (place) => {
    const box = [lon - wide, lat - high, lon + wide, lat + high].map((value) => `${place(value)}::float8`)
    const center = `ST_SetSRID(ST_MakePoint(${place(lon)}::float8, ${place(lat)}::float8), 4326)`
    return `p.point && ST_MakeEnvelope(${box.join(', ')}, 4326)
      AND ST_DistanceSphere(p.point, ${center}) <= ${place(metres)}::float8`
  }
}

function isWithin(text: string): Condition['sql'] {
  const pairs = text.split(',')
  const polygon = `SRID=4326;POLYGON((${[...pairs, pairs[0]].join(', ')}))`
  return (place) => `ST_Intersects(p.point, ${place(polygon)}::geometry)`
}

/** Every word as a part of what is searched; words of the benchmarks hold nothing but letters, digits and hyphens. */
function holds(text: string): Condition['sql'] {
  const words = fold(text)
    .replaceAll('-', ' ')
    .split(/\s*\+\s*|\s+/)
  return (place) => words.map((word) => `p.search LIKE ${place(`%${word}%`)}`).join(' AND ')
}

/** All conditions as a WHERE, `true` where there is none. */
export function whereOf(conditions: readonly Condition[], place: (value: unknown) => string): string {
  return conditions.map(({ sql }) => `(${sql(place)})`).join(' AND ') || 'true'
}

/** Values of a statement, in the order of their places. */
export function numbered(): { values: unknown[]; place: (value: unknown) => string } {
  const values: unknown[] = []
  return { values, place: (value) => `$${values.push(value)}` }
}
