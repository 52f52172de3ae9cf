import type { ClusterDefinition } from '../definition.ts'
import type { Slots } from '../filter/predicates.ts'
import type { CategoryColumn, NumberColumn } from '../rows/columns.ts'
import type { Store } from '../rows/store.ts'
import { extent, type Tile } from '../rows/world.ts'
import { closeFeature, openFeature, writeNumbers, writePointGeometry } from './feature.ts'
import type { Layer } from './layer.ts'
import { frameOf } from './path.ts'

/** Cells to the side of a tile: 32 pixels each where it is drawn 512 wide. */
const cellsToSide = 16
const cellWidth = extent / cellsToSide
const cellCount = cellsToSide ** 2

/** What lies in each cell of a tile. */
interface Cells {
  counts: Uint32Array
  /** Sums of the places in units of the tile. */
  xs: Float64Array
  ys: Float64Array
  /** Sum of the values that are known, and how many are. */
  sums: Float64Array
  knowns: Uint32Array
  /** By code of the category: counts of all cells, one code after the other. */
  byCode: Uint32Array
  /** A slot of each cell: where its count is 1, the one there is. */
  last: Uint32Array
}

/**
 * Draws the points of each cell that holds several as one, at the middle of them.
 * @returns the slots of those that are alone in their cell, in the order given
 */
export function drawClusters(
  layer: Layer,
  store: Store,
  clusters: ClusterDefinition,
  points: Slots,
  tile: Tile,
): Slots {
  const column = store.columns[clusters.countBy] as CategoryColumn
  const cells = countCells(store, clusters, points, tile)
  const names = column.dictionary.words.map((word) => `${clusters.countBy}:${word}`)
  const alone: number[] = []
  for (let cell = 0; cell < cellCount; cell += 1) {
    if (cells.counts[cell] === 1) alone.push(cells.last[cell]!)
    else if (cells.counts[cell] !== 0) drawCluster(layer, cells, cell, clusters.sum, names)
  }
  return { slots: Uint32Array.from(alone), count: alone.length }
}

function countCells(
  { columns, xs, ys }: Store,
  { sum, countBy }: ClusterDefinition,
  { slots, count }: Slots,
  tile: Tile,
): Cells {
  const { codes, dictionary } = columns[countBy] as CategoryColumn
  const { values } = columns[sum] as NumberColumn
  const { originX, originY, scale } = frameOf(tile, 1)
  const cells: Cells = {
    counts: new Uint32Array(cellCount),
    xs: new Float64Array(cellCount),
    ys: new Float64Array(cellCount),
    sums: new Float64Array(cellCount),
    knowns: new Uint32Array(cellCount),
    byCode: new Uint32Array(cellCount * dictionary.words.length),
    last: new Uint32Array(cellCount),
  }
  for (let at = 0; at < count; at += 1) {
    const slot = slots[at]!
    const x = (xs.data[slot]! - originX) * scale
    const y = (ys.data[slot]! - originY) * scale
    const cell = Math.floor(y / cellWidth) * cellsToSide + Math.floor(x / cellWidth)
    cells.counts[cell]! += 1
    cells.xs[cell]! += x
    cells.ys[cell]! += y
    cells.byCode[codes.data[slot]! * cellCount + cell]! += 1
    cells.last[cell] = slot
    const value = values.data[slot]!
    if (Number.isNaN(value)) continue
    cells.sums[cell]! += value
    cells.knowns[cell]! += 1
  }
  return cells
}

function drawCluster(
  layer: Layer,
  cells: Cells,
  cell: number,
  sumName: string,
  names: readonly string[],
): void {
  const count = cells.counts[cell]!
  const start = openFeature(layer, null)
  writeNumbers(layer, [
    ['count', count],
    ...(cells.knowns[cell]! > 0 ? [[sumName, cells.sums[cell]!] as const] : []),
    ...names
      .map((name, code) => [name, cells.byCode[code * cellCount + cell]!] as const)
      .filter(([, own]) => own > 0),
  ])
  const [x, y] = [Math.floor(cells.xs[cell]! / count), Math.floor(cells.ys[cell]! / count)]
  writePointGeometry(layer, x, y)
  closeFeature(layer, start)
}
