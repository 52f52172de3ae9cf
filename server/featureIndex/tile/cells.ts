import type { ClusterDefinition } from '../definition.ts'
import type { Slots } from '../filter/predicates.ts'
import type { CategoryColumn, NumberColumn } from '../rows/columns.ts'
import type { Store } from '../rows/store.ts'
import { type Tile, worldBits } from '../rows/world.ts'

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

/** What is read of the rows, and where a tile lies, in units of the world. */
interface Source {
  xs: Uint32Array
  ys: Uint32Array
  lons: Float64Array
  values: Float64Array
  codes: Uint32Array
  left: number
  top: number
  /** Bits that are set in the distance from the corner of what lies beyond the tile. */
  beyond: number
  /** By how many bits a distance is shifted to be one in cells. */
  shift: number
}

/** Counts what lies in the cells of a tile; rows near each other come one after the other, so mostly in one cell. */
export function countCells(
  store: Store,
  { sum, countBy }: ClusterDefinition,
  { slots, count }: Slots,
  { z, x, y }: Tile,
): Cells {
  const { codes, dictionary } = store.columns[countBy] as CategoryColumn
  const { values } = store.columns[sum] as NumberColumn
  const side = 2 ** (worldBits - z)
  const source: Source = {
    xs: store.xs.data,
    ys: store.ys.data,
    lons: store.lons.data,
    values: values.data,
    codes: codes.data,
    left: (x * side) | 0,
    top: (y * side) | 0,
    beyond: ~(side - 1),
    shift: Math.max(0, worldBits - z - cellBits),
  }
  const cells = newCells(dictionary.words.length)
  let at = 0
  while (at < count) at = countRun(cells, source, slots, count, at)
  return cells
}

/** Counts rows as long as they lie in the cell of the first, or beyond the tile. @returns which is the next */
function countRun(cells: Cells, source: Source, slots: Uint32Array, count: number, start: number): number {
  const { xs, ys, lons, values, codes, left, top, beyond, shift } = source
  const first = slots[start]!
  const cell = cellOf(xs[first]! - left, ys[first]! - top, shift)
  const { byCode } = cells
  const firstCode = (cell * byCode.length) / cellCount
  let sumX = cells.xs[cell]!
  let sumY = cells.ys[cell]!
  let sum = cells.sums[cell]!
  let known = cells.knowns[cell]!
  let counted = cells.counts[cell]!
  let at = start
  for (; at < count; at += 1) {
    const slot = slots[at]!
    const x = (xs[slot]! - left) | 0
    const y = (ys[slot]! - top) | 0
    if (((x | y) & beyond) !== 0 || (xs[slot] === 0 && Number.isNaN(lons[slot]))) continue
    if (cellOf(x, y, shift) !== cell) break
    const value = values[slot]!
    if (!Number.isNaN(value)) {
      sum += value
      known += 1
    }
    byCode[firstCode + codes[slot]!]! += 1
    sumX += x >>> 0
    sumY += y >>> 0
    counted += 1
    cells.last[cell] = slot
  }
  cells.xs[cell] = sumX
  cells.ys[cell] = sumY
  cells.sums[cell] = sum
  cells.knowns[cell] = known
  cells.counts[cell] = counted
  return at
}

/** The cell of what lies so far from the corner of a tile; some cell, where that is beyond the tile. */
const cellOf = (x: number, y: number, shift: number): number =>
  (((y >>> shift) << cellBits) | (x >>> shift)) & (cellCount - 1)
