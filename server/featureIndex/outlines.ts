import { type Bytes, putVarint, writeVarint } from './bytes.ts'
import { clipLine, type TilePoint } from './clip.ts'
import { reserve, startOf } from './growing.ts'
import { areaOf, createPath, type Frame, takeClipped, takePoints, takeWhole } from './path.ts'
import { ringKinds, type ShapeStore } from './shapeStore.ts'
import { buffer, extent } from './world.ts'

const command = { moveTo: 1, lineTo: 2, closePath: 7 } as const
const once = 1 << 3

/** Where the last vertex was drawn: the next is told as the way from there. */
interface Pen {
  x: number
  y: number
}

/** The ring or line in hand. */
const path = createPath()

/**
 * Writes what the tile shows of the rings of one kind, as geometry commands (Mapbox Vector Tile 2.1, 4.3). Polygons that
 * have no area left on the grid are left out, and so are their holes.
 * @param from the first ring
 * @param to the ring after the last; all are of polygons, all lines or all points
 * @param crossed sides of the buffer that the shape may cross; 0 where all of it lies inside
 */
export function writeRings(
  bytes: Bytes,
  shapes: ShapeStore,
  from: number,
  to: number,
  frame: Frame,
  crossed: number,
): void {
  const pen = { x: 0, y: 0 }
  const { data: kinds } = shapes.kinds
  if (kinds[from] === ringKinds.point) return writePoints(bytes, pointsOf(shapes, from, to, frame), pen)
  if (kinds[from] === ringKinds.line) {
    for (let at = from; at < to; at += 1) writeLine(bytes, pointsOf(shapes, at, at + 1, frame), frame, pen)
    return
  }
  let start = from
  while (start < to) {
    let end = start + 1
    while (end < to && kinds[end] === ringKinds.hole) end += 1
    writePolygon(bytes, shapes, start, end, frame, crossed, pen)
    start = end
  }
}

function writePolygon(
  bytes: Bytes,
  shapes: ShapeStore,
  from: number,
  to: number,
  frame: Frame,
  crossed: number,
  pen: Pen,
): void {
  const [length, x, y] = [bytes.length, pen.x, pen.y]
  let left = 0
  for (let at = from; at < to; at += 1) {
    if (crossed === 0) takeWhole(path, shapes, at, frame)
    else takeClipped(path, shapes, at, frame, crossed)
    const area = areaOf(path)
    if (area === 0 && at === from) return
    if (area === 0) continue
    const isExterior = at === from
    writePath(bytes, pen, area > 0 === isExterior ? 'ring' : 'turnedRing')
    left += isExterior ? Math.abs(area) : -Math.abs(area)
  }
  if (left > 0) return
  bytes.length = length
  pen.x = x
  pen.y = y
}

/** The most bytes one number of a command takes. */
const widest = 5

/** Writes the path in hand, a ring closed and where asked for in the other direction. */
function writePath(bytes: Bytes, pen: Pen, way: 'line' | 'ring' | 'turnedRing'): void {
  const { points, count } = path
  reserve(bytes, (count * 2 + 3) * widest)
  const { data } = bytes
  const step = way === 'turnedRing' ? -2 : 2
  let from = way === 'turnedRing' ? count * 2 - 2 : 0
  let [x, y] = [pen.x, pen.y]
  let end = putVarint(data, bytes.length, command.moveTo | once)
  for (let at = 0; at < count; at += 1) {
    if (at === 1) end = putVarint(data, end, command.lineTo | ((count - 1) << 3))
    const [nextX, nextY] = [points[from]!, points[from + 1]!]
    end = putVarint(data, end, zigzag(nextX - x))
    end = putVarint(data, end, zigzag(nextY - y))
    x = nextX
    y = nextY
    from += step
  }
  bytes.length = way === 'line' ? end : putVarint(data, end, command.closePath | once)
  pen.x = x
  pen.y = y
}

const zigzag = (way: number): number => ((way << 1) ^ (way >> 31)) >>> 0

/** The vertices of some rings in units of the tile, not rounded. */
function pointsOf({ vertices, ringEnds }: ShapeStore, from: number, to: number, frame: Frame): TilePoint[] {
  const points: TilePoint[] = []
  const end = ringEnds.data[to - 1]!
  for (let at = startOf(ringEnds, from); at < end; at += 2) {
    points.push([
      (vertices.data[at]! - frame.originX) * frame.scale,
      (vertices.data[at + 1]! - frame.originY) * frame.scale,
    ])
  }
  return points
}

function writeLine(bytes: Bytes, line: readonly TilePoint[], frame: Frame, pen: Pen): void {
  for (const piece of clipLine(line, -buffer, extent + buffer)) {
    takePoints(path, piece, frame.tolerance)
    if (path.count > 1) writePath(bytes, pen, 'line')
  }
}

const isInBuffer = (part: number): boolean => part >= -buffer && part <= extent + buffer

function writePoints(bytes: Bytes, points: readonly TilePoint[], pen: Pen): void {
  const kept = points.filter(([x, y]) => isInBuffer(x) && isInBuffer(y))
  if (kept.length === 0) return
  writeVarint(bytes, command.moveTo | (kept.length << 3))
  for (const [x, y] of kept) writeMove(bytes, Math.floor(x + 0.5), Math.floor(y + 0.5), pen)
}

function writeMove(bytes: Bytes, x: number, y: number, pen: Pen): void {
  writeVarint(bytes, zigzag(x - pen.x))
  writeVarint(bytes, zigzag(y - pen.y))
  pen.x = x
  pen.y = y
}

/** Writes the one point of a feature; both units lie in the tile. */
export function writePoint(bytes: Bytes, x: number, y: number): void {
  writeVarint(bytes, command.moveTo | once)
  writeMove(bytes, x, y, { x: 0, y: 0 })
}
