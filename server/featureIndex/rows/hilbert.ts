import { numbersFrom, sortByKeys } from './radixSort.ts'
import { inStretches, type Steps } from './steps.ts'

/** Cells to the side of the square in which things are put in order. */
const cells = 2 ** 16

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

const slotsPerStep = 16_384

/**
 * Slots in the order of a Hilbert curve through the middles of their boxes, within the box around all of them; those
 * without place come last.
 * @param boxes left, top, right, bottom of each slot; left beyond right where it has no place
 */
export function* hilbertOrder(boxes: Uint32Array, slots: Uint32Array): Steps<Uint32Array> {
  const keys = yield* keysOf(boxes, slots)
  const order = yield* sortByKeys(numbersFrom(0, keys.length), { high: null, low: keys })
  yield* inStretches(order.length, slotsPerStep, (from, to) => {
    for (let at = from; at < to; at += 1) order[at] = slots[order[at]!]!
  })
  return order
}

function* keysOf(boxes: Uint32Array, slots: Uint32Array): Steps<Uint32Array> {
  const { left, top, side } = yield* squareAround(boxes, slots)
  const scale = (cells - 1) / side
  const keys = new Uint32Array(slots.length)
  yield* inStretches(slots.length, slotsPerStep, (from, to) => {
    for (let at = from; at < to; at += 1) {
      const box = slots[at]! * 4
      const column = ((boxes[box]! + boxes[box + 2]!) / 2 - left) * scale
      const row = ((boxes[box + 1]! + boxes[box + 3]!) / 2 - top) * scale
      keys[at] = boxes[box]! > boxes[box + 2]! ? 0xffffffff : hilbertKey(Math.floor(column), Math.floor(row))
    }
  })
  return keys
}

function* squareAround(boxes: Uint32Array, slots: Uint32Array) {
  let [left, top, right, bottom] = [0xffffffff, 0xffffffff, 0, 0]
  yield* inStretches(slots.length, slotsPerStep * 4, (from, to) => {
    for (let at = from; at < to; at += 1) {
      const box = slots[at]! * 4
      left = Math.min(left, boxes[box]!)
      top = Math.min(top, boxes[box + 1]!)
      right = Math.max(right, boxes[box + 2]!)
      bottom = Math.max(bottom, boxes[box + 3]!)
    }
  })
  return { left, top, side: Math.max(1, right - left, bottom - top) }
}
