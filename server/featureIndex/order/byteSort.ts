import { numbersFrom, sortByKeys } from '../rows/radixSort.ts'
import { inStretches, type Steps } from '../rows/steps.ts'
import { ended, type FirstLevel } from './firstLevel.ts'

const fewItems = 12
/** More are first parted by four bytes at once, which spares the memory. */
const manyItems = 5000
const itemsPerStep = 10_000

/** Sorts items by their bytes, in place. */
export function* sortByBytes(items: Uint32Array, level: FirstLevel): Steps<void> {
  const parts: Part[] = [{ from: 0, to: items.length, depth: 0 }]
  let sorted = 0
  for (let part = parts.pop(); part; part = parts.pop()) {
    const size = part.to - part.from
    if (size > manyItems) yield* partByFourBytes(items, part, level, parts)
    else {
      sortPart(items, part, level)
      sorted += size
    }
    if (sorted < itemsPerStep) continue
    sorted = 0
    yield
  }
}

/** Items that are the same in their first bytes, as many as the depth. */
interface Part {
  from: number
  to: number
  depth: number
}

/** Adds the parts that are still to be sorted to the others. */
function* partByFourBytes(
  items: Uint32Array,
  { from, to, depth }: Part,
  { bytes, starts }: FirstLevel,
  parts: Part[],
): Steps<void> {
  const unsorted = items.slice(from, to)
  const words = new Uint32Array(unsorted.length)
  yield* inStretches(words.length, itemsPerStep, (first, last) => {
    for (let at = first; at < last; at += 1) words[at] = fourBytes(bytes, starts[unsorted[at]!]! + depth)
  })
  const order = yield* sortByKeys(numbersFrom(0, words.length), { high: null, low: words })
  let start = 0
  for (let at = 0; at < order.length; at += 1) {
    if (at % itemsPerStep === itemsPerStep - 1) yield
    items[from + at] = unsorted[order[at]!]!
    const word = words[order[at]!]!
    if (at + 1 < order.length && words[order[at + 1]!] === word) continue
    if (at > start && (word & 0xff) !== ended)
      parts.push({ from: from + start, to: from + at + 1, depth: depth + 4 })
    start = at + 1
  }
}

/** As a number, zeros where the bytes have ended. */
function fourBytes(bytes: Uint8Array, at: number): number {
  let word = 0
  for (let shift = 24; shift >= 0 && bytes[at] !== ended; shift -= 8) word |= bytes[at++]! << shift
  return word >>> 0
}

/** Three-way radix quicksort (Bentley and Sedgewick 1997). */
function sortPart(items: Uint32Array, part: Part, { bytes, starts }: FirstLevel): void {
  const parts = [part]
  for (let next = parts.pop(); next; next = parts.pop()) {
    const { from, to, depth } = next
    if (to - from <= fewItems) {
      insertionSort(items, from, to, depth, bytes, starts)
      continue
    }
    const pivot = bytes[starts[items[(from + to) >>> 1]!]! + depth]!
    let below = from
    let above = to
    for (let at = from; at < above; ) {
      const item = items[at]!
      const byte = bytes[starts[item]! + depth]!
      if (byte < pivot) {
        items[at++] = items[below]!
        items[below++] = item
      } else if (byte > pivot) {
        items[at] = items[--above]!
        items[above] = item
      } else at += 1
    }
    parts.push({ from, to: below, depth }, { from: above, to, depth })
    if (pivot !== ended) parts.push({ from: below, to: above, depth: depth + 1 })
  }
}

function insertionSort(
  items: Uint32Array,
  from: number,
  to: number,
  depth: number,
  bytes: Uint8Array,
  starts: Uint32Array,
): void {
  for (let next = from + 1; next < to; next += 1) {
    const item = items[next]!
    let at = next
    for (
      ;
      at > from && compareBytes(bytes, starts[items[at - 1]!]! + depth, starts[item]! + depth) > 0;
      at -= 1
    )
      items[at] = items[at - 1]!
    items[at] = item
  }
}

/** Compares the bytes from two places on, up to where a text ends. */
export function compareBytes(bytes: Uint8Array, a: number, b: number): number {
  let at = 0
  while (bytes[a + at] === bytes[b + at] && bytes[a + at] !== ended) at += 1
  return bytes[a + at]! - bytes[b + at]!
}
