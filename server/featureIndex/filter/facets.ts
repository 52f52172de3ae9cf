import type { CollectionDefinition, FacetDefinition, Facets } from '../definition.ts'
import { type CategoriesColumn, type Column, type NumberColumn, none } from '../rows/columns.ts'
import { startOf } from '../rows/growing.ts'
import { bitsBeside, listSlots, type SlotSet, setOfBits, sizeOf } from '../rows/slotSet.ts'
import type { Store } from '../rows/store.ts'
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

/** The column of a facet as it is counted: the codes of each row, and how many codes there are. */
interface Counted {
  name: string
  ignores: readonly string[]
  size(): number
  add(counts: Int32Array, slots: Slots): void
  tell(counts: Int32Array): Facets[string]
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

/** @throws {Error} where a facet is of a column that cannot be counted so */
export function checkFacets({ id, columns, facets }: CollectionDefinition): void {
  for (const [name, facet] of Object.entries(facets)) {
    const kind = columns[facet.column] ?? 'missing'
    const fits = 'edges' in facet ? kind === 'number' : ['category', 'categories', 'flag'].includes(kind)
    if (!fits) throw new Error(`${id}: the facet ${name} cannot count a column that is ${kind}`)
  }
}

function countedOf(name: string, facet: FacetDefinition, store: Store): Counted {
  const column = store.columns[facet.column]!
  const { ignores } = facet
  switch (column.kind) {
    case 'number':
      return { name, ignores, ...binsOf(column, 'edges' in facet ? facet.edges : []) }
    case 'flag':
      return {
        name,
        ignores,
        size: () => flagWords.length,
        add: (counts, slots) => addBytes(counts, column.values.data, slots),
        tell: tellWords(column, flagWords),
      }
    case 'category': {
      const { words } = column.dictionary
      return {
        name,
        ignores,
        size: () => words.length,
        add: (counts, slots) => addCodes(counts, column.codes.data, slots),
        tell: tellWords(column, words),
      }
    }
    case 'categories': {
      const { words } = column.dictionary
      return {
        name,
        ignores,
        size: () => words.length,
        add: (counts, slots) => addLists(counts, column, slots),
        tell: tellWords(column, words),
      }
    }
    default:
      throw new Error(`${facet.column} cannot be counted`)
  }
}

/** By code of a flag. */
const flagWords = ['false', 'true', none]

const tellWords =
  ({ uses }: { uses: readonly number[] }, words: readonly string[]): Counted['tell'] =>
  (counts) =>
    uses
      .flatMap((used, code) => (used > 0 ? [{ value: words[code] ?? '', count: counts[code] ?? 0 }] : []))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))

function addCodes(counts: Int32Array, codes: Uint32Array, { slots, count }: Slots): void {
  for (let at = 0; at < count; at += 1) counts[codes[slots[at]!]!]! += 1
}

/** The same for codes of a byte: apart, as a loop over two kinds of arrays takes twice as long. */
function addBytes(counts: Int32Array, codes: Uint8Array, { slots, count }: Slots): void {
  for (let at = 0; at < count; at += 1) counts[codes[slots[at]!]!]! += 1
}

function addLists(
  counts: Int32Array,
  { codes: { data }, ends }: CategoriesColumn,
  { slots, count }: Slots,
): void {
  for (let at = 0; at < count; at += 1) {
    const slot = slots[at]!
    const end = ends.data[slot]!
    for (let place = startOf(ends, slot); place < end; place += 1) counts[data[place]!]! += 1
  }
}

/** Counts by bins. Which bin each row lies in is found once, when it is first counted; 0 is none of them; there may be 254. */
function binsOf({ values }: NumberColumn, edges: readonly number[]): Pick<Counted, 'size' | 'add' | 'tell'> {
  let bins = new Uint8Array(0)
  let known = 0

  function binned(): Uint8Array {
    if (bins.length < values.length) {
      const wider = new Uint8Array(values.data.length)
      wider.set(bins)
      bins = wider
    }
    for (; known < values.length; known += 1) bins[known] = binOf(edges, values.data[known]!) + 1
    return bins
  }

  return {
    size: () => edges.length,
    add: (counts, slots) => addBytes(counts, binned(), slots),
    tell: (counts) => ({
      bins: edges.slice(1).map((max, at) => ({ min: edges[at]!, max, count: counts[at + 1]! })),
    }),
  }
}

/** The bin a value lies in: the last whose lower edge it reaches; -1 below the first, or where it is not known. */
function binOf(edges: readonly number[], value: number): number {
  let [low, high] = [0, edges.length - 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (value >= edges[middle]!) low = middle + 1
    else high = middle
  }
  return low - 1
}
