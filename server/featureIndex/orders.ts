import { listBits } from './bits.ts'
import { valueAt } from './columns.ts'
import type { Sort } from './definition.ts'
import { distanceM } from './place.ts'
import type { Store } from './store.ts'

export interface Ordered {
  page(start: number, count: number): number[]
  all(): number[]
  positionOf(slot: number): number
}

export interface Orders {
  of(sorts: readonly Sort[], bits: Uint32Array, count: number): Ordered
}

const collator = new Intl.Collator('it', { numeric: true })
type Key = string | number | boolean | null

export function createOrders(store: Store): Orders {
  const keyOf = (slot: number, { by, from }: Sort): Key => {
    if (by === 'distance' && from) {
      const lon = store.lons.data[slot]!
      return Number.isNaN(lon) ? null : distanceM(from, [lon, store.lats.data[slot]!])
    }
    const column = store.columns[by]
    const value = column ? valueAt(column, slot) : null
    return typeof value === 'object' && value !== null ? (value[0] ?? null) : (value as Key)
  }
  return {
    of(sorts, bits, count) {
      const slots = new Uint32Array(count)
      listBits(bits, slots)
      const keyed = [...slots].map((slot) => ({ slot, keys: sorts.map((sort) => keyOf(slot, sort)) }))
      keyed.sort((a, b) => {
        for (const [at, { descending = false }] of sorts.entries()) {
          const order = compareKeys(a.keys[at] ?? null, b.keys[at] ?? null, descending)
          if (order !== 0) return order
        }
        return store.ids.data[a.slot]! - store.ids.data[b.slot]!
      })
      const all = keyed.map(({ slot }) => slot)
      return {
        all: () => all,
        page: (start, size) => all.slice(start, start + size),
        positionOf: (slot) => all.indexOf(slot),
      }
    },
  }
}

function compareKeys(a: Key, b: Key, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  const order =
    typeof a === 'string' && typeof b === 'string' ? collator.compare(a, b) : Number(a) - Number(b)
  return descending ? -order : order
}
