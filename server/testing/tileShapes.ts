import type { VectorTileFeature } from '@mapbox/vector-tile'
import { doubleArea } from './tiles.ts'

/** A ring or line in units of a tile. */
type Path = readonly { x: number; y: number }[]

type Segment = readonly [ax: number, ay: number, bx: number, by: number]

/** Units between the points looked at along a line. */
const stepAlong = 16

/**
 * Half the side of the square in which lines are compared, two units less than tile and buffer: PostGIS rounds before
 * it cuts, so that a line that crosses the edge at a sharp angle is cut somewhere else along it.
 */
const uncutHalf = 2048 + 64 - 2

/**
 * How far features may differ: by a unit; by half a unit more where they are cut, which PostGIS does with vertices it has
 * rounded already, and rounds again where it cuts.
 */
export function toleranceOf(feature: VectorTileFeature): number {
  const isAtEdge = (part: number) => part === -64 || part === 4160
  const isCut = feature.loadGeometry().some((path) => path.some(({ x, y }) => isAtEdge(x) || isAtEdge(y)))
  return isCut ? 1.5 : 1
}

const kinds = { points: 1, lines: 2, polygons: 3 } as const

/** Width and height of the box around a feature, the smaller of both, in units of the tile. */
export function widthOf(feature: VectorTileFeature): number {
  const all = feature.loadGeometry().flat()
  const span = (axis: 'x' | 'y') => {
    const parts = all.map((point) => point[axis])
    return Math.max(...parts) - Math.min(...parts)
  }
  return Math.min(span('x'), span('y'))
}

/**
 * How far two features of a kind differ, in units of the tile: the farthest that either reaches out of the other
 * (Hausdorff distance; of the areas of polygons, of lines as they run, of points along the axis on which they are farther
 * apart). Of no account are the order of parts and vertices, where a ring starts, vertices on a straight line, and pieces
 * that touch: what makers of tiles do differently.
 */
export function differenceOf(a: VectorTileFeature, b: VectorTileFeature): number {
  const [pathsA, pathsB] = [a.loadGeometry(), b.loadGeometry()]
  if (a.type === kinds.polygons) return polygonDifference(pathsA, pathsB)
  if (a.type === kinds.points) return Math.max(farthestPoint(pathsA, pathsB), farthestPoint(pathsB, pathsA))
  return Math.max(farthestAlong(pathsA, lineSegments(pathsB)), farthestAlong(pathsB, lineSegments(pathsA)))
}

const lineSegments = (paths: readonly Path[]): Segment[] =>
  paths.flatMap((path) => path.slice(1).map((to, at): Segment => [path[at]!.x, path[at]!.y, to.x, to.y]))

/** The farthest of the points from the nearest of the others, along the axis on which it is farther. */
function farthestPoint(paths: readonly Path[], others: readonly Path[]): number {
  const apart = (a: Path[number], b: Path[number]) => Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y))
  return Math.max(...paths.flat().map((a) => Math.min(...others.flat().map((b) => apart(a, b)))))
}

/** The farthest of points every few units along the lines, but for those at the edge of the buffer. */
function farthestAlong(paths: readonly Path[], segments: readonly Segment[]): number {
  const points = lineSegments(paths).flatMap(([ax, ay, bx, by]) => {
    const steps = Math.ceil(Math.hypot(bx - ax, by - ay) / stepAlong)
    return Array.from({ length: steps + 1 }, (_, at) => ({
      x: ax + ((bx - ax) * at) / steps,
      y: ay + ((by - ay) * at) / steps,
    }))
  })
  const inside = points.filter(({ x, y }) => Math.max(Math.abs(x - 2048), Math.abs(y - 2048)) < uncutHalf)
  return Math.max(0, ...inside.map(({ x, y }) => distanceTo(segments, x, y)))
}

function distanceTo(segments: readonly Segment[], x: number, y: number): number {
  let least = Infinity
  for (const [ax, ay, bx, by] of segments) {
    const [alongX, alongY] = [bx - ax, by - ay]
    const square = alongX * alongX + alongY * alongY
    const share =
      square === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * alongX + (y - ay) * alongY) / square))
    least = Math.min(least, Math.hypot(ax + share * alongX - x, ay + share * alongY - y))
  }
  return least
}

/** How far either reaches out of the other, looked at in steps of half a unit along the middle of each row of units. */
function polygonDifference(a: readonly Path[], b: readonly Path[]): number {
  const [segmentsA, segmentsB] = [lineSegments(a), lineSegments(b)]
  const [rowsA, rowsB] = [insideByRow(segmentsA), insideByRow(segmentsB)]
  return Math.max(reachBeyond(rowsA, rowsB, segmentsB), reachBeyond(rowsB, rowsA, segmentsA))
}

/** A stretch along a row. */
type Span = readonly [from: number, to: number]
/** By the y of their middle, what lies inside on each row of units, from left to right. */
type Rows = ReadonlyMap<number, readonly Span[]>

/** Inside is what an odd number of segments lies beside, holes and all. */
function insideByRow(segments: readonly Segment[]): Rows {
  const rows = new Map<number, number[]>()
  for (const [ax, ay, bx, by] of segments) {
    for (let y = Math.min(ay, by) + 0.5; y < Math.max(ay, by); y += 1) {
      const crossings = rows.get(y) ?? []
      crossings.push(ax + ((bx - ax) * (y - ay)) / (by - ay))
      rows.set(y, crossings)
    }
  }
  return new Map([...rows].map(([y, crossings]) => [y, pairs(crossings.sort((left, right) => left - right))]))
}

const pairs = (sorted: readonly number[]): Span[] =>
  sorted.flatMap((from, at): Span[] => (at % 2 === 0 ? [[from, sorted[at + 1] ?? from]] : []))

/** The farthest from the outline of the other of what lies inside and in the other does not. */
function reachBeyond(rows: Rows, other: Rows, outline: readonly Segment[]): number {
  let farthest = 0
  for (const [y, spans] of rows) {
    for (const [from, to] of without(spans, other.get(y) ?? [])) {
      for (let x = from + 0.5; x < to; x += 0.5) farthest = Math.max(farthest, distanceTo(outline, x, y))
    }
  }
  return farthest
}

/** What of the first stretches is in none of the others. */
function without(spans: readonly Span[], others: readonly Span[]): readonly Span[] {
  return others.reduce<readonly Span[]>(
    (left, [otherFrom, otherTo]) =>
      left.flatMap(([from, to]): Span[] =>
        [[from, Math.min(to, otherFrom)] as const, [Math.max(from, otherTo), to] as const].filter(
          ([start, end]) => start < end,
        ),
      ),
    spans,
  )
}

/**
 * Whether polygons cover about the same area as their rings are wound, exteriors one way and holes the other
 * (Mapbox Vector Tile 2.1, 4.3.4.4): an outline may be off by a unit all along.
 */
export function areWoundAlike(a: VectorTileFeature, b: VectorTileFeature): boolean {
  const signedArea = (feature: VectorTileFeature) =>
    feature.loadGeometry().reduce((sum, ring) => sum + doubleArea(ring) / 2, 0)
  const outline = lineSegments(a.loadGeometry()).reduce(
    (sum, [ax, ay, bx, by]) => sum + Math.hypot(bx - ax, by - ay),
    0,
  )
  return a.type !== kinds.polygons || Math.abs(signedArea(a) - signedArea(b)) <= outline
}
