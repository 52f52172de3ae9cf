import type { Found, Sort } from '../definition.ts'
import type { Selection } from '../filter/memory.ts'
import { distanceM } from '../place.ts'
import { type Column, unknownFlag, valueAt } from '../rows/columns.ts'
import type { Store } from '../rows/store.ts'
import type { Orders } from './orders.ts'
import type { OrderSource } from './sortKeys.ts'

/** The rows of a store as their orders read them; a list is sorted by its first value. */
export const orderSourceOf = (store: Store): OrderSource => ({
  get size() {
    return store.end
  },
  idOf: (slot) => store.ids.data[slot]!,
  column: (by) => sortedBy(store.columns[by]),
  distanceM: (slot, from) => distanceM(from, [store.lons.data[slot]!, store.lats.data[slot]!]),
})

function sortedBy(column: Column | undefined): ReturnType<OrderSource['column']> {
  if (!column) return null
  if (column.kind === 'number') return { numberAt: (slot) => column.values.data[slot]! }
  if (column.kind === 'flag') return { numberAt: (slot) => flagNumber(column.values.data[slot]!) }
  return {
    textAt(slot) {
      const value = valueAt(column, slot)
      return typeof value === 'object' ? (value?.[0] ?? null) : String(value)
    },
  }
}

const flagNumber = (flag: number): number => (flag === unknownFlag ? NaN : flag)

/** The answer to which rows match: the order is only reckoned for what is asked of it. */
export function foundIn(store: Store, orders: Orders, selection: Selection, sorts: readonly Sort[]): Found {
  const { total, withoutPlace, unknowns } = selection
  const ordered = orders.of(sorts, selection.bits, total)
  const idsOf = (slots: Uint32Array) => Array.from(slots, (slot) => store.ids.data[slot]!)
  return {
    total,
    withoutPlace,
    unknowns,
    get bbox() {
      return selection.bbox
    },
    get ids() {
      return idsOf(ordered.all())
    },
    page: (start, count) => idsOf(ordered.page(start, count)),
    positionOf(id) {
      const slot = store.slotOf.get(id)
      return slot === undefined ? -1 : ordered.positionOf(slot)
    },
  }
}
