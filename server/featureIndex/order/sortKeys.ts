import type { LonLat, Sort } from '../definition.ts'
import { keysOfNumbers, numbersFrom, type SortKeys, sortByKeys } from '../rows/radixSort.ts'
import { inStretches, type Steps } from '../rows/steps.ts'
import { collator, noRank, rankTexts } from './collation.ts'

/** What a column is sorted by: numbers (a flag is 0 or 1), NaN where unknown, or texts. */
type SortedColumn = { numberAt(slot: number): number } | { textAt(slot: number): string | null }

/** The rows to be sorted, one to a slot. Slots are added at the end, and what they hold never changes. */
export interface OrderSource {
  readonly size: number
  idOf(slot: number): number
  /** Null where there is no such column: all rows are the same then. */
  column(by: string): SortedColumn | null
  /** NaN where the row has no place. */
  distanceM(slot: number, from: LonLat): number
}

/** A sort by distance needs a point; without one it names a column. */
export function isDistance(sort: Sort): sort is Sort & { from: LonLat } {
  return sort.by === 'distance' && sort.from !== undefined
}

export function isText(source: OrderSource, sort: Sort): boolean {
  const column = valuesOf(source, sort)
  return column !== null && 'textAt' in column
}

function valuesOf(source: OrderSource, sort: Sort): SortedColumn | null {
  if (!isDistance(sort)) return source.column(sort.by)
  return { numberAt: (slot) => source.distanceM(slot, sort.from) }
}

/** Slots sorted by some keys; where these are equal they stay in their order. */
export function* sortSlots(
  source: OrderSource,
  sorts: readonly Sort[],
  slots: Uint32Array,
): Steps<Uint32Array> {
  let sorted = slots
  for (const sort of sorts.toReversed()) {
    const values = valuesOf(source, sort)
    if (values) sorted = yield* sortByValues(sorted, values, sort.descending ?? false)
  }
  return sorted
}

/** Slots in the order of their ids. */
export function sortById(source: OrderSource, slots: Uint32Array): Steps<Uint32Array> {
  return sortByValues(slots, { numberAt: source.idOf }, false)
}

const itemsPerStep = 2 ** 16

function* sortByValues(slots: Uint32Array, values: SortedColumn, descending: boolean): Steps<Uint32Array> {
  const keys = yield* keysOf(slots, values, descending)
  const items = yield* sortByKeys(numbersFrom(0, slots.length), keys)
  yield* inStretches(items.length, itemsPerStep, (from, to) => {
    for (let at = from; at < to; at += 1) items[at] = slots[items[at]!]!
  })
  return items
}

function* keysOf(slots: Uint32Array, values: SortedColumn, descending: boolean): Steps<SortKeys> {
  if ('textAt' in values) return yield* keysOfTexts(slots, values, descending)
  const numbers = new Float64Array(slots.length)
  yield* inStretches(slots.length, itemsPerStep, (from, to) => {
    for (let at = from; at < to; at += 1) numbers[at] = values.numberAt(slots[at]!)
  })
  return yield* keysOfNumbers(numbers, descending)
}

function* keysOfTexts(
  slots: Uint32Array,
  { textAt }: { textAt(slot: number): string | null },
  descending: boolean,
): Steps<SortKeys> {
  const ranks = yield* rankTexts(slots.length, (at) => textAt(slots[at]!))
  if (descending)
    for (let at = 0; at < ranks.length; at += 1) if (ranks[at] !== noRank) ranks[at] = noRank - 1 - ranks[at]!
  return { high: null, low: ranks }
}

/** How two slots compare by some keys, and then by id. */
export function comparison(source: OrderSource, sorts: readonly Sort[]): (a: number, b: number) => number {
  const compared = sorts.flatMap((sort) => {
    const values = valuesOf(source, sort)
    return values ? [compareValues(values, sort.descending ? -1 : 1)] : []
  })
  return (a, b) => {
    for (const compare of compared) {
      const order = compare(a, b)
      if (order !== 0) return order
    }
    return source.idOf(a) - source.idOf(b)
  }
}

function compareValues(values: SortedColumn, sign: 1 | -1): (a: number, b: number) => number {
  if ('textAt' in values)
    return (a, b) => {
      const [textA, textB] = [values.textAt(a), values.textAt(b)]
      if (textA === null || textB === null) return Number(textA === null) - Number(textB === null)
      return sign * collator.compare(textA, textB)
    }
  return (a, b) => {
    const [numberA, numberB] = [values.numberAt(a), values.numberAt(b)]
    if (numberA === numberB) return 0
    if (Number.isNaN(numberA) || Number.isNaN(numberB))
      return Number(Number.isNaN(numberA)) - Number(Number.isNaN(numberB))
    return sign * (numberA - numberB)
  }
}
