import type { Position } from 'geojson'
import type { BBox, LonLat } from '../featureIndex/definition.ts'
import { invalidParameter } from '../http/query.ts'

const maxVertices = 200
const maxMetres = 100_000

function readNumbers(name: string, text: string, separator: RegExp, count: number): number[] {
  const parts = text.trim().split(separator)
  const numbers = parts.map((part) =>
    /^[-+]?(\d+\.?\d*|\.\d+)$/.test(part.trim()) ? Number(part) : Number.NaN,
  )
  if (parts.length !== count || !numbers.every(Number.isFinite)) {
    throw invalidParameter(name, `must be ${count} plain decimal numbers`)
  }
  return numbers
}

function checkPosition(name: string, [lon, lat]: readonly number[]): void {
  if (Math.abs(lon ?? 181) > 180 || Math.abs(lat ?? 91) > 90) {
    throw invalidParameter(name, 'longitude must be within ±180 and latitude within ±90 degrees')
  }
}

/**
 * Reads `w,s,e,n` in degrees, EPSG:4326.
 * @throws {InvalidError} naming `bbox`
 */
export function parseBBox(text: string): BBox {
  const [west = 0, south = 0, east = 0, north = 0] = readNumbers('bbox', text, /,/, 4)
  checkPosition('bbox', [west, south])
  checkPosition('bbox', [east, north])
  if (west > east || south > north)
    throw invalidParameter('bbox', 'must be west,south,east,north in this order')
  return [west, south, east, north]
}

/**
 * Reads `lon,lat,metres`; the metres are a haversine distance, above 0 and at most 100 km.
 * @throws {InvalidError} naming `near`
 */
export function parseNear(text: string): { center: LonLat; metres: number } {
  const [lon = 0, lat = 0, metres = 0] = readNumbers('near', text, /,/, 3)
  checkPosition('near', [lon, lat])
  if (metres <= 0 || metres > maxMetres) {
    throw invalidParameter('near', `the distance must be above 0 and at most ${maxMetres} m`)
  }
  return { center: [lon, lat], metres }
}

/**
 * Reads one ring, `lon lat,lon lat,…` in degrees, closed or not, of at most 200 vertices.
 * @returns the polygons of a GeoJSON MultiPolygon, closed
 * @throws {InvalidError} naming `within`
 */
export function parseWithin(text: string): Position[][][] {
  const pairs = text.split(',')
  if (pairs.length > maxVertices + 1) {
    throw invalidParameter('within', `at most ${maxVertices} vertices; send larger areas to POST /api/areas`)
  }
  const ring = pairs.map((pair) => readNumbers('within', pair, /\s+/, 2))
  for (const position of ring) checkPosition('within', position)
  const different = new Set(ring.map((position) => position.join(' ')))
  if (different.size < 3)
    throw invalidParameter('within', 'a polygon needs at least three different vertices')
  if (different.size > maxVertices) throw invalidParameter('within', `at most ${maxVertices} vertices`)
  const [first = [], last = []] = [ring[0], ring.at(-1)]
  const closed = first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first]
  return [[closed]]
}
