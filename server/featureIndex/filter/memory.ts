import type { CollectionDefinition, Facets, Filter } from '../definition.ts'
import type { Store } from '../rows/store.ts'
import { countFacets } from './facets.ts'
import { predicateKey } from './filterKey.ts'
import { compileFilter } from './predicates.ts'
import { lookThrough, type Noted, type Selection, selectFrom } from './selection.ts'

/** What filters find in a store that does not change meanwhile: list, tiles and facets of the same filter share it. */
export interface Memory {
  selection(filter: Filter): Selection
  /** The same where it is remembered, null where it would have to be found. */
  remembered(filter: Filter): Selection | null
  facets(filter: Filter): Facets
}

interface Remembered {
  selection: Selection
  /** What the rows failed; only of the filter asked about last, as it is large. */
  noted: Noted | null
  facets: Facets | null
}

/** Filters that are remembered, the latest. */
const mostKept = 32

/** A memory that is empty. */
export function createMemory(definition: CollectionDefinition, store: Store): Memory {
  const ignored = Object.values(definition.facets).map(({ ignores }) => ignores)
  const kept = new Map<string, Remembered>()

  function find(filter: Filter): { noted: Noted; selection: Selection } {
    const tests = compileFilter(filter, store)
    const noted = lookThrough(store, tests, ignored)
    return { noted, selection: selectFrom(store, noted, tests) }
  }

  function remember(filter: Filter): Remembered {
    const key = keyOf(filter)
    const known = kept.get(key)
    if (known) return known
    for (const other of kept.values()) other.noted = null
    const found: Remembered = { ...find(filter), facets: null }
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value!)
    kept.set(key, found)
    return found
  }

  return {
    selection: (filter) => remember(filter).selection,
    remembered: (filter) => kept.get(keyOf(filter))?.selection ?? null,
    facets(filter) {
      const known = remember(filter)
      known.facets ??= countFacets(definition, store, known.noted ?? find(filter).noted)
      known.noted = null
      return known.facets
    },
  }
}

/** By its names too, which the facets leave out. */
const keyOf = (filter: Filter): string =>
  Object.entries(filter)
    .map(([name, predicate]) => `${name} ${predicateKey(predicate)}`)
    .join()
