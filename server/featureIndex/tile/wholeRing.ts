import { reserve, startOf } from '../rows/growing.ts'
import type { ShapeStore } from '../rows/shapeStore.ts'
import type { Bytes } from './bytes.ts'
import { command, once, pen, putStep, widest } from './commands.ts'
import type { Frame } from './path.ts'

/** In a tile wider than 2^30 units the way from its corner is no number of 32 bits. */
const widestShift = 18

/** Whether rings can be written whole in a tile: vertices come on its grid by a shift of bits, and all are kept. */
export const isByShift = ({ shift, tolerance }: Frame): boolean =>
  shift > 0 && shift <= widestShift && tolerance === 1

/**
 * Writes a ring that lies inside the buffer in one go, as most do: on the grid by a shift of bits, vertices as they come.
 * @param sign 1 for an area that has to be positive, -1 for one that has to be negative
 * @returns twice its area; 0 where none is left, and -1 where it has the wrong sign: then nothing was written
 */
export function writeWholeRing(
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
  const end = endOf(units, start, ringEnds.data[ring]!, left, top, shift)
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

/** Where the vertices of a ring end without the last ones that lie on the first. */
function endOf(
  units: Uint32Array,
  start: number,
  end: number,
  left: number,
  top: number,
  shift: number,
): number {
  const x = ((units[start]! | 0) - left) >> shift
  const y = ((units[start + 1]! | 0) - top) >> shift
  let last = end - 2
  while (
    last > start &&
    ((units[last]! | 0) - left) >> shift === x &&
    ((units[last + 1]! | 0) - top) >> shift === y
  )
    last -= 2
  return last + 2
}

/** Vertices after the first whose number fits in a varint of one byte with the command, and in one of two. */
const shortRun = 15
const longestRun = 2 ** 11 - 1

/** Puts a varint in as many bytes as were left for it, which may be one more than it needs. */
function putPadded(data: Uint8Array, at: number, value: number, bytes: number): void {
  data[at] = bytes === 1 ? value : (value & 0x7f) | 0x80
  if (bytes === 2) data[at + 1] = value >>> 7
}
