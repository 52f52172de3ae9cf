import type { CollectionDefinition } from '../definition.ts'
import { createTextIndex } from '../text/textIndex.ts'
import { type Bitmaps, noBitmaps } from './bitmaps.ts'
import { type Bits, bitsFor, clearBit, setBit } from './bits.ts'
import { type BoxTree, emptyTree } from './boxTree.ts'
import { countUse, isSame } from './columns.ts'
import { createIdSlots, type IdSlots } from './idSlots.ts'
import { createRows, type Rows } from './rows.ts'
import { hasSameShapes } from './shapeStore.ts'

/**
 * The rows of a collection: what changes gets a new slot at the end, and the old one ceases to live, so that what was
 * found in a slot stays true.
 */
export interface Store extends Rows {
  slotOf: IdSlots
  live: Bits
  /** Slots from here on have never lived. */
  end: number
  liveCount: number
  tree: BoxTree
  bitmaps: Bitmaps
}

/**
 * A store in which no row lives yet.
 * @param room for how many rows there is room before lists grow
 */
export const storeOf = (rows: Rows, room = 0): Store => ({
  ...rows,
  slotOf: createIdSlots(room),
  live: bitsFor(room),
  end: 0,
  liveCount: 0,
  tree: emptyTree,
  bitmaps: noBitmaps,
})

export const createStore = (definition: CollectionDefinition): Store =>
  storeOf(createRows(definition, createTextIndex()))

/**
 * Lets a slot that was written live, in place of the one with its id.
 * @returns whether it holds another row than that one: one that is the same leaves it alone
 */
export function putSlot(store: Store, slot: number): boolean {
  const id = store.ids.data[slot]!
  const before = store.slotOf.get(id)
  if (before !== undefined && isSameRow(store, before, slot)) return false
  removeRow(store, id)
  giveLife(store, slot)
  return true
}

/** Whether two slots hold the same row. */
const isSameRow = ({ listed, lons, lats, shapes }: Store, one: number, other: number): boolean =>
  Object.is(lons.data[one], lons.data[other]) &&
  Object.is(lats.data[one], lats.data[other]) &&
  listed.every(([, column]) => isSame(column, one, other)) &&
  hasSameShapes(shapes, one, other)

/** @returns whether there was such a row */
export function removeRow(store: Store, id: number): boolean {
  const slot = store.slotOf.get(id)
  if (slot === undefined) return false
  store.slotOf.delete(id)
  clearBit(store.live, slot)
  for (const [, column] of store.listed) countUse(column, slot, -1)
  store.liveCount -= 1
  return true
}

/** Makes a slot that was written one of those that live. */
export function giveLife(store: Store, slot: number): void {
  for (const [, column] of store.listed) countUse(column, slot, 1)
  store.slotOf.set(store.ids.data[slot]!, slot)
  if (slot >>> 5 >= store.live.length) {
    const wider = bitsFor(Math.max(1024, slot * 2))
    wider.set(store.live)
    store.live = wider
  }
  setBit(store.live, slot)
  store.end = Math.max(store.end, slot + 1)
  store.liveCount += 1
}
