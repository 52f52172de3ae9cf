import type { ClusterDefinition } from '../definition.ts'
import type { Slots } from '../filter/predicates.ts'
import type { CategoryColumn, NumberColumn } from '../rows/columns.ts'
import type { Store } from '../rows/store.ts'
import { type Tile, unitBoxOfTile, worldBits } from '../rows/world.ts'

/** Cells to the side of a tile: 32 pixels each where it is drawn 512 wide. */
const cellBits = 4
export const cellCount = 2 ** (cellBits * 2)

/** What lies in each cell of a tile. */
export interface Cells {
  counts: Uint32Array
  /** Sums of the places, in units of the world from the corner of the tile. */
  xs: Float64Array
  ys: Float64Array
  /** Sum of the values that are known, and how many are. */
  sums: Float64Array
  knowns: Uint32Array
  /** Counts by code of the category, one cell after the other. */
  byCode: Uint32Array
  /** A slot of each cell: where its count is 1, the one there is. */
  last: Uint32Array
}

const newCells = (codes: number): Cells => ({
  counts: new Uint32Array(cellCount),
  xs: new Float64Array(cellCount),
  ys: new Float64Array(cellCount),
  sums: new Float64Array(cellCount),
  knowns: new Uint32Array(cellCount),
  byCode: new Uint32Array(cellCount * codes),
  last: new Uint32Array(cellCount),
})

/** Counts what lies in the cells of a tile, row by row. */
export function countCells(
  { columns, lons, xs, ys }: Store,
  { sum, countBy }: ClusterDefinition,
  { slots, count }: Slots,
  tile: Tile,
): Cells {
  const { codes, dictionary } = columns[countBy] as CategoryColumn
  const { values } = columns[sum] as NumberColumn
  const [left, top] = unitBoxOfTile(tile, 0)
  const side = 2 ** (worldBits - tile.z)
  const shift = Math.max(0, worldBits - tile.z - cellBits)
  const width = dictionary.words.length
  const cells = newCells(width)
  for (let at = 0; at < count; at += 1) {
    const slot = slots[at]!
    const x = xs.data[slot]! - left
    const y = ys.data[slot]! - top
    if (x < 0 || x >= side || y < 0 || y >= side || Number.isNaN(lons.data[slot])) continue
    const cell = ((y >>> shift) << cellBits) | (x >>> shift)
    cells.counts[cell]! += 1
    cells.xs[cell]! += x
    cells.ys[cell]! += y
    cells.byCode[cell * width + codes.data[slot]!]! += 1
    cells.last[cell] = slot
    const value = values.data[slot]!
    if (Number.isNaN(value)) continue
    cells.sums[cell]! += value
    cells.knowns[cell]! += 1
  }
  return cells
}
