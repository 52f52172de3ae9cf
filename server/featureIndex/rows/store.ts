import type { CollectionDefinition, FeatureRow } from '../definition.ts'
import { lineReader } from '../text/text.ts'
import { createTextIndex, type TextIndex } from '../text/textIndex.ts'
import { type Bits, bitsFor, clearBit, listBits, setBit } from './bits.ts'
import { type BoxTree, buildTree } from './boxTree.ts'
import {
  appendNumbers,
  appendSlots,
  appendValue,
  type Column,
  countUse,
  createColumn,
  emptyLike,
  isSame,
} from './columns.ts'
import { type Growing, growing, push, pushFrom, reserve } from './growing.ts'
import { hilbertOrder } from './hilbert.ts'
import {
  appendShapes,
  appendShapesFrom,
  createShapeStore,
  hasSameShapes,
  type ShapeStore,
  widenBox,
} from './shapeStore.ts'
import type { Steps } from './steps.ts'
import { unitX, unitY } from './world.ts'

/**
 * The rows of a collection in columns. A row has a slot, a number from 0 on; what changes gets a new slot at the end, and
 * the old one ceases to live. Nothing in a slot ever changes, so that what was found in it stays true.
 */
export interface Store {
  columns: Record<string, Column>
  /** The same in a list, as reading them from a record for each row takes long. */
  listed: readonly (readonly [string, Column])[]
  ids: Growing<Uint32Array>
  slotOf: Map<number, number>
  live: Bits
  liveCount: number
  /** Degrees; NaN where the row has no place. */
  lons: Growing<Float64Array>
  lats: Growing<Float64Array>
  /** Units of the world. */
  xs: Growing<Uint32Array>
  ys: Growing<Uint32Array>
  shapes: ShapeStore
  /** Around point and shapes, in units of the world: left, top, right, bottom; left beyond right where there is none. */
  boxes: Growing<Uint32Array>
  text: TextIndex
  /** All that is searched of a row, folded. */
  linesOf: ReturnType<typeof lineReader>
  tree: BoxTree
}

const emptyBox = [0xffffffff, 0xffffffff, 0, 0] as const

function storeOf(columns: Record<string, Column>, linesOf: Store['linesOf']): Store {
  return {
    columns,
    listed: Object.entries(columns),
    ids: growing(Uint32Array),
    slotOf: new Map(),
    live: bitsFor(0),
    liveCount: 0,
    lons: growing(Float64Array),
    lats: growing(Float64Array),
    xs: growing(Uint32Array),
    ys: growing(Uint32Array),
    shapes: createShapeStore(),
    boxes: growing(Uint32Array),
    text: createTextIndex(),
    linesOf,
    tree: buildTree(new Uint32Array(0), 0),
  }
}

export const createStore = ({ columns }: CollectionDefinition): Store =>
  storeOf(
    Object.fromEntries(Object.entries(columns).map(([name, kind]) => [name, createColumn(kind)])),
    lineReader({ columns }),
  )

/**
 * Puts a row in, in place of the one with its id.
 * @returns whether it is another than that one: one that is the same leaves it alone
 */
export function putRow(store: Store, row: FeatureRow): boolean {
  for (const [name, column] of store.listed) appendValue(column, row.columns[name] ?? null)
  const [lon, lat] = row.point ?? [NaN, NaN]
  push(store.lons, lon)
  push(store.lats, lat)
  push(store.xs, row.point ? unitX(lon) : 0)
  push(store.ys, row.point ? unitY(lat) : 0)
  appendShapes(store.shapes, row.geometry)
  store.text.append(store.linesOf(row))
  const slot = store.ids.length
  pushBox(store, slot)
  push(store.ids, row.id)
  const before = store.slotOf.get(row.id)
  if (before !== undefined && isSameRow(store, before, slot)) return false
  removeRow(store, row.id)
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
function giveLife(store: Store, slot: number): void {
  for (const [, column] of store.listed) countUse(column, slot, 1)
  store.slotOf.set(store.ids.data[slot]!, slot)
  if (slot >>> 5 >= store.live.length) {
    const wider = bitsFor(Math.max(1024, slot * 2))
    wider.set(store.live)
    store.live = wider
  }
  setBit(store.live, slot)
  store.liveCount += 1
}

function pushBox({ boxes, lons, xs, ys, shapes }: Store, slot: number): void {
  const [x, y] = [xs.data[slot]!, ys.data[slot]!]
  const box = Number.isNaN(lons.data[slot]) ? emptyBox : [x, y, x, y]
  reserve(boxes, 4)
  boxes.data.set(box, slot * 4)
  boxes.length = slot * 4 + 4
  widenBox(shapes, slot, boxes.data, slot * 4)
}

/** Adds a row of another store of the collection, in place of the one with its id. */
export function putFrom(store: Store, other: Store, slot: number): void {
  const id = other.ids.data[slot]!
  removeRow(store, id)
  for (const { copy } of partsOf(store, other)) copy(Uint32Array.of(slot))
  push(store.ids, id)
  giveLife(store, store.ids.length - 1)
}

/** A part of a store that takes its share of slots of another store, and of which the other can be rid then. */
interface Part {
  copy(slots: Uint32Array): void
  empty(): void
}

function partsOf(store: Store, other: Store): Part[] {
  const columns = Object.entries(store.columns).map(([name, column]) => ({
    copy(slots: Uint32Array) {
      appendSlots(column, other.columns[name]!, slots)
    },
    empty() {
      other.columns[name] = emptyLike(column)
      other.listed = []
    },
  }))
  return [...columns, placesOf(store, other), shapesOf(store, other), textOf(store, other)]
}

const placesOf = (store: Store, other: Store): Part => ({
  copy(slots) {
    appendNumbers(store.lons, other.lons, slots)
    appendNumbers(store.lats, other.lats, slots)
    appendNumbers(store.xs, other.xs, slots)
    appendNumbers(store.ys, other.ys, slots)
  },
  empty() {},
})

const shapesOf = (store: Store, other: Store): Part => ({
  copy(slots) {
    for (const slot of slots) {
      appendShapesFrom(store.shapes, other.shapes, slot)
      pushFrom(store.boxes, other.boxes, slot * 4, slot * 4 + 4)
    }
  },
  empty() {
    other.shapes = createShapeStore()
  },
})

const textOf = (store: Store, other: Store): Part => ({
  copy(slots) {
    for (const slot of slots) store.text.appendFrom(other.text, slot)
  },
  empty() {
    other.text = createTextIndex()
  },
})

/** Slots that are copied before others may work. */
const stretch = 2048

/**
 * The living rows of a store in a new one, near each other what lies near each other, with a tree over all.
 * @param isLast whether the store is not needed any more: it is emptied on the way, so that there is room for both
 */
export function* arrange(store: Store, isLast: boolean): Steps<Store> {
  const columns = Object.entries(store.columns).map(([name, column]) => [name, emptyLike(column)] as const)
  const arranged = storeOf(Object.fromEntries(columns), store.linesOf)
  const living = new Uint32Array(store.liveCount)
  listBits(store.live, living)
  const order = yield* hilbertOrder(store.boxes.data, living)
  const ids = order.map((slot) => store.ids.data[slot]!)
  for (const part of partsOf(arranged, store)) {
    yield* eachStretch(order, part.copy)
    if (isLast) part.empty()
  }
  yield* eachStretch(ids, (some) => {
    for (const id of some) {
      push(arranged.ids, id)
      giveLife(arranged, arranged.ids.length - 1)
    }
  })
  arranged.tree = buildTree(arranged.boxes.data, order.length)
  return arranged
}

function* eachStretch(slots: Uint32Array, work: (some: Uint32Array) => void): Steps<void> {
  for (let start = 0; start < slots.length; start += stretch) {
    work(slots.subarray(start, start + stretch))
    yield
  }
}
