import type { BBox } from '../definition.ts'
import { type Bits, hasBit, lowestBit } from '../rows/bits.ts'
import { findTouching } from '../rows/boxTree.ts'
import { both, copyOf, listSlots, type SlotSet, setOfBits, setOfSlots, sizeOf } from '../rows/slotSet.ts'
import type { Store } from '../rows/store.ts'
import type { UnitBox } from '../rows/world.ts'
import { keepPlaceless, keepWanting, type Slots, type Test } from './predicates.ts'

/** The tests of a filter, parted by who wants to know what fails them. */
export interface Query {
  /** Whose failing matters to nobody: no facet ignores them, and no want of a value counts. */
  silent: readonly Test[]
  noted: readonly Test[]
}

/**
 * Parts tests.
 * @param ignored for each facet, the names it leaves out
 */
export function queryOf(tests: readonly Test[], ignored: readonly (readonly string[])[]): Query {
  const isNoted = ({ name, unknownColumn }: Test) =>
    unknownColumn !== null || ignored.some((names) => names.includes(name))
  return { silent: tests.filter((test) => !isNoted(test)), noted: tests.filter(isNoted) }
}

/** What passes the silent tests, and of that, for each noted test, what passes it. */
export interface Looked {
  passing: SlotSet
  passed: readonly { test: Test; set: SlotSet }[]
}

/** Looks at the rows of a set, which is changed. */
export function lookAt(passing: SlotSet, { silent, noted }: Query): Looked {
  for (const test of silent) test.keep(passing)
  const passed = noted.map((test) => ({ test, set: copyOf(passing) }))
  for (const { test, set } of passed) test.keep(set)
  return { passing, passed }
}

/** The rows that pass all tests but those left out. */
export function passingBut({ passing, passed }: Looked, isLeftOut: (test: Test) => boolean): SlotSet {
  let common = passing
  for (const { test, set } of passed) if (!isLeftOut(test)) common = both(common, set)
  return common
}

/** The living slots that pass some tests or may: those where their boxes lie, or all. */
export function candidates(store: Store, tests: readonly Test[]): SlotSet {
  const box = commonBox(tests)
  if (!box) return setOfBits(store.live.slice(0, (store.ids.length + 31) >>> 5))
  const { slots, count } = touching(store, box)
  return setOfSlots(slots, count)
}

/** How many rows match, and by filter how many fail it only for want of a value. */
export interface Sums {
  total: number
  withoutPlace: number
  unknowns: Record<string, number>
}

/** @param matching what passes all that was looked at */
export function sumsOf(store: Store, looked: Looked, matching: SlotSet): Sums {
  const placeless = copyOf(matching)
  keepPlaceless(store, placeless)
  const columns = new Set(looked.passed.flatMap(({ test }) => test.unknownColumn ?? []))
  const wanting = new Map([...columns].map((column) => [column, countWanting(store, looked, column)]))
  const unknowns = looked.passed.flatMap(({ test: { name, unknownColumn } }) =>
    unknownColumn === null ? [] : [[name, wanting.get(unknownColumn)!] as const],
  )
  return {
    total: sizeOf(matching),
    withoutPlace: sizeOf(placeless),
    unknowns: Object.fromEntries(unknowns),
  }
}

/** The rows that fail only for want of a value in a column; tests on the same column fail together then. */
function countWanting(store: Store, looked: Looked, column: string): number {
  const wanting = copyOf(passingBut(looked, ({ unknownColumn }) => unknownColumn === column))
  keepWanting(store, column, wanting)
  return sizeOf(wanting)
}

/** The first sums with others added, or taken away. */
export const added = (sums: Sums, other: Sums, sign: 1 | -1): Sums => ({
  total: sums.total + sign * other.total,
  withoutPlace: sums.withoutPlace + sign * other.withoutPlace,
  unknowns: Object.fromEntries(
    Object.entries(sums.unknowns).map(([name, count]) => [name, count + sign * (other.unknowns[name] ?? 0)]),
  ),
})

/** Where the boxes of all tests lie over each other; null where none has a box. */
function commonBox(tests: readonly Test[]): UnitBox | null {
  let common: UnitBox | null = null
  for (const { box } of tests) {
    if (!box) continue
    common = common
      ? [
          Math.max(common[0], box[0]),
          Math.max(common[1], box[1]),
          Math.min(common[2], box[2]),
          Math.min(common[3], box[3]),
        ]
      : box
  }
  return common
}

/** Where slots are listed before it is known how many there are. */
let scratch = new Uint32Array(0)

/** The living slots that touch the box. */
export function touching({ live, ids, tree, boxes }: Store, box: UnitBox): Slots {
  if (scratch.length < ids.length) scratch = new Uint32Array(ids.length * 2)
  const found = findTouching(tree, boxes.data, ids.length, box, scratch)
  let count = 0
  for (let at = 0; at < found; at += 1) {
    const slot = scratch[at]!
    if (hasBit(live, slot)) scratch[count++] = slot
  }
  return { slots: scratch.slice(0, count), count }
}

/** Of slots that ascend, those that pass all tests. */
export function keepPassing({ slots, count }: Slots, tests: readonly Test[]): Slots {
  const set = setOfSlots(slots, count)
  for (const test of tests) test.keep(set)
  const kept = new Uint32Array(count)
  return { slots: kept, count: listSlots(set, 0, set.words.length, kept) }
}

/** The box around the points of a set; null where none has one. */
export function boxOfBits({ lons, lats }: Store, bits: Bits): BBox | null {
  const [longitudes, latitudes] = [lons.data, lats.data]
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let at = 0; at < bits.length; at += 1) {
    for (let word = bits[at]!; word !== 0; word &= word - 1) {
      const slot = (at << 5) + lowestBit(word)
      const [lon, lat] = [longitudes[slot]!, latitudes[slot]!]
      if (lon < west) west = lon
      if (lon > east) east = lon
      if (lat < south) south = lat
      if (lat > north) north = lat
    }
  }
  return west <= east ? [west, south, east, north] : null
}
