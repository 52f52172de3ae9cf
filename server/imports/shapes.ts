import type { Position } from 'geojson'
import { checkGeometry } from '../db/geometry.ts'
import type { BBox } from '../featureIndex/definition.ts'
import { inBox } from '../featureIndex/place.ts'
import { type Reading, toLonLat } from './crs.ts'
import { place } from './places.ts'
import type { Target } from './targets.ts'

export type Shape = Exclude<
  Extract<ReturnType<typeof checkGeometry>, { geometry: unknown }>['geometry'],
  null
>
export type Shaped = { shape: Shape; swapped: boolean } | { problem: string }

const maxDepth = 4

/** The first pair of numbers in nested coordinates; null where there is none. */
export function firstPair(geometry: unknown): [number, number] | null {
  let member: unknown =
    typeof geometry === 'object' && geometry !== null
      ? (geometry as { coordinates?: unknown }).coordinates
      : null
  for (let depth = 0; depth < maxDepth && Array.isArray(member) && Array.isArray(member[0]); depth += 1) {
    member = member[0]
  }
  if (!Array.isArray(member)) return null
  const [first, second] = member
  return Number.isFinite(first) && Number.isFinite(second) ? [first, second] : null
}

/**
 * A geometry of a file as the target stores it: turned to EPSG:4326, longitude first, without heights,
 * within the bounds, rings closed, of the type the table holds.
 */
export function shape(
  geometry: unknown,
  target: Target,
  reading: Reading,
  bounds: BBox,
  cityName: string,
): Shaped {
  const pair = firstPair(geometry)
  if (!pair) return { problem: 'The geometry holds no coordinates that are numbers.' }
  const placed = place(pair, reading, bounds, cityName)
  if ('problem' in placed) return placed
  const turned: Reading = { crs: reading.crs, swapped: reading.swapped !== placed.swapped }
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown }
  const checked = checkGeometry({ type, coordinates: reproject(coordinates, turned) })
  if ('problem' in checked) return { problem: `The geometry is broken: ${checked.problem}.` }
  if (!positions(checked.geometry.coordinates).every((it) => inBox(bounds, [it[0] ?? 0, it[1] ?? 0]))) {
    return { problem: `The shape reaches outside ${cityName}.` }
  }
  const shaped = asStored(checked.geometry, target)
  return shaped
    ? { shape: shaped, swapped: placed.swapped }
    : { problem: wrongType(checked.geometry.type, target) }
}

/** Same nesting, every pair turned; what is no pair of numbers stays, for `checkGeometry` to name. */
function reproject(coordinates: unknown, reading: Reading, depth = 0): unknown {
  if (!Array.isArray(coordinates) || depth > maxDepth) return coordinates
  const [first, second] = coordinates
  if (!Number.isFinite(first) || !Number.isFinite(second)) {
    return coordinates.map((member) => reproject(member, reading, depth + 1))
  }
  return toLonLat([first, second], reading) ?? coordinates
}

function positions(coordinates: unknown): Position[] {
  if (!Array.isArray(coordinates)) return []
  if (typeof coordinates[0] === 'number') return [coordinates]
  return coordinates.flatMap(positions)
}

/** The shape in the type of the table; null where it cannot be. */
function asStored(geometry: Shape, { geometry: wanted }: Target): Shape | null {
  if (wanted === 'multiLine') return asLines(geometry)
  const single = geometry.type === 'MultiPoint' && geometry.coordinates.length === 1
  const point: Shape = single ? { type: 'Point', coordinates: geometry.coordinates[0] ?? [] } : geometry
  if (point.type === 'Point') return wanted === 'multiPolygon' ? null : point
  if (point.type === 'Polygon' && wanted !== 'point') {
    return { type: 'MultiPolygon', coordinates: [point.coordinates] }
  }
  return point.type === 'MultiPolygon' && wanted !== 'point' ? point : null
}

function asLines(geometry: Shape): Shape | null {
  if (geometry.type === 'LineString') return { type: 'MultiLineString', coordinates: [geometry.coordinates] }
  return geometry.type === 'MultiLineString' ? geometry : null
}

const needed: Record<Target['geometry'], string> = {
  point: 'a point is needed',
  multiPolygon: 'an area is needed',
  multiLine: 'a line is needed',
  any: 'a point or an area is needed',
}
const wrongType = (type: string, { geometry }: Target): string =>
  `A ${type} is not taken here: ${needed[geometry]}.`
