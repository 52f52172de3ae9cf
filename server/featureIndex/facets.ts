import type { ColumnValue, FacetDefinition, Facets } from './definition.ts'
import { type CompiledFilter, categoryValues, failures, type PreparedRow } from './evaluate.ts'

interface Counter {
  add(value: ColumnValue, counts: boolean): void
  result(): Facets[string]
}

/**
 * Counts every facet in one pass: a row counts where no filter fails it but those the facet ignores, so
 * that each choice says how many there would be with it.
 */
export function countFacets(
  definitions: Record<string, FacetDefinition>,
  filter: CompiledFilter,
  rows: Iterable<PreparedRow>,
): Facets {
  const counted = Object.entries(definitions).map(([name, facet]) => ({
    name,
    facet,
    counter: 'edges' in facet ? binCounter(facet.edges) : valueCounter(),
  }))
  for (const prepared of rows) {
    const failed = failures(filter, prepared)
    for (const { facet, counter } of counted) {
      const counts = failed.every((filterName) => facet.ignores.includes(filterName))
      counter.add(prepared.row.columns[facet.column] ?? null, counts)
    }
  }
  return Object.fromEntries(counted.map(({ name, counter }) => [name, counter.result()]))
}

function valueCounter(): Counter {
  const counts = new Map<string, number>()
  return {
    add(value, isCounted) {
      for (const key of new Set(categoryValues(value)))
        counts.set(key, (counts.get(key) ?? 0) + (isCounted ? 1 : 0))
    },
    result: () =>
      [...counts]
        .map(([value, count]) => ({ value, count }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
  }
}

function binCounter(edges: readonly number[]): Counter {
  const bins = edges.slice(1).map((max, at) => ({ min: edges[at] ?? max, max, count: 0 }))
  return {
    add(value, isCounted) {
      if (!isCounted || typeof value !== 'number') return
      const bin = bins.findLast(({ min }) => value >= min)
      if (bin) bin.count += 1
    },
    result: () => ({ bins }),
  }
}
