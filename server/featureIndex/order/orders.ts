import type { Sort } from '../definition.ts'
import { numbersFrom } from '../rows/radixSort.ts'
import { atOnce, inSteps, type Steps } from '../rows/steps.ts'
import { orderByDistance } from './nearest.ts'
import { type Order, type Ordered, orderMatches, orderOfSlots } from './ordered.ts'
import { comparison, isDistance, isText, type OrderSource, sortById, sortSlots } from './sortKeys.ts'

/**
 * The orders of a source: nulls last whichever way, ties by id, texts as an Italian reader sorts them. Each is found
 * when it is first asked for, and kept; slots added since are put between the others.
 */
export interface Orders {
  /** Finds orders before they are asked for, and lets others work between its steps. */
  prepare(lists: readonly (readonly Sort[])[]): Promise<void>
  /**
   * @param bits one for each slot; they must stay as they are while the answer is used
   * @param count how many of them are set
   */
  of(sorts: readonly Sort[], bits: Uint32Array, count: number): Ordered
}

/** The orders of a source, none of them found yet. */
export function createOrders(source: OrderSource): Orders {
  const kept = new Map<string, Order>()

  function* orderOf(sorts: readonly Sort[]): Steps<Order> {
    const key = JSON.stringify(sorts)
    const known = kept.get(key)
    if (known?.slots.length === source.size) return known
    const slots = known ? yield* grow(source, sorts, known.slots) : yield* startOrder(sorts)
    const order = orderOfSlots(slots)
    if (slots.length >= (kept.get(key)?.slots.length ?? 0)) kept.set(key, order)
    return order
  }

  /** Sorted by the last key first. What begins with a text is kept, since other orders end with it. */
  function* startOrder(sorts: readonly Sort[]): Steps<Uint32Array> {
    if (sorts.length === 0) return yield* sortById(source, numbersFrom(0, source.size))
    const text = sorts.findIndex((sort, at) => at > 0 && isText(source, sort))
    const known = text === -1 ? sorts.length : text
    const { slots } = yield* orderOf(sorts.slice(known))
    return yield* sortSlots(source, sorts.slice(0, known), slots)
  }

  return {
    async prepare(lists) {
      for (const sorts of lists) await inSteps(orderOf(sorts.slice(sorts.findLastIndex(isDistance) + 1)))
    },
    of(sorts, bits, count) {
      const at = sorts.findLastIndex(isDistance)
      const order = atOnce(orderOf(sorts.slice(at + 1)))
      return at === -1
        ? orderMatches(order, bits, count)
        : orderByDistance(source, sorts.slice(0, at + 1), order, bits, count)
    },
  }
}

/** Puts the slots added to a source between those that are sorted. */
function* grow(source: OrderSource, sorts: readonly Sort[], slots: Uint32Array): Steps<Uint32Array> {
  const byIds = yield* sortById(source, numbersFrom(slots.length, source.size))
  const added = yield* sortSlots(source, sorts, byIds)
  const compare = comparison(source, sorts)
  const merged = new Uint32Array(slots.length + added.length)
  let taken = 0
  for (let at = 0; at < added.length; at += 1) {
    const slot = added[at]!
    const place = placeOf(slot, slots, taken, compare)
    merged.set(slots.subarray(taken, place), taken + at)
    merged[place + at] = slot
    taken = place
    if (at % 1000 === 999) yield
  }
  merged.set(slots.subarray(taken), taken + added.length)
  return merged
}

/** How many of the sorted slots come before one; at least `from`. */
function placeOf(
  slot: number,
  slots: Uint32Array,
  from: number,
  compare: (a: number, b: number) => number,
): number {
  let low = from
  let high = slots.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(slots[middle]!, slot) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
