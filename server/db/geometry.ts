import type { Geometry, Position } from 'geojson'

type Checked<T> = { value: T } | { problem: string }
type Check<T> = (value: unknown) => Checked<T>

const maxProblemLength = 200

function checkPosition(value: unknown): Checked<Position> {
  if (!Array.isArray(value) || value.length < 2 || value.length > 4) {
    return { problem: 'a position must be [longitude, latitude]' }
  }
  const [longitude, latitude] = value
  if (!Number.isFinite(longitude) || !Number.isFinite(latitude)) {
    return { problem: 'a coordinate is not a finite number' }
  }
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) {
    return { problem: `[${longitude}, ${latitude}] is outside longitude ±180 and latitude ±90` }
  }
  return { value: [longitude, latitude] }
}

/** A list of at least `minimum` members, each checked by `check`; a problem says which member. */
function listOf<T>(check: Check<T>, name: string, minimum = 1): Check<T[]> {
  return (value) => {
    if (!Array.isArray(value)) return { problem: `expected a list of ${name}s` }
    if (value.length < minimum) return { problem: `fewer than ${minimum} ${name}s` }
    const members: T[] = []
    for (const [index, member] of value.entries()) {
      const checked = check(member)
      if ('problem' in checked) return { problem: `${name} ${index + 1}: ${checked.problem}` }
      members.push(checked.value)
    }
    return { value: members }
  }
}

const checkPositions = listOf(checkPosition, 'position')

/** Positions that differ from the one before. */
const steps = (positions: Position[]): number =>
  positions.filter(
    ([longitude, latitude], index) =>
      index > 0 && (longitude !== positions[index - 1]?.[0] || latitude !== positions[index - 1]?.[1]),
  ).length

function checkLine(value: unknown): Checked<Position[]> {
  const line = checkPositions(value)
  if ('problem' in line) return line
  return steps(line.value) < 1 ? { problem: 'a line needs two different positions' } : line
}

function checkRing(value: unknown): Checked<Position[]> {
  const ring = checkPositions(value)
  if ('problem' in ring) return ring
  const [first, last] = [ring.value[0], ring.value.at(-1)]
  if (ring.value.length < 4) return { problem: 'a ring needs at least four positions' }
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) return { problem: 'the ring is not closed' }
  return steps(ring.value) < 3 ? { problem: 'a ring needs three different positions' } : ring
}

const checkPolygon = listOf(checkRing, 'ring')

const checks: Record<string, Check<unknown>> = {
  Point: checkPosition,
  MultiPoint: checkPositions,
  LineString: checkLine,
  MultiLineString: listOf(checkLine, 'line'),
  Polygon: checkPolygon,
  MultiPolygon: listOf(checkPolygon, 'polygon'),
}

/** Numbers in nested lists, counted no further than `limit` and without recursion. */
function exceedsVertices(coordinates: unknown, limit: number): boolean {
  const waiting = [coordinates]
  let positions = 0
  while (waiting.length > 0 && positions <= limit) {
    const list = waiting.pop()
    if (!Array.isArray(list)) continue
    if (typeof list[0] === 'number') positions += 1
    else for (const member of list) waiting.push(member)
  }
  return positions > limit
}

/**
 * Checks a GeoJSON geometry (RFC 7946, EPSG:4326, longitude first) before any of it reaches SQL:
 * nesting, finite numbers in range, rings closed with at least four positions, at most `maxVertices`
 * positions. Heights are dropped and only type and coordinates are kept. Rings that cross are not
 * found here: PostGIS mends or refuses those.
 */
export function checkGeometry(
  geojson: unknown,
  maxVertices = 100_000,
): { geometry: Exclude<Geometry, { type: 'GeometryCollection' }> } | { problem: string } {
  if (typeof geojson !== 'object' || geojson === null) return { problem: 'a geometry must be an object' }
  const { type, coordinates } = geojson as { type?: unknown; coordinates?: unknown }
  if (type === 'GeometryCollection') return { problem: 'a geometry collection is not accepted' }
  const check = typeof type === 'string' && Object.hasOwn(checks, type) ? checks[type] : undefined
  if (!check) return { problem: `the geometry type must be one of ${Object.keys(checks).join(', ')}` }
  if (exceedsVertices(coordinates, maxVertices)) return { problem: `more than ${maxVertices} positions` }
  const checked = check(coordinates)
  if ('problem' in checked) return { problem: checked.problem.slice(0, maxProblemLength) }
  return {
    geometry: { type, coordinates: checked.value } as Exclude<Geometry, { type: 'GeometryCollection' }>,
  }
}
