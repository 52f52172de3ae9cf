import type { Found, Sort } from './definition.ts'
import type { Orders } from './orders.ts'
import type { Selection } from './selection.ts'
import type { Store } from './store.ts'

/** The answer to which rows match: the order is only reckoned for what is asked of it. */
export function foundIn(
  store: Store,
  orders: Orders,
  { bits, total, withoutPlace, unknowns, bbox }: Selection,
  sorts: readonly Sort[],
): Found {
  const ordered = orders.of(sorts, bits, total)
  const idsOf = (slots: readonly number[]) => slots.map((slot) => store.ids.data[slot]!)
  return {
    total,
    withoutPlace,
    unknowns,
    bbox,
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
