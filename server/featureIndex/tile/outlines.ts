import { reserve, startOf } from '../rows/growing.ts'
import { ringKinds, type ShapeStore } from '../rows/shapeStore.ts'
import { buffer, extent } from '../rows/world.ts'
import { type Bytes, putVarint, writeVarint } from './bytes.ts'
import { clipLine, type TilePoint } from './clip.ts'
import { command, once, pen, putStep, widest } from './commands.ts'
import { areaOf, createPath, type Frame, takePoints, takeRing } from './path.ts'
import { isByShift, writeWholeRing } from './wholeRing.ts'

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
  pen.x = 0
  pen.y = 0
  const { data: kinds } = shapes.kinds
  if (kinds[from] === ringKinds.point) return writePoints(bytes, pointsOf(shapes, from, to, frame))
  if (kinds[from] === ringKinds.line) {
    for (let at = from; at < to; at += 1) writeLine(bytes, pointsOf(shapes, at, at + 1, frame), frame)
    return
  }
  let start = from
  while (start < to) {
    let end = start + 1
    while (end < to && kinds[end] === ringKinds.hole) end += 1
    writePolygon(bytes, shapes, start, end, frame, crossed)
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
): void {
  const [length, x, y] = [bytes.length, pen.x, pen.y]
  let left = 0
  for (let at = from; at < to; at += 1) {
    const isExterior = at === from
    const area = writeRing(bytes, shapes, at, frame, crossed, isExterior)
    if (area === 0 && isExterior) return
    left += isExterior ? area : -area
  }
  if (left > 0) return
  bytes.length = length
  pen.x = x
  pen.y = y
}

/** Writes one ring of a polygon. @returns twice its area; 0 where none is left and nothing was written */
function writeRing(
  bytes: Bytes,
  shapes: ShapeStore,
  ring: number,
  frame: Frame,
  crossed: number,
  isExterior: boolean,
): number {
  if (crossed === 0 && isByShift(frame)) {
    const area = writeWholeRing(bytes, shapes, ring, frame, isExterior ? 1 : -1)
    if (area >= 0) return area
  }
  takeRing(path, shapes, ring, frame, crossed)
  const area = areaOf(path)
  if (area !== 0) writePath(bytes, area > 0 === isExterior ? 'ring' : 'turnedRing')
  return Math.abs(area)
}

/** Writes the path in hand, a ring closed and where asked for in the other direction. */
function writePath(bytes: Bytes, way: 'line' | 'ring' | 'turnedRing'): void {
  const { points, count } = path
  reserve(bytes, (count * 2 + 5) * widest)
  const { data } = bytes
  const step = way === 'turnedRing' ? -2 : 2
  let from = way === 'turnedRing' ? count * 2 - 2 : 0
  let x = pen.x
  let y = pen.y
  let end = putVarint(data, bytes.length, command.moveTo | once)
  for (let at = 0; at < count; at += 1) {
    if (at === 1) end = putVarint(data, end, command.lineTo | ((count - 1) << 3))
    const nextX = points[from]!
    const nextY = points[from + 1]!
    end = putStep(data, end, nextX - x)
    end = putStep(data, end, nextY - y)
    x = nextX
    y = nextY
    from += step
  }
  bytes.length = way === 'line' ? end : putVarint(data, end, command.closePath | once)
  pen.x = x
  pen.y = y
}

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

function writeLine(bytes: Bytes, line: readonly TilePoint[], frame: Frame): void {
  for (const piece of clipLine(line, -buffer, extent + buffer)) {
    takePoints(path, piece, frame.tolerance)
    if (path.count > 1) writePath(bytes, 'line')
  }
}

const isInBuffer = (part: number): boolean => part >= -buffer && part <= extent + buffer

function writePoints(bytes: Bytes, points: readonly TilePoint[]): void {
  const kept = points.filter(([x, y]) => isInBuffer(x) && isInBuffer(y))
  if (kept.length === 0) return
  writeVarint(bytes, command.moveTo | (kept.length << 3))
  reserve(bytes, kept.length * 2 * widest)
  for (const [x, y] of kept) {
    const [wholeX, wholeY] = [Math.floor(x + 0.5), Math.floor(y + 0.5)]
    bytes.length = putStep(bytes.data, bytes.length, wholeX - pen.x)
    bytes.length = putStep(bytes.data, bytes.length, wholeY - pen.y)
    pen.x = wholeX
    pen.y = wholeY
  }
}

/** About how many bytes the rings from the first to before the second take: most ways are short. */
export const guessLength = ({ ringEnds }: ShapeStore, from: number, to: number): number =>
  ringEnds.data[to - 1]! - startOf(ringEnds, from) + 6 * (to - from)
