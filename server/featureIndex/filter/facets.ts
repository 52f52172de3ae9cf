import type { CollectionDefinition, Facets } from '../definition.ts'
import { bitsBeside, listSlots, type SlotSet, setOfBits, sizeOf } from '../rows/slotSet.ts'
import type { Store } from '../rows/store.ts'
import { type Counted, countedOf } from './counted.ts'
import type { Slots } from './predicates.ts'
import { type Looked, passingBut } from './selection.ts'

/** What the facets of one filter count: by code or by bin. */
export type FacetCounts = ReadonlyMap<string, Int32Array>

/**
 * Counts facets: a row counts where it matches, or fails nothing but what the facet ignores, so that each choice says how
 * many there would be with it. Facets that ignore the same tests count the same rows. Where these are most of all, the
 * others are taken away from the counts of all, which are kept.
 */
export interface FacetCounter {
  /** @param areAll whether all living rows were looked at, and not some of them or of those that live no more */
  count(looked: Looked, areAll: boolean): FacetCounts
  /** The first counts with others added, or taken away. */
  added(counts: FacetCounts, other: FacetCounts, sign: 1 | -1): FacetCounts
  /** As the store is now: values that occur nowhere are left out. */
  tell(counts: FacetCounts): Facets
  /** Notes slots that came to live, and ceased to. */
  note(born: SlotSet, died: SlotSet): void
}

/** A counter of the facets of a collection in a store. */
export function createFacetCounter({ facets }: CollectionDefinition, store: Store): FacetCounter {
  const all = Object.entries(facets).map(([name, facet]) => countedOf(name, facet, store))
  let ofAll: FacetCounts | null = null

  function countAll(): FacetCounts {
    ofAll ??= countSlots(setOfBits(store.live), all)
    return ofAll
  }

  function countMost(members: readonly Counted[], set: SlotSet): FacetCounts {
    if (sizeOf(set) * 2 <= store.liveCount) return countSlots(set, members)
    return added(countAll(), countSlots(setOfBits(bitsBeside(store.live, set)), members), -1)
  }

  return {
    count: (looked, areAll) =>
      new Map(
        groupsOf(all, looked).flatMap(({ ignored, members }) => {
          const set = passingBut(looked, ({ name }) => ignored.includes(name))
          return [...(areAll ? countMost(members, set) : countSlots(set, members))]
        }),
      ),
    added,
    tell: (counts) => Object.fromEntries(all.map(({ name, tell }) => [name, tell(counts.get(name)!)])),
    note(born, died) {
      if (ofAll) ofAll = added(added(ofAll, countSlots(born, all), 1), countSlots(died, all), -1)
    },
  }
}

/** Facets that count the same rows, as they ignore the same of the tests there are. */
function groupsOf(all: readonly Counted[], { passed }: Looked): { ignored: string[]; members: Counted[] }[] {
  const groups = new Map<string, { ignored: string[]; members: Counted[] }>()
  for (const counted of all) {
    const ignored = passed.map(({ test }) => test.name).filter((name) => counted.ignores.includes(name))
    const group = groups.get(ignored.join()) ?? { ignored, members: [] }
    group.members.push(counted)
    groups.set(ignored.join(), group)
  }
  return [...groups.values()]
}

/** Those of the second, which may know more codes. */
const added = (counts: FacetCounts, other: FacetCounts, sign: 1 | -1): FacetCounts =>
  new Map(
    Array.from(other, ([name, by]) => {
      const before = counts.get(name)!
      return [name, by.map((count, code) => (before[code] ?? 0) + sign * count)]
    }),
  )

const listed: Slots = { slots: new Uint32Array(2048), count: 0 }

/** Counts the rows of a set, some at a time, so that they stay near while one column is counted after the other. */
function countSlots(set: SlotSet, members: readonly Counted[]): FacetCounts {
  const counts = new Map(members.map(({ name, size }) => [name, new Int32Array(size())]))
  const blockWords = listed.slots.length / 32
  for (let first = 0; first < set.words.length; first += blockWords) {
    listed.count = listSlots(set, first, Math.min(set.words.length, first + blockWords), listed.slots)
    if (listed.count > 0) for (const { name, add } of members) add(counts.get(name)!, listed)
  }
  return counts
}
