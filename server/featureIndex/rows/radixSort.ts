import { inStretches, type Steps } from './steps.ts'

/** Keys of 32 bits, or of 64 in two halves, by number of the item. */
export interface SortKeys {
  high: Uint32Array | null
  low: Uint32Array
}

/** Fewer are compared with each other: there are more digits than items to count. */
const fewItems = 5000

/** The numbers from one up to before another. */
export function numbersFrom(from: number, to: number): Uint32Array {
  const numbers = new Uint32Array(to - from)
  for (let at = 0; at < numbers.length; at += 1) numbers[at] = from + at
  return numbers
}

const digitBits = 16
const digitMask = 2 ** digitBits - 1

/**
 * Items ordered by their keys; those of equal keys stay in their order. Digit by digit from the lowest
 * (Knuth, The Art of Computer Programming, 5.2.5).
 */
export function* sortByKeys(items: Uint32Array, { high, low }: SortKeys): Steps<Uint32Array> {
  if (items.length < fewItems)
    return items.toSorted((a, b) => (high ? high[a]! - high[b]! : 0) || low[a]! - low[b]!)
  const lowSorted = yield* sortByWord(items, low)
  return high ? yield* sortByWord(lowSorted, high) : lowSorted
}

function* sortByWord(items: Uint32Array, keys: Uint32Array): Steps<Uint32Array> {
  const byLowDigit = yield* sortByDigit(items, keys, 0)
  return yield* sortByDigit(byLowDigit, keys, digitBits)
}

/** What lies all over the memory takes some nanoseconds each. */
const itemsPerStep = 2 ** 17

function* sortByDigit(items: Uint32Array, keys: Uint32Array, shift: number): Steps<Uint32Array> {
  const ends = new Uint32Array(digitMask + 2)
  yield* inStretches(items.length, itemsPerStep, (from, to) => {
    for (let at = from; at < to; at += 1) ends[((keys[items[at]!]! >>> shift) & digitMask) + 1]! += 1
  })
  if (ends.includes(items.length)) return items
  for (let digit = 1; digit < ends.length; digit += 1) ends[digit]! += ends[digit - 1]!
  const sorted = new Uint32Array(items.length)
  yield* inStretches(items.length, itemsPerStep, (from, to) => {
    for (let at = from; at < to; at += 1) {
      const item = items[at]!
      sorted[ends[(keys[item]! >>> shift) & digitMask]!++] = item
    }
  })
  return sorted
}

/** Which half of a number of 64 bits holds its sign. */
const upperHalf = new Uint32Array(Float64Array.of(-0).buffer)[1] === 0 ? 0 : 1

/** Keys in the order of numbers, or in the contrary; what is not a number comes last either way. */
export function* keysOfNumbers(numbers: Float64Array, descending: boolean): Steps<SortKeys> {
  const halves = new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length * 2)
  const high = new Uint32Array(numbers.length)
  const low = new Uint32Array(numbers.length)
  yield* inStretches(numbers.length, itemsPerStep, (from, to) => {
    for (let at = from; at < to; at += 1) {
      const number = numbers[at]!
      if (Number.isNaN(number)) high[at] = low[at] = ~0
      else if (number === 0) high[at] = 0x80000000
      else {
        const turned = number < 0 !== descending ? ~0 : 0
        high[at] = halves[2 * at + upperHalf]! ^ (descending ? turned & 0x7fffffff : turned | 0x80000000)
        low[at] = halves[2 * at + 1 - upperHalf]! ^ turned
      }
    }
  })
  return { high, low }
}
