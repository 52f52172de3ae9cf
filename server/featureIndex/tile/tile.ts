import type { CollectionDefinition } from '../definition.ts'
import type { Slots } from '../filter/predicates.ts'
import { startOf } from '../rows/growing.ts'
import type { Store } from '../rows/store.ts'
import { buffer, type Tile, type UnitBox, unitBoxOfTile, worldBits } from '../rows/world.ts'
import { drawClusters } from './clusters.ts'
import {
  closeFeature,
  discardFeature,
  geometryTypes,
  openFeature,
  openProperties,
  type Properties,
  writePointGeometry,
  writeRow,
  writeShapes,
} from './feature.ts'
import { createLayer, joinLayers, type Layer, newRoom } from './layer.ts'
import { type Frame, frameOf, sides } from './path.ts'

/** Rows in a tile beyond which single ones cannot be told apart. */
const crowd = 4000

/** Bytes of a tile beyond which outlines are drawn with fewer vertices. */
const mostBytes = 480_000
const tolerances = [1, 2, 4, 8, 16, 32]

const shapesRoom = newRoom()
const pointsRoom = newRoom()

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
  const { id, clusters, shapesFromZoom } = definition
  const points = pointsIn(store, touching, tile)
  const pointLayer = createLayer(`${id}-point`, pointsRoom)
  const isCrowd = isGrouped || points.count > crowd
  const singles = clusters && isCrowd ? drawClusters(pointLayer, store, clusters, points, tile) : points
  drawPoints(pointLayer, definition, store, singles, tile)
  const hasShapes = tile.z >= shapesFromZoom && singles === points
  if (!hasShapes) return joinLayers([pointLayer])
  const room = mostBytes - sizeOf(pointLayer)
  return joinLayers([drawShapes(definition, store, touching, tile, room), pointLayer])
}

/** Of the rows, those whose point lies in the tile. */
function pointsIn({ lons, xs, ys }: Store, { slots, count }: Slots, tile: Tile): Slots {
  const [left, top, right, bottom] = unitBoxOfTile(tile, 0)
  const inside = new Uint32Array(count)
  let found = 0
  for (let at = 0; at < count; at += 1) {
    const slot = slots[at]!
    const [x, y] = [xs.data[slot]!, ys.data[slot]!]
    if (x < left || x > right || y < top || y > bottom || Number.isNaN(lons.data[slot])) continue
    inside[found++] = slot
  }
  return { slots: inside, count: found }
}

function drawPoints(
  layer: Layer,
  definition: CollectionDefinition,
  store: Store,
  points: Slots,
  tile: Tile,
): void {
  const properties = openProperties(layer, definition.tileProperties, store.columns)
  const { originX, originY, scale } = frameOf(tile, 1)
  for (let at = 0; at < points.count; at += 1) {
    const slot = points.slots[at]!
    const start = openFeature(layer, store.ids.data[slot]!)
    writeRow(layer, properties, slot)
    const x = Math.floor((store.xs.data[slot]! - originX) * scale)
    const y = Math.floor((store.ys.data[slot]! - originY) * scale)
    writePointGeometry(layer, x, y)
    closeFeature(layer, start)
  }
}

const sizeOf = ({ features, values }: Layer): number => features.length + values.length

/** Draws the outlines; where they would be more bytes than there is room for, with fewer vertices. */
function drawShapes(
  definition: CollectionDefinition,
  store: Store,
  touching: Slots,
  tile: Tile,
  room: number,
): Layer {
  let layer = createLayer(definition.id, shapesRoom)
  for (const tolerance of tolerances) {
    layer = createLayer(definition.id, shapesRoom)
    drawOutlines(layer, definition, store, touching, tile, tolerance)
    if (sizeOf(layer) <= room) break
  }
  return layer
}

function drawOutlines(
  layer: Layer,
  definition: CollectionDefinition,
  store: Store,
  { slots, count }: Slots,
  tile: Tile,
  tolerance: number,
): void {
  const properties = openProperties(layer, definition.tileProperties, store.columns)
  const frame = frameOf(tile, tolerance)
  const around = unitBoxOfTile(tile, buffer)
  const { slotEnds, kinds } = store.shapes
  for (let at = 0; at < count; at += 1) {
    const slot = slots[at]!
    const end = slotEnds.data[slot]!
    const crossed = sidesCrossed(store.boxes.data, slot * 4, around)
    let from = startOf(slotEnds, slot)
    while (from < end) {
      const type = geometryTypes[kinds.data[from]!]
      let to = from + 1
      while (to < end && geometryTypes[kinds.data[to]!] === type) to += 1
      drawRings(layer, store, slot, properties, [from, to], frame, crossed)
      from = to
    }
  }
}

function drawRings(
  layer: Layer,
  store: Store,
  slot: number,
  properties: Properties,
  [from, to]: readonly [number, number],
  frame: Frame,
  crossed: number,
): void {
  const start = openFeature(layer, store.ids.data[slot]!)
  writeRow(layer, properties, slot)
  const isDrawn = writeShapes(layer, store.shapes, [from, to], frame, crossed)
  if (isDrawn) closeFeature(layer, start)
  else discardFeature(layer, start)
}

function sidesCrossed(boxes: Uint32Array, at: number, [left, top, right, bottom]: UnitBox): number {
  return (
    (boxes[at]! < left ? sides.left : 0) |
    (boxes[at + 1]! < top ? sides.top : 0) |
    (boxes[at + 2]! > right ? sides.right : 0) |
    (boxes[at + 3]! > bottom ? sides.bottom : 0)
  )
}
