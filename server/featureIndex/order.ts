import type { ColumnValue, FeatureRow, Sort } from './definition.ts'
import { distanceM } from './place.ts'

const collator = new Intl.Collator('it', { numeric: true })

type Key = string | number | boolean | null

/** The rows in the order asked for: nulls last whichever way, ties by id; texts as an Italian reader sorts them. */
export function inOrder(rows: readonly FeatureRow[], sorts: readonly Sort[]): FeatureRow[] {
  const keyed = rows.map((row) => ({ row, keys: sorts.map((sort) => sortKey(row, sort)) }))
  keyed.sort((a, b) => {
    for (const [at, { descending = false }] of sorts.entries()) {
      const order = compareKeys(a.keys[at] ?? null, b.keys[at] ?? null, descending)
      if (order !== 0) return order
    }
    return a.row.id - b.row.id
  })
  return keyed.map(({ row }) => row)
}

function sortKey({ columns, point }: FeatureRow, { by, from }: Sort): Key {
  if (by === 'distance' && from) return point && distanceM(from, point)
  const value: ColumnValue = columns[by] ?? null
  return typeof value === 'object' && value !== null ? (value[0] ?? null) : value
}

function compareKeys(a: Key, b: Key, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  const order =
    typeof a === 'string' && typeof b === 'string' ? collator.compare(a, b) : Number(a) - Number(b)
  return descending ? -order : order
}
