import type { CollectionDefinition, FacetDefinition, Facets } from '../definition.ts'
import { binOf, type Codes, mostCodes } from '../rows/bitmaps.ts'
import { type CategoriesColumn, type NumberColumn, none } from '../rows/columns.ts'
import { startOf } from '../rows/growing.ts'
import type { Store } from '../rows/store.ts'
import type { Slots } from './predicates.ts'

/** The column of a facet as it is counted: the codes of each row, and how many codes there are. */
export interface Counted {
  name: string
  ignores: readonly string[]
  size(): number
  /** What the bitmaps of the store tell of it. */
  codes: Codes | undefined
  add(counts: Int32Array, slots: Slots): void
  tell(counts: Int32Array): Facets[string]
}

/** @throws {Error} where a facet is of a column that cannot be counted so */
export function checkFacets({ id, columns, facets }: CollectionDefinition): void {
  for (const [name, facet] of Object.entries(facets)) {
    const kind = columns[facet.column] ?? 'missing'
    const fits = 'edges' in facet ? kind === 'number' : ['category', 'categories', 'flag'].includes(kind)
    if (!fits) throw new Error(`${id}: the facet ${name} cannot count a column that is ${kind}`)
    if ('edges' in facet && (facet.edges.length < 2 || facet.edges.length > mostCodes))
      throw new Error(`${id}: the facet ${name} has less than 2 edges or more than ${mostCodes}`)
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
    codes: store.bitmaps.columns.get(facet.column),
    add,
    tell: (counts) => tellWords(words, uses, counts),
  })
  switch (column.kind) {
    case 'number':
      return {
        name,
        ignores,
        codes: store.bitmaps.bins.get(name),
        ...countedBins(column, 'edges' in facet ? facet.edges : []),
      }
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
export function addBytes(counts: Int32Array, codes: Uint8Array, { slots, count }: Slots): void {
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

function countedBins(
  { values }: NumberColumn,
  edges: readonly number[],
): Pick<Counted, 'size' | 'add' | 'tell'> {
  const limits = Float64Array.from(edges)
  return {
    size: () => edges.length,
    add(counts, { slots, count }) {
      for (let at = 0; at < count; at += 1) counts[binOf(limits, values.data[slots[at]!]!)]! += 1
    },
    tell: (counts) => ({
      bins: edges.slice(1).map((max, at) => ({ min: edges[at]!, max, count: counts[at + 1]! })),
    }),
  }
}
