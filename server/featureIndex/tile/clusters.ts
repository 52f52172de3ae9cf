import type { ClusterDefinition } from '../definition.ts'
import type { Slots } from '../filter/predicates.ts'
import type { CategoryColumn } from '../rows/columns.ts'
import { growing } from '../rows/growing.ts'
import type { Store } from '../rows/store.ts'
import type { Tile } from '../rows/world.ts'
import { type Bytes, close, open, wire, writeTag, writeVarint } from './bytes.ts'
import { type Cells, cellCount, countCells } from './cells.ts'
import { addPoint, fieldOf } from './feature.ts'
import { keyPlace, type Layer } from './layer.ts'
import { frameOf } from './path.ts'
import { numberPlace } from './values.ts'

/**
 * Draws the points of each cell that holds several as one, at the middle of them.
 * @param touching slots of the rows that touch the tile; those whose point lies elsewhere count in no cell
 * @returns the slots of those that are alone in their cell, in the order of the cells
 */
export function drawClusters(
  layer: Layer,
  store: Store,
  clusters: ClusterDefinition,
  touching: Slots,
  tile: Tile,
): Uint32Array {
  const column = store.columns[clusters.countBy] as CategoryColumn
  const cells = countCells(store, clusters, touching, tile)
  const names = column.dictionary.words.map((word) => `${clusters.countBy}:${word}`)
  const { scale } = frameOf(tile, 1)
  const alone: number[] = []
  for (let cell = 0; cell < cellCount; cell += 1) {
    const count = cells.counts[cell]!
    if (count === 1) alone.push(cells.last[cell]!)
    if (count < 2) continue
    const { length } = writeTags(layer, tagsOf(cells, cell, clusters.sum, names))
    const x = Math.floor((cells.xs[cell]! * scale) / count)
    const y = Math.floor((cells.ys[cell]! * scale) / count)
    addPoint(layer, tags, 0, length, x, y)
  }
  return Uint32Array.from(alone)
}

type Tag = readonly [name: string, value: number]

/** What is told of a cell. */
function tagsOf(cells: Cells, cell: number, sumName: string, names: readonly string[]): Tag[] {
  const told: Tag[] = [['count', cells.counts[cell]!]]
  if (cells.knowns[cell]! > 0) told.push([sumName, cells.sums[cell]!])
  for (const [code, name] of names.entries()) {
    const own = cells.byCode[cell * names.length + code]!
    if (own > 0) told.push([name, own])
  }
  return told
}

const tags: Bytes = growing(Uint8Array)

/** Writes numbers as properties by their names, in place of those written before. */
function writeTags({ keys, values }: Layer, told: readonly Tag[]): Bytes {
  tags.length = 0
  writeTag(tags, fieldOf.tags, wire.bytes)
  const start = open(tags)
  for (const [name, value] of told) {
    writeVarint(tags, keyPlace(keys, name))
    writeVarint(tags, numberPlace(values, value))
  }
  close(tags, start)
  return tags
}
