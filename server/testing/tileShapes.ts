import type { VectorTileFeature } from '@mapbox/vector-tile'
import { doubleArea } from './tiles.ts'

/** A ring or line in units of a tile. */
type Path = readonly { x: number; y: number }[]
type Segment = readonly [ax: number, ay: number, bx: number, by: number]
/** A stretch along a row of units. */
type Span = readonly [from: number, to: number]
/** By the y of their middle, what lies inside on each row of units, from left to right. */
type Rows = ReadonlyMap<number, readonly Span[]>

const kinds = { points: 1, lines: 2, polygons: 3 } as const

/**
 * What of a tile is compared: all but the outermost two units of its buffer, since a maker of tiles that rounds before
 * it cuts, as PostGIS does, moves by more than a unit what it cuts at a sharp angle.
 */
const [low, high] = [-62, 4158]

const isShown = ({ x, y }: Path[number]): boolean => x > low && x < high && y > low && y < high

/**
 * How far two features of a kind differ in a tile, in units: the farthest that either reaches out of the other (Hausdorff
 * distance; of the areas of polygons, of lines as they run, of points along the axis on which they are farther apart). Of
 * no account are the order of parts and vertices, where a ring starts, vertices on a straight line, pieces that touch and
 * what lies beyond the tile: what makers of tiles do differently.
 */
export function differenceOf(a: VectorTileFeature, b: VectorTileFeature): number {
  const [pathsA, pathsB] = [a.loadGeometry(), b.loadGeometry()]
  if (a.type === kinds.polygons) return polygonDifference(pathsA, pathsB)
  if (a.type === kinds.points) return Math.max(farthestPoint(pathsA, pathsB), farthestPoint(pathsB, pathsA))
  return Math.max(farthestAlong(pathsA, pathsB), farthestAlong(pathsB, pathsA))
}

/** Whether no vertex lies beyond the buffer of 64 units round the tile. */
export function isCut(feature: VectorTileFeature): boolean {
  const lies = (part: number) => part >= -64 && part <= 4160
  return feature.loadGeometry().every((path) => path.every(({ x, y }) => lies(x) && lies(y)))
}

/** How large a feature is in the tile: the smaller side of what shows of a polygon, the larger of a line; a point is always. */
export function shownSize(feature: VectorTileFeature): number {
  const paths = feature.loadGeometry()
  if (feature.type === kinds.points) return paths.flat().some(isShown) ? Infinity : 0
  if (feature.type === kinds.lines) return Math.max(...sidesOf(pointsAlong(paths).filter(isShown)))
  const rows = insideByRow(lineSegments(paths))
  return Math.min(...sidesOf([...rows].flatMap(([y, spans]) => spans.flat().map((x) => ({ x, y })))))
}

function sidesOf(points: Path): [width: number, height: number] {
  if (points.length === 0) return [0, 0]
  const side = (parts: number[]) => Math.max(...parts) - Math.min(...parts)
  return [side(points.map(({ x }) => x)), side(points.map(({ y }) => y))]
}

/**
 * Whether the rings of a polygon are wound so that exteriors less holes are its area (Mapbox Vector Tile 2.1, 4.3.4.4);
 * counted by rows of units, an area may be wrong by half a unit along the outline.
 */
export function isWoundRight(feature: VectorTileFeature): boolean {
  if (feature.type !== kinds.polygons) return true
  const paths = feature.loadGeometry()
  const segments = lineSegments(paths)
  const rows = insideByRow(segments, -Infinity, Infinity)
  const area = [...rows.values()].flat().reduce((sum, [from, to]) => sum + to - from, 0)
  const signed = paths.reduce((sum, ring) => sum + doubleArea([...ring]) / 2, 0)
  const outline = segments.reduce((sum, [ax, ay, bx, by]) => sum + Math.hypot(bx - ax, by - ay), 0)
  return Math.abs(area - signed) <= outline / 2
}

const lineSegments = (paths: readonly Path[]): Segment[] =>
  paths.flatMap((path) => path.slice(1).map((to, at): Segment => [path[at]!.x, path[at]!.y, to.x, to.y]))

/** The farthest of the points from the nearest of the others. */
function farthestPoint(paths: readonly Path[], others: readonly Path[]): number {
  const apart = (a: Path[number], b: Path[number]) => Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y))
  const points = paths.flat().filter(isShown)
  return Math.max(0, ...points.map((a) => Math.min(...others.flat().map((b) => apart(a, b)))))
}

/** The farthest that the lines run from the others. */
function farthestAlong(paths: readonly Path[], others: readonly Path[]): number {
  const segments = lineSegments(others)
  const points = pointsAlong(paths).filter(isShown)
  return Math.max(0, ...points.map(({ x, y }) => distanceTo(segments, x, y)))
}

/** Vertices of lines, and between them points every sixteen units. */
function pointsAlong(paths: readonly Path[]): Path {
  return lineSegments(paths).flatMap(([ax, ay, bx, by]) => {
    const steps = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / 16))
    return Array.from({ length: steps + 1 }, (_, at) => ({
      x: ax + ((bx - ax) * at) / steps,
      y: ay + ((by - ay) * at) / steps,
    }))
  })
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

/** Inside is what an odd number of segments lies beside, holes and all; what lies beyond the limits is left out. */
function insideByRow(segments: readonly Segment[], least = low, most = high): Rows {
  const rows = new Map<number, number[]>()
  for (const [ax, ay, bx, by] of segments) {
    const bottom = Math.min(most, Math.max(ay, by))
    for (let y = Math.max(least, Math.min(ay, by)) + 0.5; y < bottom; y += 1) {
      const crossings = rows.get(y) ?? []
      crossings.push(Math.max(least, Math.min(most, ax + ((bx - ax) * (y - ay)) / (by - ay))))
      rows.set(y, crossings)
    }
  }
  return new Map([...rows].map(([y, crossings]) => [y, pairs(crossings.sort((left, right) => left - right))]))
}

const pairs = (sorted: readonly number[]): Span[] =>
  sorted
    .flatMap((from, at): Span[] => (at % 2 === 0 ? [[from, sorted[at + 1] ?? from]] : []))
    .filter(([from, to]) => from < to)

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
