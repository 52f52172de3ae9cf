import type { Pause } from './pause.ts'

/** Cells to the side of the square in which things are put in order, as bits. */
const bits = 16
const cells = 2 ** bits

/**
 * Place on a Hilbert curve over a square of 65,536 × 65,536 cells, as a 32-bit number (the loop of Warren, Hacker's
 * Delight, 16-2).
 */
export function hilbertKey(column: number, row: number): number {
  let [x, y] = [column, row]
  let key = 0
  for (let side = cells >>> 1; side > 0; side >>>= 1) {
    const right = (x & side) > 0 ? 1 : 0
    const low = (y & side) > 0 ? 1 : 0
    key = key * 4 + ((3 * right) ^ low)
    x &= side - 1
    y &= side - 1
    if (low === 1) continue
    if (right === 1) {
      x = side - 1 - x
      y = side - 1 - y
    }
    const turned = x
    x = y
    y = turned
  }
  return key
}

/**
 * The slots from 0 to `count` in the order of a Hilbert curve through the middles of their boxes, within the box around
 * all of them; those without place come last.
 * @param boxes left, top, right, bottom of each slot; left beyond right where it has no place
 */
export async function hilbertOrder(boxes: Uint32Array, count: number, pause: Pause): Promise<Uint32Array> {
  let [left, top, right, bottom] = [0xffffffff, 0xffffffff, 0, 0]
  for (let at = 0; at < count * 4; at += 4) {
    left = Math.min(left, boxes[at] as number)
    top = Math.min(top, boxes[at + 1] as number)
    right = Math.max(right, boxes[at + 2] as number)
    bottom = Math.max(bottom, boxes[at + 3] as number)
  }
  const scale = (cells - 1) / Math.max(1, right - left, bottom - top)
  const keys = new Uint32Array(count)
  for (let slot = 0; slot < count; slot += 1) {
    if (slot % 50_000 === 0) await pause()
    const at = slot * 4
    const [west, east] = [boxes[at] as number, boxes[at + 2] as number]
    const [north, south] = [boxes[at + 1] as number, boxes[at + 3] as number]
    const column = Math.floor(((west + east) / 2 - left) * scale)
    const row = Math.floor(((north + south) / 2 - top) * scale)
    keys[slot] = west > east ? 0xffffffff : hilbertKey(column, row)
  }
  return sortByKey(keys, pause)
}

const digitBits = 11
const digits = 2 ** digitBits

/** The places of the keys in ascending order, equals in theirs: a radix sort from the lowest digit. */
async function sortByKey(keys: Uint32Array, pause: Pause): Promise<Uint32Array> {
  let order = Uint32Array.from(keys, (_, at) => at)
  let sorted = new Uint32Array(keys.length)
  for (let shift = 0; shift < 32; shift += digitBits) {
    await pause()
    const starts = new Uint32Array(digits + 1)
    for (const key of keys) countUp(starts, ((key >>> shift) & (digits - 1)) + 1)
    for (let digit = 1; digit <= digits; digit += 1) countUp(starts, digit, starts[digit - 1])
    for (const at of order) {
      const digit = ((keys[at] as number) >>> shift) & (digits - 1)
      sorted[starts[digit] as number] = at
      countUp(starts, digit)
    }
    ;[order, sorted] = [sorted, order]
  }
  return order
}

function countUp(counts: Uint32Array, at: number, by = 1): void {
  counts[at] = (counts[at] as number) + by
}
