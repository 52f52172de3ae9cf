import { createTextIndex } from '../text/textIndex.ts'
import { bitmapsOf } from './bitmaps.ts'
import { listBits } from './bits.ts'
import { buildTree } from './boxTree.ts'
import { emptyLike } from './columns.ts'
import { appendNumbers, appendShapesFrom, appendSlots, onePile, type Piled, partOf } from './copying.ts'
import { growing, pushFrom, reserve } from './growing.ts'
import { hilbertOrder } from './hilbert.ts'
import { createRowsLike, listsOf, type Rows } from './rows.ts'
import { createShapeStore } from './shapeStore.ts'
import { inStretches, type Steps } from './steps.ts'
import { giveLife, removeRow, type Store, storeOf } from './store.ts'

/** The living rows of a store in a new one, near each other what lies near each other, with a tree and bitmaps over all. */
export function* arrange(store: Store): Steps<Store> {
  const living = new Uint32Array(store.liveCount)
  listBits(store.live, living)
  return yield* arrangeSlots(onePile<Rows>(store), living, false)
}

/**
 * Some slots in a new store. Where several have the same id, the last one lives.
 * @param slots ascending
 * @param isLast whether the rows are not needed any more: they are emptied on the way, so that there is room for both
 */
export function* arrangeSlots(rows: Piled<Rows>, slots: Uint32Array, isLast: boolean): Steps<Store> {
  const order = yield* hilbertOrder(yield* boxesOf(rows), slots)
  const arranged = storeOf(createRowsLike(rows.piles[0]!, createTextIndex()), withSpare(order.length))
  yield* reserveAll(arranged, rows.piles)
  for (const part of partsOf(arranged, rows)) {
    yield* inStretches(order.length, slotsPerStep, (from, to) => part.copy(order.subarray(from, to)))
    if (isLast) for (const pile of rows.piles) part.empty(pile)
  }
  yield* giveLives(arranged, order)
  arranged.tree = yield* buildTree(arranged.boxes.data, order.length)
  arranged.bitmaps = yield* bitmapsOf(arranged)
  return arranged
}

/** Adds the rows with these ids of another store of the collection, as far as they live there; none may live here. */
export function putFrom(store: Store, other: Store, ids: Iterable<number>): void {
  const slots = Uint32Array.from([...ids].flatMap((id) => other.slotOf.get(id) ?? []))
  const first = store.ids.length
  for (const { copy } of partsOf(store, onePile<Rows>(other))) copy(slots)
  for (let slot = first; slot < store.ids.length; slot += 1) giveLife(store, slot)
}

/** Room for what changes until all is arranged anew: a list of a hundred megabytes takes long to make wider. */
const withSpare = (length: number): number => Math.ceil(length * (1 + 1 / 16))

function* reserveAll(arranged: Rows, piles: readonly Rows[]): Steps<void> {
  const theirs = piles.map(listsOf)
  for (const [at, list] of listsOf(arranged).entries()) {
    yield
    reserve(list, withSpare(theirs.reduce((sum, lists) => sum + lists[at]!.length, 0)))
  }
}

/** Left, top, right, bottom of all slots. */
function* boxesOf({ piles }: Piled<Rows>): Steps<Uint32Array> {
  const [first] = piles
  if (first && piles.length === 1) return first.boxes.data
  const all = growing(
    Uint32Array,
    piles.reduce((sum, { boxes }) => sum + boxes.length, 0),
  )
  for (const { boxes } of piles) {
    pushFrom(all, boxes, 0, boxes.length)
    yield
  }
  return all.data
}

/** A part of rows that takes its share of slots of others, and of which the others can be rid then. */
interface Part {
  copy(slots: Uint32Array): void
  empty(pile: Rows): void
}

const partsOf = (rows: Rows, others: Piled<Rows>): Part[] => [
  ...columnsOf(rows, others),
  placesOf(rows, others),
  shapesOf(rows, others),
  textOf(rows, others),
]

function columnsOf(rows: Rows, others: Piled<Rows>): Part[] {
  return Object.entries(rows.columns).map(([name, column]) => ({
    copy: (slots) =>
      appendSlots(
        column,
        partOf(others, ({ columns }) => columns[name]!),
        slots,
      ),
    empty(pile) {
      pile.columns[name] = emptyLike(column)
      pile.listed = []
    },
  }))
}

const placesOf = (rows: Rows, others: Piled<Rows>): Part => ({
  copy(slots) {
    for (const name of ['lons', 'lats'] as const)
      appendNumbers(
        rows[name],
        partOf(others, (pile) => pile[name]),
        slots,
      )
    for (const name of ['ids', 'xs', 'ys'] as const)
      appendNumbers(
        rows[name],
        partOf(others, (pile) => pile[name]),
        slots,
      )
  },
  empty(pile) {
    pile.ids = growing(Uint32Array)
    pile.lons = growing(Float64Array)
    pile.lats = growing(Float64Array)
    pile.xs = growing(Uint32Array)
    pile.ys = growing(Uint32Array)
  },
})

const shapesOf = (rows: Rows, others: Piled<Rows>): Part => ({
  copy(slots) {
    appendShapesFrom(
      rows.shapes,
      partOf(others, ({ shapes }) => shapes),
      slots,
    )
    const mask = 2 ** others.bits - 1
    for (const slot of slots) {
      const { boxes } = others.piles[slot >>> others.bits]!
      const at = (slot & mask) * 4
      pushFrom(rows.boxes, boxes, at, at + 4)
    }
  },
  empty(pile) {
    pile.shapes = createShapeStore()
    pile.boxes = growing(Uint32Array)
  },
})

const textOf = (rows: Rows, others: Piled<Rows>): Part => ({
  copy(slots) {
    const mask = 2 ** others.bits - 1
    for (const slot of slots) rows.text.appendFrom(others.piles[slot >>> others.bits]!.text, slot & mask)
  },
  empty(pile) {
    pile.text = createTextIndex()
  },
})

const slotsPerStep = 2048

/** Lets all rows live, of those with the same id the one that was added last. */
function* giveLives(arranged: Store, order: Uint32Array): Steps<void> {
  yield* inStretches(order.length, slotsPerStep, (from, to) => {
    for (let slot = from; slot < to; slot += 1) {
      const id = arranged.ids.data[slot]!
      const before = arranged.slotOf.get(id)
      if (before !== undefined && order[before]! > order[slot]!) continue
      removeRow(arranged, id)
      giveLife(arranged, slot)
    }
  })
}
