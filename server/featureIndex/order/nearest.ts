import type { LonLat, Sort } from '../definition.ts'
import { lowestBit } from '../rows/bits.ts'
import { atOnce } from '../rows/steps.ts'
import { type Order, type Ordered, orderMatches } from './ordered.ts'
import { isDistance, type OrderSource, sortSlots } from './sortKeys.ts'

/** Up to so many of the first are sought among all; beyond, all are sorted. */
const mostSought = 2000

/**
 * The slots with a set bit by keys of which at least one is a distance, so that no order of all slots is kept; where
 * the keys are equal, in the order of all slots that is given.
 * @param count how many bits are set
 */
export function orderByDistance(
  source: OrderSource,
  sorts: readonly Sort[],
  ties: Order,
  bits: Uint32Array,
  count: number,
): Ordered {
  const [first] = sorts
  const from = sorts.length === 1 && first && isDistance(first) && !first.descending ? first.from : null
  let sorted: Uint32Array | null = null
  let measured: Measured | null = null

  function all(): Uint32Array {
    sorted ??= atOnce(sortSlots(source, sorts, orderMatches(ties, bits, count).all()))
    return sorted
  }

  return {
    page(start, length) {
      const end = Math.min(start + length, count)
      if (sorted || !from || end > mostSought) return all().subarray(start, end)
      measured ??= measure(source, from, bits, count)
      return nearest(measured, ties, end).subarray(start)
    },
    all,
    positionOf: (slot) => all().indexOf(slot),
  }
}

interface Measured {
  slots: Uint32Array
  /** Infinite where the slot has no place. */
  distances: Float64Array
}

function measure(source: OrderSource, from: LonLat, bits: Uint32Array, count: number): Measured {
  const slots = new Uint32Array(count)
  const distances = new Float64Array(count)
  let end = 0
  for (let at = 0; at < bits.length; at += 1)
    for (let word = bits[at]!; word !== 0; word &= word - 1) {
      const slot = at * 32 + lowestBit(word)
      const distance = source.distanceM(slot, from)
      slots[end] = slot
      distances[end++] = Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance
    }
  return { slots, distances }
}

/** The first so many by distance. */
function nearest({ slots, distances }: Measured, { places }: Order, count: number): Uint32Array {
  if (count === 0) return new Uint32Array(0)
  const farthest = smallest(distances, count)
  const found: { slot: number; distance: number }[] = []
  for (let at = 0; at < slots.length; at += 1)
    if (distances[at]! <= farthest) found.push({ slot: slots[at]!, distance: distances[at]! })
  found.sort((a, b) =>
    a.distance === b.distance ? places[a.slot]! - places[b.slot]! : a.distance - b.distance,
  )
  return Uint32Array.from(found.slice(0, count), ({ slot }) => slot)
}

/** The number that is at the given place, from 1 on, when they are sorted (Hoare's FIND, 1961). */
function smallest(numbers: Float64Array, place: number): number {
  const left = numbers.slice()
  let from = 0
  let to = left.length - 1
  while (from < to) {
    const pivot = left[(from + to) >>> 1]!
    let low = from
    let high = to
    while (low <= high) {
      while (left[low]! < pivot) low += 1
      while (left[high]! > pivot) high -= 1
      if (low > high) break
      ;[left[low], left[high]] = [left[high]!, left[low]!]
      low += 1
      high -= 1
    }
    if (place - 1 <= high) to = high
    else if (place - 1 >= low) from = low
    else break
  }
  return left[place - 1]!
}
