import type { Geometry, Position } from 'geojson'
import type { BBox } from '../featureIndex/definition.ts'

const metresPerDegree = 111_320
const maxPoints = 40

/** The box around a geometry, degrees; null for a point or nothing. */
export function boxOf(geometry: Geometry | null): BBox | null {
  const box: BBox = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lon = 0, lat = 0] of outerRings(geometry).flat()) {
    box[0] = Math.min(box[0], lon)
    box[1] = Math.min(box[1], lat)
    box[2] = Math.max(box[2], lon)
    box[3] = Math.max(box[3], lat)
  }
  return box[0] <= box[2] ? box : null
}

/**
 * The outer rings of a polygon in whole metres east and north of the corner of their box, north up, with
 * at most 40 points in all: a little picture, not a measure. Null where there is no polygon.
 */
export function outlineOf(geometry: Geometry | null): [number, number][][] | null {
  const box = boxOf(geometry)
  if (!box) return null
  const [west, south] = box
  const east = metresPerDegree * Math.cos((south * Math.PI) / 180)
  const rings = outerRings(geometry).map((ring) =>
    ring.map(([lon = 0, lat = 0]): Position => [(lon - west) * east, (lat - south) * metresPerDegree]),
  )
  return fewPoints(rings).map((ring) =>
    ring.map(([x = 0, y = 0]): [number, number] => [Math.round(x), Math.round(y)]),
  )
}

function outerRings(geometry: Geometry | null): Position[][] {
  if (geometry?.type === 'Polygon') return geometry.coordinates.slice(0, 1)
  if (geometry?.type === 'MultiPolygon') return geometry.coordinates.flatMap((polygon) => polygon.slice(0, 1))
  return []
}

/** Doubles the tolerance until the rings have few enough points; then only the longest rings are kept. */
function fewPoints(rings: Position[][]): Position[][] {
  let simplified = rings
  for (let tolerance = 0.5; count(simplified) > maxPoints && tolerance < 1000; tolerance *= 2) {
    simplified = rings.map((ring) => simplify(ring, tolerance)).filter((ring) => ring.length >= 4)
  }
  return count(simplified) <= maxPoints ? simplified : simplified.slice(0, Math.floor(maxPoints / 4))
}

const count = (rings: Position[][]): number => rings.reduce((sum, ring) => sum + ring.length, 0)

/** Douglas and Peucker's simplification, without recursion; the ends stay. */
function simplify(line: Position[], tolerance: number): Position[] {
  const kept = new Set([0, line.length - 1])
  const spans: [number, number][] = [[0, line.length - 1]]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span
    const { at, distance } = farthest(line, from, to)
    if (distance <= tolerance) continue
    kept.add(at)
    spans.push([from, at], [at, to])
  }
  return line.filter((_, index) => kept.has(index))
}

function farthest(line: Position[], from: number, to: number): { at: number; distance: number } {
  let found = { at: from, distance: 0 }
  for (let at = from + 1; at < to; at += 1) {
    const distance = distanceToSegment(line[at] ?? [], line[from] ?? [], line[to] ?? [])
    if (distance > found.distance) found = { at, distance }
  }
  return found
}

function distanceToSegment([x = 0, y = 0]: Position, [ax = 0, ay = 0]: Position, [bx = 0, by = 0]: Position) {
  const length = (bx - ax) ** 2 + (by - ay) ** 2
  const along = length === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length
  const t = Math.min(1, Math.max(0, along))
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay))
}
