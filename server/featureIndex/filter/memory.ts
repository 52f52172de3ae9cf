import { LRUCache } from 'lru-cache'
import type { BBox, CollectionDefinition, Facets, Filter } from '../definition.ts'
import { type Bits, clearBit } from '../rows/bits.ts'
import { addTo, bitsOf, type SlotSet, setOfSlots } from '../rows/slotSet.ts'
import type { Store } from '../rows/store.ts'
import { type Change, createChanges } from './changes.ts'
import { createFacetCounter, type FacetCounts } from './facets.ts'
import { predicateKey } from './filterKey.ts'
import { compileFilter } from './predicates.ts'
import {
  added,
  boxOfBits,
  candidates,
  type Looked,
  lookAt,
  passingBut,
  type Query,
  queryOf,
  type Sums,
  sumsOf,
} from './selection.ts'

/** The rows that match a filter; what changes later is not among them. */
export interface Selection {
  readonly bits: Bits
  readonly total: number
  readonly withoutPlace: number
  readonly unknowns: Record<string, number>
  readonly bbox: BBox | null
}

/**
 * What filters find in a store: list, tiles and facets of the same filter share it. Of rows that change, only these are
 * looked at again: what was in a slot stays there, so that what it counted can be taken away.
 */
export interface Memory {
  selection(filter: Filter): Selection
  /** The same where it is remembered, null where it would have to be found. */
  remembered(filter: Filter): Selection | null
  facets(filter: Filter): Facets
  /** Whether the filter finds so few rows that none is drawn with another as one. */
  isFew(filter: Filter): boolean
  /** Whether there was another answer to that question after a version, or may have been. */
  wasFewChanged(filter: Filter, since: number): boolean
  /** Notes slots that came to live, and ceased to. @param version of the index from now on */
  note(version: number, born: readonly number[], died: readonly number[]): void
}

interface Known {
  query: Query
  sums: Sums
  selection: Selection
  counts: FacetCounts | null
  facets: Facets | null
  isFew: boolean
  /** It was so at every version from this one on. */
  fewSince: number
  /** How many changes it has taken in. */
  upTo: number
}

/** Bytes of all that is remembered, and what each filter takes beside its bits. */
const mostBytes = 64e6
const overheadBytes = 4000

/** A memory that is empty. @param version of the index */
export function createMemory(definition: CollectionDefinition, store: Store, version: number): Memory {
  const ignored = Object.values(definition.facets).map(({ ignores }) => ignores)
  const few = definition.clusters?.few
  const counter = createFacetCounter(definition, store)
  const kept = new LRUCache<string, Known>({
    maxSize: mostBytes,
    sizeCalculation: ({ selection }) => selection.bits.byteLength + overheadBytes,
  })
  let now = version
  const changes = createChanges()
  /** What the filter found last was looked at for: its facets are asked for next. */
  let last: { known: Known; looked: Looked } | null = null

  const areFew = ({ total, withoutPlace }: Sums) => few !== undefined && total - withoutPlace <= few

  function lookAtAll({ silent, noted }: Query): Looked {
    return lookAt(candidates(store, silent), { silent, noted })
  }

  function find(filter: Filter): Known {
    const query = queryOf(compileFilter(filter, store), ignored)
    const looked = lookAtAll(query)
    const matching = passingBut(looked, () => false)
    const sums = sumsOf(store, looked, matching)
    const known: Known = {
      query,
      sums,
      selection: selectionOf(store, sums, bitsOf(matching, store.ids.length)),
      counts: null,
      facets: null,
      isFew: areFew(sums),
      fewSince: now,
      upTo: changes.count,
    }
    last = { known, looked }
    return known
  }

  /** Takes in what changed since. */
  function catchUp(known: Known, later: readonly Change[]): void {
    const { total, withoutPlace } = known.sums
    // There may have been few, or many, in between, when nobody looked.
    if (few !== undefined && later.length >= Math.abs(total - withoutPlace - few)) known.fewSince = now
    const bits = widened(known.selection.bits, store.ids.length)
    for (const sign of [1, -1] as const) {
      const slots = later.filter(({ isBorn }) => isBorn === (sign === 1)).map(({ slot }) => slot)
      if (slots.length === 0) continue
      const looked = lookAt(setOf(slots), known.query)
      const matching = passingBut(looked, () => false)
      known.sums = added(known.sums, sumsOf(store, looked, matching), sign)
      known.counts &&= counter.added(known.counts, counter.count(looked, false), sign)
      if (sign === 1) addTo(bits, matching)
      else for (const slot of slots) clearBit(bits, slot)
    }
    known.selection = selectionOf(store, known.sums, bits)
    known.facets = null
    known.upTo = changes.count
    known.isFew = areFew(known.sums)
    if (last?.known === known) last = null
  }

  function recall(key: string): Known | null {
    const known = kept.get(key)
    const later = known && changes.since(known.upTo)
    if (!known || !later) return null
    if (later.length > 0) catchUp(known, later)
    return known
  }

  function remember(filter: Filter): Known {
    const key = keyOf(filter)
    const recalled = recall(key)
    if (recalled) return recalled
    const found = find(filter)
    kept.set(key, found)
    return found
  }

  function countFacets(known: Known): FacetCounts {
    return counter.count(last?.known === known ? last.looked : lookAtAll(known.query), true)
  }

  return {
    selection: (filter) => remember(filter).selection,
    remembered: (filter) => recall(keyOf(filter))?.selection ?? null,
    facets(filter) {
      const known = remember(filter)
      known.counts ??= countFacets(known)
      known.facets ??= counter.tell(known.counts)
      return known.facets
    },
    isFew: (filter) => few !== undefined && (store.liveCount <= few || remember(filter).isFew),
    wasFewChanged(filter, since) {
      if (few === undefined) return false
      const known = recall(keyOf(filter))
      return !known || known.fewSince > since
    },
    note(next, born, died) {
      now = next
      counter.note(setOf(born), setOf(died))
      changes.note(born, died)
    },
  }
}

const setOf = (slots: readonly number[]): SlotSet => setOfSlots(Uint32Array.from(slots).sort(), slots.length)

/** A copy with room for as many slots. */
function widened(bits: Bits, slots: number): Bits {
  const copy = new Uint32Array(Math.max(bits.length, (slots + 31) >>> 5))
  copy.set(bits)
  return copy
}

function selectionOf(store: Store, { total, withoutPlace, unknowns }: Sums, bits: Bits): Selection {
  let bbox: BBox | null | undefined
  return {
    bits,
    total,
    withoutPlace,
    unknowns,
    get bbox() {
      bbox = bbox === undefined ? boxOfBits(store, bits) : bbox
      return bbox
    },
  }
}

/** By its names too, which the facets leave out. */
const keyOf = (filter: Filter): string =>
  Object.entries(filter)
    .map(([name, predicate]) => `${name} ${predicateKey(predicate)}`)
    .join()
