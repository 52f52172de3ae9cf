import type { CollectionDefinition } from '../definition.ts'
import type { Slots } from '../filter/predicates.ts'
import { growing, startOf } from '../rows/growing.ts'
import type { Store } from '../rows/store.ts'
import { buffer, type Tile, unitBoxOfTile } from '../rows/world.ts'
import type { Bytes } from './bytes.ts'
import { drawClusters } from './clusters.ts'
import { addPoint } from './feature.ts'
import { createHeads, type DrawnRows, type Heads, parts, propertiesOf, writeHeads } from './heads.ts'
import { createLayer, joinLayers, type Layer, sizeOf } from './layer.ts'
import { frameOf } from './path.ts'
import { drawShapes } from './shapes.ts'
import { createValues, valuesRoom } from './values.ts'

/** Rows in a tile beyond which single ones cannot be told apart. */
const crowd = 4000

/** Bytes of a tile beyond which outlines are drawn with fewer vertices. */
const mostBytes = 480_000

const pointBytes: Bytes = growing(Uint8Array, 1 << 17)
const shapeBytes: Bytes = growing(Uint8Array, 1 << 18)
const rooms = { shared: valuesRoom(), points: valuesRoom(), shapes: valuesRoom() }

/**
 * Draws the rows as a tile: shapes in one layer, points in another, both in the order of the slots.
 * @param touching slots of the rows to be drawn that touch the tile and its buffer
 * @param isGrouped whether points near each other are drawn as one, where the collection says how
 * @returns null where the tile would be empty
 */
export function drawTile(
  definition: CollectionDefinition,
  store: Store,
  touching: Slots,
  tile: Tile,
  isGrouped: boolean,
): Uint8Array | null {
  const { clusters, shapesFromZoom } = definition
  if (clusters && isGrouped) return drawGrouped(definition, store, touching, tile)
  const hasShapes = tile.z >= shapesFromZoom
  const { drawn, points } = partsIn(store, touching, tile, hasShapes)
  if (clusters && points > crowd) return drawGrouped(definition, store, touching, tile)
  return drawSingly(definition, store, drawn, tile)
}

/** Of the rows, the parts that are drawn, and how many points. */
function partsIn(
  { lons, xs, ys, shapes }: Store,
  { slots, count }: Slots,
  tile: Tile,
  hasShapes: boolean,
): { drawn: DrawnRows; points: number } {
  const [left, top, right, bottom] = unitBoxOfTile(tile, 0)
  const { slotEnds } = shapes
  const drawn = new Uint8Array(count)
  let points = 0
  for (let at = 0; at < count; at += 1) {
    const slot = slots[at]!
    if (hasShapes && slotEnds.data[slot]! > startOf(slotEnds, slot)) drawn[at] = parts.shapes
    const x = xs.data[slot]!
    const y = ys.data[slot]!
    if (x < left || x > right || y < top || y > bottom || Number.isNaN(lons.data[slot])) continue
    drawn[at]! |= parts.point
    points += 1
  }
  return { drawn: { slots, count, parts: drawn }, points }
}

/** Draws points, those of one cell as one. */
function drawGrouped(definition: CollectionDefinition, store: Store, touching: Slots, tile: Tile) {
  const { id, clusters, tileProperties } = definition
  const layer = createLayer(`${id}-point`, pointBytes, new Map(), createValues(rooms.points, null))
  const slots = drawClusters(layer, store, clusters!, touching, tile)
  const alone = { slots, count: slots.length, parts: new Uint8Array(slots.length).fill(parts.point) }
  const heads = createHeads(alone.count)
  const properties = propertiesOf(layer.keys, tileProperties, store.columns)
  writeHeads(heads, properties, layer.values, store, alone, parts.point)
  drawPoints(layer, store, alone, heads, tile)
  return joinLayers([layer])
}

/** Draws each row by itself. The rows that are in both layers come first among the values of either. */
function drawSingly(definition: CollectionDefinition, store: Store, drawn: DrawnRows, tile: Tile) {
  const { id, tileProperties } = definition
  const keys = new Map<string, number>()
  const properties = propertiesOf(keys, tileProperties, store.columns)
  const heads = createHeads(drawn.count)
  const shared = createValues(rooms.shared, null)
  writeHeads(heads, properties, shared, store, drawn, parts.both)
  const points = createLayer(`${id}-point`, pointBytes, keys, createValues(rooms.points, shared))
  writeHeads(heads, properties, points.values, store, drawn, parts.point)
  drawPoints(points, store, drawn, heads, tile)
  const shapes = createLayer(id, shapeBytes, keys, createValues(rooms.shapes, shared))
  writeHeads(heads, properties, shapes.values, store, drawn, parts.shapes)
  drawShapes(shapes, store, drawn, heads, tile, mostBytes - sizeOf(points))
  return joinLayers([shapes, points])
}

function drawPoints(
  layer: Layer,
  { xs, ys }: Store,
  { slots, count, parts: drawn }: DrawnRows,
  { bytes, starts, ends }: Heads,
  tile: Tile,
): void {
  const { originX, originY, scale } = frameOf(tile, 1)
  for (let row = 0; row < count; row += 1) {
    if ((drawn[row]! & parts.point) === 0) continue
    const slot = slots[row]!
    const x = Math.floor((xs.data[slot]! - originX) * scale)
    const y = Math.floor((ys.data[slot]! - originY) * scale)
    addPoint(layer, bytes, starts[row]!, ends[row]!, x, y)
  }
}
