import { type Bytes, writeVarint } from './bytes.ts'
import { clipLine, clipRing, type TilePoint } from './clip.ts'
import { reserve, startOf } from './growing.ts'
import { ringKinds, type ShapeStore } from './shapeStore.ts'
import { buffer, extent, type Tile, worldBits } from './world.ts'

/** How units of the world become units of a tile. */
export interface Frame {
  originX: number
  originY: number
  scale: number
  /** Vertices nearer to the one before than this many units (both ways added) are left out; 1 keeps all that differ. */
  tolerance: number
}

export const frameOf = ({ z, x, y }: Tile, tolerance: number): Frame => ({
  originX: x * 2 ** (worldBits - z),
  originY: y * 2 ** (worldBits - z),
  scale: extent / 2 ** (worldBits - z),
  tolerance,
})

const command = { moveTo: 1, lineTo: 2, closePath: 7 } as const

/** Where the last vertex was drawn: the next is told as the way from there. */
interface Pen {
  x: number
  y: number
}

/** Vertices of the ring in hand, in whole units of the tile, x and y in turns. */
let ring = new Int32Array(1 << 12)

/**
 * Writes what the tile shows of the rings of one kind, as geometry commands (Mapbox Vector Tile 2.1, 4.3). Polygons that
 * have no area left on the grid are left out, and so are their holes.
 * @param from the first ring
 * @param to the ring after the last; all are polygons, all lines or all points
 * @param isWhole whether all of it lies inside the tile and its buffer
 */
export function writeRings(
  bytes: Bytes,
  shapes: ShapeStore,
  from: number,
  to: number,
  frame: Frame,
  isWhole: boolean,
): void {
  const pen = { x: 0, y: 0 }
  const kind = shapes.kinds.data[from] as number
  if (kind === ringKinds.point) return writePoints(bytes, shapes, from, to, frame, pen)
  if (kind === ringKinds.line) {
    for (let at = from; at < to; at += 1) writeLine(bytes, verticesOf(shapes, at, frame), frame, pen)
    return
  }
  let start = from
  while (start < to) {
    let end = start + 1
    while (end < to && shapes.kinds.data[end] === ringKinds.hole) end += 1
    writePolygon(bytes, shapes, start, end, frame, isWhole, pen)
    start = end
  }
}

function writePolygon(
  bytes: Bytes,
  shapes: ShapeStore,
  from: number,
  to: number,
  frame: Frame,
  isWhole: boolean,
  pen: Pen,
): void {
  const [start, { x, y }] = [bytes.length, pen]
  let area = 0
  for (let at = from; at < to; at += 1) {
    const count = isWhole ? toGrid(shapes, at, frame) : clippedToGrid(shapes, at, frame)
    const own = ringArea(count)
    if (own === 0) {
      if (at === from) return
      continue
    }
    const isTurned = at === from ? own < 0 : own > 0
    writePath(bytes, count, pen, isTurned ? 'turnedRing' : 'ring')
    area += at === from ? Math.abs(own) : -Math.abs(own)
  }
  if (area > 0) return
  bytes.length = start
  pen.x = x
  pen.y = y
}

/** Puts a ring on the grid of the tile, without repeated vertices. @returns how many vertices are left */
function toGrid({ vertices, ringEnds }: ShapeStore, at: number, frame: Frame): number {
  const { originX, originY, scale, tolerance } = frame
  const { data } = vertices
  const end = ringEnds.data[at] as number
  const start = startOf(ringEnds, at)
  if (ring.length < end - start) ring = new Int32Array((end - start) * 2)
  const points = ring
  let length = 0
  let [lastX, lastY] = [0, 0]
  for (let vertex = start; vertex < end; vertex += 2) {
    const x = Math.floor(((data[vertex] as number) - originX) * scale + 0.5)
    const y = Math.floor(((data[vertex + 1] as number) - originY) * scale + 0.5)
    if (length > 0 && Math.abs(x - lastX) + Math.abs(y - lastY) < tolerance) continue
    points[length] = x
    points[length + 1] = y
    length += 2
    lastX = x
    lastY = y
  }
  return withoutClosing(length, tolerance)
}

/** Leaves out last vertices that lie on the first. */
function withoutClosing(length: number, tolerance: number): number {
  let left = length
  while (left > 2) {
    if (distance(left - 2, ring[0] as number, ring[1] as number) >= tolerance) break
    left -= 2
  }
  return left / 2
}

function clippedToGrid(shapes: ShapeStore, at: number, frame: Frame): number {
  const clipped = clipRing(verticesOf(shapes, at, frame), -buffer, extent + buffer)
  return withoutClosing(roundToGrid(clipped, frame.tolerance) * 2, frame.tolerance)
}

/** Takes vertices in hand, rounded and without those that repeat. @returns how many are left */
function roundToGrid(points: readonly TilePoint[], tolerance: number): number {
  if (ring.length < points.length * 2) ring = new Int32Array(points.length * 4)
  let length = 0
  for (const point of points) {
    const [x, y] = [Math.floor(point[0] + 0.5), Math.floor(point[1] + 0.5)]
    if (length > 0 && distance(length - 2, x, y) < tolerance) continue
    ring[length++] = x
    ring[length++] = y
  }
  return length / 2
}

/** From a vertex in hand, both ways added. */
const distance = (at: number, x: number, y: number): number =>
  Math.abs(x - (ring[at] as number)) + Math.abs(y - (ring[at + 1] as number))

/** The vertices of a ring in units of the tile, not rounded. */
function verticesOf(
  { vertices, ringEnds }: ShapeStore,
  at: number,
  { originX, originY, scale }: Frame,
): TilePoint[] {
  const points: TilePoint[] = []
  const end = ringEnds.data[at] as number
  for (let vertex = startOf(ringEnds, at); vertex < end; vertex += 2) {
    points.push([
      ((vertices.data[vertex] as number) - originX) * scale,
      ((vertices.data[vertex + 1] as number) - originY) * scale,
    ])
  }
  return points
}

/** Twice the area of the ring in hand by the surveyor's formula, y down. */
function ringArea(count: number): number {
  let sum = 0
  let fromX = ring[count * 2 - 2] as number
  let fromY = ring[count * 2 - 1] as number
  for (let at = 0; at < count * 2; at += 2) {
    const [x, y] = [ring[at] as number, ring[at + 1] as number]
    sum += fromX * y - x * fromY
    fromX = x
    fromY = y
  }
  return count < 3 ? 0 : sum
}

/** The most bytes one number of a command takes. */
const widest = 5

/** Writes the ring or line in hand, a ring closed and where asked for in the other direction. */
function writePath(bytes: Bytes, count: number, pen: Pen, way: 'line' | 'ring' | 'turnedRing'): void {
  reserve(bytes, (count * 2 + 3) * widest)
  const step = way === 'turnedRing' ? -2 : 2
  let at = way === 'turnedRing' ? count * 2 - 2 : 0
  writeVarint(bytes, command.moveTo | (1 << 3))
  writeMove(bytes, ring[at] as number, ring[at + 1] as number, pen)
  writeVarint(bytes, command.lineTo | ((count - 1) << 3))
  for (let left = count - 1; left > 0; left -= 1) {
    at += step
    writeMove(bytes, ring[at] as number, ring[at + 1] as number, pen)
  }
  if (way !== 'line') writeVarint(bytes, command.closePath | (1 << 3))
}

/** Moves the pen, for whose two numbers there must be room. */
function writeMove(bytes: Bytes, x: number, y: number, pen: Pen): void {
  const { data } = bytes
  let at = bytes.length
  for (let turn = 0; turn < 2; turn += 1) {
    const way = turn === 0 ? x - pen.x : y - pen.y
    let value = ((way << 1) ^ (way >> 31)) >>> 0
    while (value > 0x7f) {
      data[at++] = (value & 0x7f) | 0x80
      value >>>= 7
    }
    data[at++] = value
  }
  bytes.length = at
  pen.x = x
  pen.y = y
}

function writeLine(bytes: Bytes, line: readonly TilePoint[], frame: Frame, pen: Pen): void {
  for (const piece of clipLine(line, -buffer, extent + buffer)) {
    const count = roundToGrid(piece, frame.tolerance)
    if (count > 1) writePath(bytes, count, pen, 'line')
  }
}

const isInBuffer = (part: number): boolean => part >= -buffer && part <= extent + buffer

function writePoints(
  bytes: Bytes,
  shapes: ShapeStore,
  from: number,
  to: number,
  frame: Frame,
  pen: Pen,
): void {
  const kept: TilePoint[] = []
  for (let at = from; at < to; at += 1) {
    for (const [x, y] of verticesOf(shapes, at, frame)) {
      if (isInBuffer(x) && isInBuffer(y)) kept.push([Math.floor(x + 0.5), Math.floor(y + 0.5)])
    }
  }
  if (kept.length === 0) return
  reserve(bytes, (kept.length * 2 + 1) * widest)
  writeVarint(bytes, command.moveTo | (kept.length << 3))
  for (const [x, y] of kept) writeMove(bytes, x, y, pen)
}

/** Writes the one point of a feature; both units lie in the tile. */
export function writePoint(bytes: Bytes, x: number, y: number): void {
  reserve(bytes, 3 * widest)
  writeVarint(bytes, command.moveTo | (1 << 3))
  writeMove(bytes, x, y, { x: 0, y: 0 })
}
