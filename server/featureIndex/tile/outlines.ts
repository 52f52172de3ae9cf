import { reserve, startOf } from '../rows/growing.ts'
import { ringKinds, type ShapeStore } from '../rows/shapeStore.ts'
import { buffer, extent } from '../rows/world.ts'
import { type Bytes, putVarint, writeVarint } from './bytes.ts'
import { clipLine, type TilePoint } from './clip.ts'
import { areaOf, createPath, type Frame, takeClipped, takePoints, takeWhole } from './path.ts'

const command = { moveTo: 1, lineTo: 2, closePath: 7 } as const
const once = 1 << 3

/** Where the last vertex was drawn: the next is told as the way from there. */
const pen = { x: 0, y: 0 }

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
  if (crossed === 0 && frame.shift > 0 && frame.shift <= widestShift && frame.tolerance === 1) {
    const area = writeWholeRing(bytes, shapes, ring, frame, isExterior ? 1 : -1)
    if (area >= 0) return area
  }
  if (crossed === 0) takeWhole(path, shapes, ring, frame)
  else takeClipped(path, shapes, ring, frame, crossed)
  const area = areaOf(path)
  if (area !== 0) writePath(bytes, area > 0 === isExterior ? 'ring' : 'turnedRing')
  return Math.abs(area)
}

/**
 * Writes a ring that lies inside the buffer in one go, as most do: on the grid by a shift of bits, vertices as they come.
 * @param sign 1 for an area that has to be positive, -1 for one that has to be negative
 * @returns twice its area; 0 where none is left, and -1 where it has the wrong sign: then nothing was written
 */
function writeWholeRing(
  bytes: Bytes,
  { vertices, ringEnds }: ShapeStore,
  ring: number,
  { originX, originY, shift }: Frame,
  sign: 1 | -1,
): number {
  const start = startOf(ringEnds, ring)
  const units = vertices.data
  const half = 1 << (shift - 1)
  const left = (originX | 0) - half
  const top = (originY | 0) - half
  const firstX = ((units[start]! | 0) - left) >> shift
  const firstY = ((units[start + 1]! | 0) - top) >> shift
  let end = ringEnds.data[ring]!
  while (
    end > start + 2 &&
    ((units[end - 2]! | 0) - left) >> shift === firstX &&
    ((units[end - 1]! | 0) - top) >> shift === firstY
  )
    end -= 2
  reserve(bytes, (end - start + 3) * widest)
  const { data } = bytes
  data[bytes.length] = command.moveTo | once
  let at = putStep(data, bytes.length + 1, firstX - pen.x)
  at = putStep(data, at, firstY - pen.y)
  const head = at
  const headBytes = end - start > shortRun * 2 ? 2 : 1
  at += headBytes
  let x = firstX
  let y = firstY
  let count = 0
  let area = 0
  for (let from = start + 2; from < end; from += 2) {
    const nextX = ((units[from]! | 0) - left) >> shift
    const nextY = ((units[from + 1]! | 0) - top) >> shift
    if (nextX === x && nextY === y) continue
    at = putStep(data, at, nextX - x)
    at = putStep(data, at, nextY - y)
    area += x * nextY - nextX * y
    x = nextX
    y = nextY
    count += 1
  }
  area += x * firstY - firstX * y
  if (area === 0) return 0
  if (area < 0 === sign > 0 || count > longestRun) return -1
  putPadded(data, head, command.lineTo | (count << 3), headBytes)
  data[at] = command.closePath | once
  bytes.length = at + 1
  pen.x = x
  pen.y = y
  return Math.abs(area)
}

/** In a tile wider than 2^30 units the way from its corner is no number of 32 bits. */
const widestShift = 18

/** Vertices after the first whose number fits in a varint of one byte with the command, and in one of two. */
const shortRun = 15
const longestRun = 2 ** 11 - 1

/** Puts a varint in as many bytes as were left for it, which may be one more than it needs. */
function putPadded(data: Uint8Array, at: number, value: number, bytes: number): void {
  data[at] = bytes === 1 ? value : (value & 0x7f) | 0x80
  if (bytes === 2) data[at + 1] = value >>> 7
}

/** The most bytes one way takes: it is never longer than the tile with its buffer, which is less than 2^13. */
const widest = 2

/** Puts the way from one vertex to the next, east or south. @returns the place behind it */
function putStep(data: Uint8Array, at: number, way: number): number {
  const zigzag = (way << 1) ^ (way >> 31)
  if (zigzag < 128) {
    data[at] = zigzag
    return at + 1
  }
  data[at] = (zigzag & 0x7f) | 0x80
  data[at + 1] = zigzag >>> 7
  return at + 2
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

/** Puts the one point of a feature; both units lie in the tile. @returns the place behind it */
export function putPoint(data: Uint8Array, at: number, x: number, y: number): number {
  data[at] = command.moveTo | once
  return putStep(data, putStep(data, at + 1, x), y)
}

/** About how many bytes the rings from the first to before the second take: most ways are short. */
export const guessLength = ({ ringEnds }: ShapeStore, from: number, to: number): number =>
  ringEnds.data[to - 1]! - startOf(ringEnds, from) + 6 * (to - from)
