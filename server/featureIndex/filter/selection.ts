import type { BBox } from '../definition.ts'
import { type Bits, bitsFor, hasBit, listBits, setBit } from '../rows/bits.ts'
import { findTouching } from '../rows/boxTree.ts'
import type { Store } from '../rows/store.ts'
import type { UnitBox } from '../rows/world.ts'
import type { Looked, Slots, Test } from './predicates.ts'

/** The rows that match a filter. */
export interface Selection {
  bits: Bits
  total: number
  withoutPlace: number
  unknowns: Record<string, number>
  bbox: BBox | null
}

/** Rows that were looked at, and the bit by which each test is told in what they failed. */
export interface Noted {
  looked: Looked
  bitOf: ReadonlyMap<string, number>
}

const mostBits = 31

/**
 * Looks once at every row that a filter may find, and notes what each fails. Tests whose failing matters to nobody (no
 * facet ignores them, no want of a value counts) go first and leave out what fails them.
 * @param ignored for each facet, the names it leaves out
 * @throws {Error} where more than 31 tests have to be told apart
 */
export function lookThrough(
  store: Store,
  tests: readonly Test[],
  ignored: readonly (readonly string[])[],
): Noted {
  const isIgnored = ({ name }: Test) => ignored.some((names) => names.includes(name))
  const isNoted = (test: Test) => test.unknownColumn !== null || isIgnored(test)
  const noted = tests.filter(isNoted)
  if (noted.length > mostBits) throw new Error(`more than ${mostBits} filters with facets or unknown values`)
  const looked = lookAt(
    store,
    tests.filter((test) => !isIgnored(test)),
  )
  for (const test of tests) if (!isNoted(test)) leaveOut(looked, test)
  const bitOf = new Map(noted.map(({ name }, at) => [name, 1 << at]))
  for (const test of noted) test.mark(looked, bitOf.get(test.name)!)
  return { looked, bitOf }
}

/** The rows that failed nothing, and how many more there would be if unknown values counted. */
export function selectFrom(store: Store, { looked, bitOf }: Noted, tests: readonly Test[]): Selection {
  const noted = tests.filter(({ name }) => bitOf.has(name))
  return { ...gather(store, looked), unknowns: countUnknowns(looked, noted) }
}

/** The living slots that pass some tests or may: those where their boxes lie, or that their text finds, or all. */
function lookAt(store: Store, tests: readonly Test[]): Looked {
  const box = commonBox(tests)
  if (box) return unmarked(touching(store, box))
  const bits = store.live.slice(0, (store.ids.length + 31) >>> 5)
  for (const { keep } of tests) keep?.(bits)
  const slots = new Uint32Array(store.liveCount)
  return unmarked({ slots, count: listBits(bits, slots) })
}

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

/** Slots to be looked at, of which nothing is known yet. */
export const unmarked = ({ slots, count }: Slots): Looked => ({
  slots,
  count,
  failed: new Uint32Array(count),
  unknown: new Uint32Array(count),
})

/** Looks no longer at what fails the test. */
export function leaveOut(looked: Looked, test: Test): void {
  test.mark(looked, 1)
  const { slots, failed } = looked
  let kept = 0
  for (let at = 0; at < looked.count; at += 1) if (failed[at] === 0) slots[kept++] = slots[at]!
  failed.fill(0, 0, looked.count)
  looked.unknown.fill(0, 0, looked.count)
  looked.count = kept
}

/** The set of those that failed nothing. */
function gather(
  { ids, lons, lats }: Store,
  { slots, count, failed }: Looked,
): Pick<Selection, 'bits' | 'total' | 'withoutPlace' | 'bbox'> {
  const bits = bitsFor(ids.length)
  const [longitudes, latitudes] = [lons.data, lats.data]
  let [total, withoutPlace] = [0, 0]
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let at = 0; at < count; at += 1) {
    if (failed[at] !== 0) continue
    const slot = slots[at]!
    setBit(bits, slot)
    total += 1
    const [lon, lat] = [longitudes[slot]!, latitudes[slot]!]
    if (Number.isNaN(lon)) withoutPlace += 1
    if (lon < west) west = lon
    if (lon > east) east = lon
    if (lat < south) south = lat
    if (lat > north) north = lat
  }
  const bbox: BBox | null = total > withoutPlace ? [west, south, east, north] : null
  return { bits, total, withoutPlace, bbox }
}

/**
 * By name, how many rows fail only for want of one value. Tests on the same column fail together then, and each of them
 * is told the row.
 */
function countUnknowns({ count, failed, unknown }: Looked, noted: readonly Test[]): Record<string, number> {
  const tally = new Map<number, number>()
  for (let at = 0; at < count; at += 1) {
    const mask = failed[at]!
    if (mask !== 0 && mask === unknown[at]) tally.set(mask, (tally.get(mask) ?? 0) + 1)
  }
  const unknowns: Record<string, number> = {}
  for (const { name, unknownColumn } of noted) if (unknownColumn !== null) unknowns[name] = 0
  for (const [mask, rows] of tally) {
    const failing = noted.filter((_, bit) => (mask & (1 << bit)) !== 0)
    if (new Set(failing.map(({ unknownColumn }) => unknownColumn)).size > 1) continue
    for (const { name } of failing) unknowns[name] = (unknowns[name] ?? 0) + rows
  }
  return unknowns
}

/** Of the rows looked at, those that failed nothing but what the bits say. */
export function failingOnly({ slots, count, failed }: Looked, allowed: number): Slots {
  const kept = new Uint32Array(count)
  let length = 0
  for (let at = 0; at < count; at += 1) if ((failed[at]! & ~allowed) === 0) kept[length++] = slots[at]!
  return { slots: kept, count: length }
}

/** The bits of the tests with these names. */
export const maskOf = (names: readonly string[], bitOf: ReadonlyMap<string, number>): number =>
  names.reduce((mask, name) => mask | (bitOf.get(name) ?? 0), 0)
