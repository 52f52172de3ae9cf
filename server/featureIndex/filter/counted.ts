import type { CollectionDefinition, FacetDefinition, Facets } from '../definition.ts'
import { type CategoriesColumn, type NumberColumn, none } from '../rows/columns.ts'
import { startOf } from '../rows/growing.ts'
import type { Store } from '../rows/store.ts'
import type { Slots } from './predicates.ts'

/** The column of a facet as it is counted: the codes of each row, and how many codes there are. */
export interface Counted {
  name: string
  ignores: readonly string[]
  size(): number
  add(counts: Int32Array, slots: Slots): void
  tell(counts: Int32Array): Facets[string]
}

/** @throws {Error} where a facet is of a column that cannot be counted so */
export function checkFacets({ id, columns, facets }: CollectionDefinition): void {
  for (const [name, facet] of Object.entries(facets)) {
    const kind = columns[facet.column] ?? 'missing'
    const fits = 'edges' in facet ? kind === 'number' : ['category', 'categories', 'flag'].includes(kind)
    if (!fits) throw new Error(`${id}: the facet ${name} cannot count a column that is ${kind}`)
    if ('edges' in facet && facet.edges.length > mostEdges)
      throw new Error(`${id}: the facet ${name} has more than ${mostEdges} edges`)
  }
}

/** A facet made ready for the columns of a store. */
export function countedOf(name: string, facet: FacetDefinition, store: Store): Counted {
  const column = store.columns[facet.column]!
  const { ignores } = facet
  const ofWords = (words: readonly string[], uses: readonly number[], add: Counted['add']): Counted => ({
    name,
    ignores,
    size: () => words.length,
    add,
    tell: (counts) => tellWords(words, uses, counts),
  })
  switch (column.kind) {
    case 'number':
      return { name, ignores, ...binsOf(column, 'edges' in facet ? facet.edges : []) }
    case 'flag':
      return ofWords(flagWords, column.uses, (counts, slots) => addBytes(counts, column.values.data, slots))
    case 'category':
      return ofWords(column.dictionary.words, column.uses, (counts, slots) =>
        addCodes(counts, column.codes.data, slots),
      )
    case 'categories':
      return ofWords(column.dictionary.words, column.uses, (counts, slots) => addLists(counts, column, slots))
    default:
      throw new Error(`${facet.column} cannot be counted`)
  }
}

/** By code of a flag. */
const flagWords = ['false', 'true', none]

/** Words that occur, the most frequent first. */
const tellWords = (words: readonly string[], uses: readonly number[], counts: Int32Array): Facets[string] =>
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

/** The edges of bins of which each has a number of one byte. */
const mostEdges = 256

/** Counts by bins. Which bin each row lies in is found once, when it is first counted; 0 is none of them. */
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
