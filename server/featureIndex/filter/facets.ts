import type { CollectionDefinition, FacetDefinition, Facets } from '../definition.ts'
import {
  type CategoriesColumn,
  type CategoryColumn,
  type Column,
  type FlagColumn,
  type NumberColumn,
  none,
} from '../rows/columns.ts'
import { startOf } from '../rows/growing.ts'
import type { Store } from '../rows/store.ts'
import type { Slots } from './predicates.ts'
import { failingOnly, maskOf, type Noted } from './selection.ts'

/**
 * Counts every facet: a row counts where it matches, or fails nothing but what the facet ignores, so that each choice says
 * how many there would be with it. Facets that ignore the same tests count the same rows.
 */
export function countFacets(
  { facets }: CollectionDefinition,
  store: Store,
  { looked, bitOf }: Noted,
): Facets {
  const counted = new Map<number, Slots>()
  const rowsOf = ({ ignores }: FacetDefinition): Slots => {
    const mask = maskOf(ignores, bitOf)
    const rows = counted.get(mask) ?? failingOnly(looked, mask)
    counted.set(mask, rows)
    return rows
  }
  return Object.fromEntries(
    Object.entries(facets).map(([name, facet]) => [
      name,
      countFacet(store.columns[facet.column]!, facet, rowsOf(facet), store.liveCount),
    ]),
  )
}

/** @throws {Error} where a facet is of a column that cannot be counted so */
export function checkFacets({ id, columns, facets }: CollectionDefinition): void {
  for (const [name, facet] of Object.entries(facets)) {
    const kind = columns[facet.column] ?? 'missing'
    const fits = 'edges' in facet ? kind === 'number' : ['category', 'categories', 'flag'].includes(kind)
    if (!fits) throw new Error(`${id}: the facet ${name} cannot count a column that is ${kind}`)
  }
}

function countFacet(column: Column, facet: FacetDefinition, rows: Slots, all: number): Facets[string] {
  if (column.kind === 'number') return countBins(column, 'edges' in facet ? facet.edges : [], rows)
  if (!('uses' in column)) throw new Error(`${facet.column} cannot be counted`)
  const counts = rows.count === all ? column.uses : countUses(column, rows)
  const words = column.kind === 'flag' ? ['false', 'true', none] : column.dictionary.words
  return column.uses
    .flatMap((uses, code) => (uses > 0 ? [{ value: words[code] ?? '', count: counts[code] ?? 0 }] : []))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

/** By code, how many of the rows hold it. */
function countUses(
  column: CategoryColumn | CategoriesColumn | FlagColumn,
  { slots, count }: Slots,
): Uint32Array {
  const counts = new Uint32Array(column.uses.length)
  const { data } = column.kind === 'flag' ? column.values : column.codes
  if (column.kind !== 'categories') {
    for (let at = 0; at < count; at += 1) counts[data[slots[at]!]!]! += 1
    return counts
  }
  for (let at = 0; at < count; at += 1) {
    const slot = slots[at]!
    const end = column.ends.data[slot]!
    for (let place = startOf(column.ends, slot); place < end; place += 1) counts[data[place]!]! += 1
  }
  return counts
}

function countBins(
  { values }: NumberColumn,
  edges: readonly number[],
  { slots, count }: Slots,
): Facets[string] {
  const counts = new Uint32Array(edges.length)
  for (let at = 0; at < count; at += 1) {
    const bin = binOf(edges, values.data[slots[at]!]!)
    if (bin >= 0) counts[bin]! += 1
  }
  const bins = edges.slice(1).map((max, at) => ({ min: edges[at]!, max, count: counts[at]! }))
  return { bins }
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
