import type { CollectionDefinition, FeatureRow } from '../definition.ts'
import { lineReader } from '../text/text.ts'
import type { TextIndex } from '../text/textIndex.ts'
import { appendValue, type Column, createColumn, emptyLike, listsOfColumn } from './columns.ts'
import { type Growing, growing, type Numbers, push, reserve } from './growing.ts'
import { appendShapes, createShapeStore, type ShapeStore, widenBox } from './shapeStore.ts'
import { unitX, unitY } from './world.ts'

/** Rows in columns: each has a slot, a number from 0 on. Rows are only added; nothing in a slot ever changes. */
export interface Rows {
  columns: Record<string, Column>
  /** The same in a list, as reading them from a record for each row takes long. */
  listed: readonly (readonly [string, Column])[]
  ids: Growing<Uint32Array>
  /** Degrees; NaN where the row has no place. */
  lons: Growing<Float64Array>
  lats: Growing<Float64Array>
  /** Units of the world. */
  xs: Growing<Uint32Array>
  ys: Growing<Uint32Array>
  shapes: ShapeStore
  /** Around point and shapes, in units of the world: left, top, right, bottom; left beyond right where there is none. */
  boxes: Growing<Uint32Array>
  text: TextIndex
  /** Of which bitmaps tell the bins. */
  facets: CollectionDefinition['facets']
  /** All that is searched of a row, folded. */
  linesOf: ReturnType<typeof lineReader>
}

const emptyBox = [0xffffffff, 0xffffffff, 0, 0] as const

const rowsOf = (
  columns: Record<string, Column>,
  { facets, linesOf }: Pick<Rows, 'facets' | 'linesOf'>,
  text: TextIndex,
): Rows => ({
  columns,
  listed: Object.entries(columns),
  ids: growing(Uint32Array),
  lons: growing(Float64Array),
  lats: growing(Float64Array),
  xs: growing(Uint32Array),
  ys: growing(Uint32Array),
  shapes: createShapeStore(),
  boxes: growing(Uint32Array),
  text,
  facets,
  linesOf,
})

export function createRows({ columns, facets }: CollectionDefinition, text: TextIndex): Rows {
  const created = Object.entries(columns).map(([name, kind]) => [name, createColumn(kind)])
  return rowsOf(Object.fromEntries(created), { facets, linesOf: lineReader({ columns }) }, text)
}

/** Rows of the same collection, none yet, which take what is copied from the others. */
export function createRowsLike(rows: Rows, text: TextIndex): Rows {
  const columns = Object.entries(rows.columns).map(([name, column]) => [name, emptyLike(column)])
  return rowsOf(Object.fromEntries(columns), rows, text)
}

/**
 * Adds a row; of one that cannot be read nothing stays.
 * @returns its slot
 * @throws {Error} where its shapes cannot be read
 */
export function appendRow(rows: Rows, row: FeatureRow): number {
  appendShapes(rows.shapes, row.geometry)
  for (const [name, column] of rows.listed) appendValue(column, row.columns[name] ?? null)
  const [lon, lat] = row.point ?? [NaN, NaN]
  push(rows.lons, lon)
  push(rows.lats, lat)
  push(rows.xs, row.point ? unitX(lon) : 0)
  push(rows.ys, row.point ? unitY(lat) : 0)
  rows.text.append(rows.linesOf(row))
  const slot = rows.ids.length
  pushBox(rows, slot)
  push(rows.ids, row.id)
  return slot
}

function pushBox({ boxes, lons, xs, ys, shapes }: Rows, slot: number): void {
  const [x, y] = [xs.data[slot]!, ys.data[slot]!]
  const box = Number.isNaN(lons.data[slot]) ? emptyBox : [x, y, x, y]
  reserve(boxes, 4)
  boxes.data.set(box, slot * 4)
  boxes.length = slot * 4 + 4
  widenBox(shapes, slot, boxes.data, slot * 4)
}

/** All lists of numbers that grow with the rows, in the same order for all rows of a collection. */
export function listsOf({ listed, ids, lons, lats, xs, ys, shapes, boxes }: Rows): Growing<Numbers>[] {
  const ofColumns = listed.flatMap(([, column]) => listsOfColumn(column))
  return [...ofColumns, ids, lons, lats, xs, ys, boxes, ...Object.values(shapes)]
}
