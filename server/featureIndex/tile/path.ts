import { startOf } from '../rows/growing.ts'
import type { ShapeStore } from '../rows/shapeStore.ts'
import { buffer, extent, extentBits, type Tile, worldBits } from '../rows/world.ts'

/** How units of the world become units of a tile. */
export interface Frame {
  originX: number
  originY: number
  scale: number
  /** The same as a shift of bits to the right; -1 where units of the tile are smaller than those of the world. */
  shift: number
  /** Vertices nearer to the one before than this many units (both ways added) are left out; 1 keeps all that differ. */
  tolerance: number
}

export const frameOf = ({ z, x, y }: Tile, tolerance: number): Frame => ({
  originX: x * 2 ** (worldBits - z),
  originY: y * 2 ** (worldBits - z),
  scale: extent / 2 ** (worldBits - z),
  shift: Math.max(-1, worldBits - z - extentBits),
  tolerance,
})

/** Vertices of one ring or line in whole units of a tile, x and y in turns. */
export interface Path {
  points: Int32Array
  /** How many vertices there are. */
  count: number
}

export const createPath = (): Path => ({ points: new Int32Array(1 << 12), count: 0 })

/** Vertices that are not rounded yet, before and after they are clipped at an edge. */
let exact = new Float64Array(1 << 12)
let clipped = new Float64Array(1 << 12)

/** Sides of the buffer of a tile that a shape crosses, as bits. */
export const sides = { left: 1, right: 2, top: 4, bottom: 8 } as const

/**
 * Takes in the part of a ring that lies inside the buffer of the tile, on its grid, without repeated vertices. It is cut
 * by Sutherland and Hodgman (1974): what a concave ring leaves in several pieces stays one ring, joined along the edge.
 * @param crossed the sides where something may have to be cut off, as bits; 0 where all of it lies inside
 */
export function takeRing(path: Path, shapes: ShapeStore, ring: number, frame: Frame, crossed: number): void {
  let length = readExact(shapes, ring, frame)
  if (crossed & sides.left) length = clipAt(length, 0, 1, -buffer)
  if (crossed & sides.right) length = clipAt(length, 0, -1, extent + buffer)
  if (crossed & sides.top) length = clipAt(length, 1, 1, -buffer)
  if (crossed & sides.bottom) length = clipAt(length, 1, -1, extent + buffer)
  takeExact(path, length, frame.tolerance)
  dropClosing(path, frame.tolerance)
}

/** Reads the vertices of a ring in units of the tile, not rounded. @returns how many numbers there are */
function readExact({ vertices, ringEnds }: ShapeStore, ring: number, frame: Frame): number {
  const { originX, originY, scale } = frame
  const start = startOf(ringEnds, ring)
  const length = ringEnds.data[ring]! - start
  if (exact.length < length) exact = new Float64Array(length * 2)
  const units = vertices.data
  const points = exact
  for (let at = 0; at < length; at += 2) {
    points[at] = (units[start + at]! - originX) * scale
    points[at + 1] = (units[start + at + 1]! - originY) * scale
  }
  return length
}

/** Clips the exact vertices at one edge: what lies inside has `sign * (coordinate - limit)` of 0 or more. */
function clipAt(length: number, axis: 0 | 1, sign: 1 | -1, limit: number): number {
  if (clipped.length < length * 2) clipped = new Float64Array(length * 4)
  const points = exact
  const kept = clipped
  let count = 0
  let fromX = points[length - 2]!
  let fromY = points[length - 1]!
  let before = sign * ((axis === 0 ? fromX : fromY) - limit)
  for (let at = 0; at < length; at += 2) {
    const x = points[at]!
    const y = points[at + 1]!
    const after = sign * ((axis === 0 ? x : y) - limit)
    if (before >= 0 !== after >= 0) {
      const share = before / (before - after)
      kept[count++] = fromX + (x - fromX) * share
      kept[count++] = fromY + (y - fromY) * share
    }
    if (after >= 0) {
      kept[count++] = x
      kept[count++] = y
    }
    fromX = x
    fromY = y
    before = after
  }
  exact = kept
  clipped = points
  return count
}

/** Takes in vertices that are given one by one, as pieces of lines are. */
export function takePoints(
  path: Path,
  points: readonly (readonly [number, number])[],
  tolerance: number,
): void {
  if (exact.length < points.length * 2) exact = new Float64Array(points.length * 4)
  for (const [at, [x, y]] of points.entries()) {
    exact[at * 2] = x
    exact[at * 2 + 1] = y
  }
  takeExact(path, points.length * 2, tolerance)
}

function takeExact(path: Path, exactLength: number, tolerance: number): void {
  const points = roomFor(path, exactLength)
  const from = exact
  let length = 0
  let lastX = Infinity
  let lastY = Infinity
  for (let at = 0; at < exactLength; at += 2) {
    const x = Math.floor(from[at]! + 0.5)
    const y = Math.floor(from[at + 1]! + 0.5)
    if (Math.abs(x - lastX) + Math.abs(y - lastY) < tolerance) continue
    points[length++] = x
    points[length++] = y
    lastX = x
    lastY = y
  }
  path.count = length / 2
}

function roomFor(path: Path, length: number): Int32Array {
  if (path.points.length < length) path.points = new Int32Array(length * 2)
  return path.points
}

/** Leaves out last vertices that lie on the first. */
function dropClosing(path: Path, tolerance: number): void {
  const { points } = path
  while (path.count > 1) {
    const last = path.count * 2 - 2
    if (Math.abs(points[last]! - points[0]!) + Math.abs(points[last + 1]! - points[1]!) >= tolerance) return
    path.count -= 1
  }
}

/** Twice the area by the surveyor's formula, y down; nothing below three vertices. */
export function areaOf({ points, count }: Path): number {
  if (count < 3) return 0
  let sum = 0
  let [fromX, fromY] = [points[count * 2 - 2]!, points[count * 2 - 1]!]
  for (let at = 0; at < count * 2; at += 2) {
    const [x, y] = [points[at]!, points[at + 1]!]
    sum += fromX * y - x * fromY
    fromX = x
    fromY = y
  }
  return sum
}
