import type { CollectionDefinition, Facets } from '../definition.ts'
import { type Bits, countBits, countTwo } from '../rows/bits.ts'
import { bitsBeside, listSlots, partAt, type SlotSet, setOfBits, sizeOf } from '../rows/slotSet.ts'
import type { Store } from '../rows/store.ts'
import { addBytes, type Counted, countedOf } from './counted.ts'
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
  const countIn = (set: SlotSet, members: readonly Counted[]) => countSet(set, members, store.bitmaps.words)

  function countAll(): FacetCounts {
    ofAll ??= countIn(setOfBits(store.live), all)
    return ofAll
  }

  function countMost(members: readonly Counted[], set: SlotSet): FacetCounts {
    if (sizeOf(set) * 2 <= store.liveCount) return countIn(set, members)
    return added(countAll(), countIn(setOfBits(bitsBeside(store.live, set)), members), -1)
  }

  return {
    count: (looked, areAll) =>
      new Map(
        groupsOf(all, looked).flatMap(({ ignored, members }) => {
          const set = passingBut(looked, ({ name }) => ignored.includes(name))
          return [...(areAll ? countMost(members, set) : countIn(set, members))]
        }),
      ),
    added,
    tell: (counts) => Object.fromEntries(all.map(({ name, tell }) => [name, tell(counts.get(name)!)])),
    note(born, died) {
      if (ofAll) ofAll = added(added(ofAll, countIn(born, all), 1), countIn(died, all), -1)
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

/** How long the bits of a word take, to be counted by one code, if a row takes 1. */
const wordCost = 0.6

/**
 * Counts the rows of a set: by bitmaps as far as they go and are quicker, the others one by one.
 * @param toldWords words that bitmaps tell of
 */
function countSet(set: SlotSet, members: readonly Counted[], toldWords: number): FacetCounts {
  const counts = new Map(members.map(({ name, size }) => [name, new Int32Array(size())]))
  const [told, rest] = partAt(set, toldWords)
  const most = sizeOf(told) / (wordCost * told.words.length)
  const byRow =
    ({ name, add }: Counted): Adder =>
    (slots) =>
      add(counts.get(name)!, slots)
  const adders: Adder[] = []
  for (const member of members) {
    const { marks = [], bytes = null } = member.codes ?? {}
    const sums = counts.get(member.name)!
    if (member.codes && marks.length < most) countMarked(told, marks, sums)
    else adders.push(bytes ? (slots) => addBytes(sums, bytes, slots) : byRow(member))
  }
  countRows(told, adders)
  countRows(rest, members.map(byRow))
  return counts
}

function countMarked({ places, words }: SlotSet, marks: readonly Bits[], counts: Int32Array): void {
  for (const [code, bits] of marks.entries()) {
    let count = 0
    const even = words.length & ~1
    for (let at = 0; at < even; at += 2)
      count += countTwo(words[at]! & bits[places[at]!]!, words[at + 1]! & bits[places[at + 1]!]!)
    if (even < words.length) count += countBits(words[even]! & bits[places[even]!]!)
    counts[code]! += count
  }
}

type Adder = (slots: Slots) => void

const listed: Slots = { slots: new Uint32Array(2048), count: 0 }

/** Counts rows some at a time, so that they stay near while one column is counted after the other. */
function countRows(set: SlotSet, adders: readonly Adder[]): void {
  if (adders.length === 0) return
  const blockWords = listed.slots.length / 32
  for (let first = 0; first < set.words.length; first += blockWords) {
    listed.count = listSlots(set, first, Math.min(set.words.length, first + blockWords), listed.slots)
    if (listed.count > 0) for (const add of adders) add(listed)
  }
}
