import { LRUCache } from 'lru-cache'
import { countBits, hasBit, listBits, lowestBit } from '../rows/bits.ts'

/** Matching slots in an order. */
export interface Ordered {
  page(start: number, count: number): Uint32Array
  all(): Uint32Array
  /** The position among those that match, or -1. */
  positionOf(slot: number): number
}

/** All slots in an order. */
export interface Order {
  readonly slots: Uint32Array
  /** The place of each slot in the order, from 0 on. */
  readonly places: Uint32Array
  /** What was found last of sets of bits, which do not change: who turns pages asks for the same again. */
  readonly matches: LRUCache<Uint32Array, Ordered>
}

const mostMatches = 16

/** An order that finds the places when they are first asked for. */
export function orderOfSlots(slots: Uint32Array): Order {
  let places: Uint32Array | null = null
  return {
    slots,
    matches: new LRUCache({ max: mostMatches }),
    get places() {
      places ??= placesOf(slots)
      return places
    },
  }
}

function placesOf(slots: Uint32Array): Uint32Array {
  const places = new Uint32Array(slots.length)
  for (let place = 0; place < slots.length; place += 1) places[slots[place]!] = place
  return places
}

/**
 * The slots with a set bit in the order of all slots. Where many match, a page is soon found by going through all in
 * order; where few do, their places are sorted; else the bits are moved to the places of their slots.
 * @param count how many bits are set
 */
export function orderMatches(order: Order, bits: Uint32Array, count: number): Ordered {
  const known = order.matches.get(bits)
  if (known) return known
  const areFew = count * fewShare < order.slots.length
  const ordered = areFew ? orderFew(order, bits, count) : orderMany(order, bits, count)
  order.matches.set(bits, ordered)
  return ordered
}

/** So many times fewer than all are few. */
const fewShare = 256

function orderFew(order: Order, bits: Uint32Array, count: number): Ordered {
  let sorted: Uint32Array | null = null

  function sortedPlaces(): Uint32Array {
    if (sorted) return sorted
    sorted = new Uint32Array(count)
    listBits(bits, sorted)
    for (let at = 0; at < count; at += 1) sorted[at] = order.places[sorted[at]!]!
    return sorted.sort()
  }

  const page = (start: number, length: number) =>
    sortedPlaces()
      .subarray(start, start + length)
      .map((place) => order.slots[place]!)
  return {
    page,
    all: () => page(0, count),
    positionOf: (slot) => (hasBit(bits, slot) ? sortedPlaces().indexOf(order.places[slot]!) : -1),
  }
}

function orderMany(order: Order, bits: Uint32Array, count: number): Ordered {
  let moved: Uint32Array | null = null

  function placedBits(): Uint32Array {
    moved ??= moveBits(bits, order.places)
    return moved
  }

  function page(start: number, length: number): Uint32Array {
    const end = Math.min(start + length, count)
    if (end <= start) return new Uint32Array(0)
    const steps = (order.slots.length / count) * end
    if (!moved && steps < order.slots.length / 32 + 4 * count) return walk(order.slots, bits, start, end)
    return pick(order.slots, placedBits(), start, end)
  }

  return {
    page,
    all: () => page(0, count),
    positionOf(slot) {
      if (!hasBit(bits, slot)) return -1
      return countBefore(placedBits(), order.places[slot]!)
    },
  }
}

/** The `start`th to the `end`th of the slots whose bit is set. */
function walk(slots: Uint32Array, bits: Uint32Array, start: number, end: number): Uint32Array {
  const found = new Uint32Array(end - start)
  for (let at = 0, passed = 0; passed < end; at += 1) {
    const slot = slots[at]!
    if ((bits[slot >>> 5]! & (1 << (slot & 31))) === 0) continue
    if (passed >= start) found[passed - start] = slot
    passed += 1
  }
  return found
}

function moveBits(bits: Uint32Array, places: Uint32Array): Uint32Array {
  const moved = new Uint32Array(Math.ceil(places.length / 32))
  for (let at = 0; at < bits.length; at += 1)
    for (let word = bits[at]!; word !== 0; word &= word - 1) {
      const place = places[at * 32 + lowestBit(word)]!
      moved[place >>> 5]! |= 1 << (place & 31)
    }
  return moved
}

/** The slots of the `start`th to the `end`th place that is set. */
function pick(slots: Uint32Array, placed: Uint32Array, start: number, end: number): Uint32Array {
  const found = new Uint32Array(end - start)
  let passed = 0
  for (let at = 0; passed < end; at += 1) {
    let word = placed[at]!
    if (passed + 32 <= start) {
      passed += countBits(word)
      continue
    }
    for (; word !== 0 && passed < end; word &= word - 1) {
      if (passed >= start) found[passed - start] = slots[at * 32 + lowestBit(word)]!
      passed += 1
    }
  }
  return found
}

function countBefore(placed: Uint32Array, place: number): number {
  const last = place >>> 5
  let count = countBits(placed[last]! & ~(~0 << (place & 31)))
  for (let at = 0; at < last; at += 1) count += countBits(placed[at]!)
  return count
}
