import type {
  CollectionDefinition,
  FeatureIndex,
  FeatureRow,
  Filling,
  Filter,
  Found,
  Sort,
} from './definition.ts'
import { compileFilter, matches, type PreparedRow, unknownFailures } from './evaluate.ts'
import { countFacets } from './facets.ts'
import { inOrder } from './order.ts'
import { boxAround } from './place.ts'
import { codeForms, foldText } from './text.ts'
import { type DrawnRow, drawRow, drawTile, mayShow } from './tile.ts'

type IndexedRow = PreparedRow & DrawnRow

/**
 * An empty index of a collection. Each question looks at every row, in the order of ids.
 * @throws {Error} where a facet or a tile property names no column of the definition
 */
export function createFeatureIndex(definition: CollectionDefinition): FeatureIndex {
  checkNames(definition)
  const rows = new Map<number, IndexedRow>()
  let version = 0
  let byId: IndexedRow[] | null = null

  function inIdOrder(): readonly IndexedRow[] {
    byId ??= [...rows.values()].sort((a, b) => a.row.id - b.row.id)
    return byId
  }

  function apply(changed: readonly FeatureRow[], removed: readonly number[]): number {
    for (const row of changed) rows.set(row.id, prepareRow(definition, row))
    const forgotten = removed.filter((id) => rows.delete(id))
    byId = null
    const count = changed.length + forgotten.length
    if (count > 0) version += 1
    return count
  }

  return {
    definition,
    get version() {
      return version
    },
    changedSince: (since) => since < version,
    fill: () => startFilling((added) => apply(added, goneOf(rows, added))),
    get size() {
      return rows.size
    },
    ids: (filter, sorts = []) => findRows(inIdOrder(), filter, sorts),
    facets: (filter) => countFacets(definition.facets, compileFilter(filter), inIdOrder()),
    tile(z, x, y, filter) {
      const tile = { z, x, y }
      const compiled = compileFilter(filter)
      const shown = inIdOrder().filter((row) => mayShow(row, tile) && matches(compiled, row))
      return drawTile(definition, shown, tile)
    },
    apply,
  }
}

/** Ids that are in the index and not among the rows. */
function goneOf(rows: ReadonlyMap<number, IndexedRow>, present: readonly FeatureRow[]): number[] {
  const ids = new Set(present.map(({ id }) => id))
  return [...rows.keys()].filter((id) => !ids.has(id))
}

function startFilling(take: (rows: readonly FeatureRow[]) => number): Filling {
  const added: FeatureRow[] = []
  return {
    add: (rows) => {
      for (const row of rows) added.push(row)
    },
    prepare: async () => {},
    take: () => take(added),
  }
}

function checkNames({ id, columns, facets, tileProperties }: CollectionDefinition): void {
  const used = [...tileProperties, ...Object.values(facets).map(({ column }) => column)]
  const missing = used.filter((name) => !Object.hasOwn(columns, name))
  if (missing.length > 0) throw new Error(`${id}: no column ${missing.join(', ')}`)
}

function prepareRow({ columns }: CollectionDefinition, row: FeatureRow): IndexedRow {
  const searched = Object.entries(columns).flatMap(([name, kind]) => {
    if (kind !== 'text' && kind !== 'code') return []
    const value = row.columns[name] ?? []
    const texts = typeof value === 'object' ? value : [String(value)]
    return texts.flatMap(kind === 'code' ? codeForms : foldText)
  })
  return { ...drawRow(row), searched: searched.join('\n') }
}

function findRows(rows: readonly IndexedRow[], filter: Filter, sorts: readonly Sort[]): Found {
  const compiled = compileFilter(filter)
  const unknowns: Record<string, number> = {}
  for (const { name, unknownColumn } of compiled) if (unknownColumn !== null) unknowns[name] = 0
  const found: FeatureRow[] = []
  for (const row of rows) {
    if (matches(compiled, row)) found.push(row.row)
    else for (const name of unknownFailures(compiled, row)) unknowns[name] = (unknowns[name] ?? 0) + 1
  }
  const points = found.flatMap(({ point }) => (point ? [point] : []))
  return {
    ids: (sorts.length > 0 ? inOrder(found, sorts) : found).map(({ id }) => id),
    total: found.length,
    withoutPlace: found.length - points.length,
    unknowns,
    bbox: boxAround(points),
  }
}
