import { startOf } from '../rows/growing.ts'
import type { Store } from '../rows/store.ts'
import { buffer, type Tile, type UnitBox, unitBoxOfTile } from '../rows/world.ts'
import { addFeature, geometryTypes, leaveRoom } from './feature.ts'
import { type DrawnRows, type Heads, parts } from './heads.ts'
import { type Layer, sizeOf } from './layer.ts'
import { guessLength, writeRings } from './outlines.ts'
import { type Frame, frameOf, sides } from './path.ts'

const tolerances = [1, 2, 4, 8, 16]
const widestTolerance = 32

/** Draws the outlines; where they would be more bytes than there is room for, with fewer vertices. */
export function drawShapes(
  layer: Layer,
  store: Store,
  drawn: DrawnRows,
  heads: Heads,
  tile: Tile,
  room: number,
): void {
  for (const tolerance of tolerances)
    if (drawOutlines(layer, store, drawn, heads, tile, tolerance, room)) return
  drawOutlines(layer, store, drawn, heads, tile, widestTolerance, Infinity)
}

/** Draws the outlines, and none of those drawn before. @returns whether they had room */
function drawOutlines(
  layer: Layer,
  store: Store,
  { slots, count, parts: drawn }: DrawnRows,
  heads: Heads,
  tile: Tile,
  tolerance: number,
  room: number,
): boolean {
  const { features } = layer
  features.length = 0
  layer.count = 0
  const most = room - sizeOf(layer)
  const frame = frameOf(tile, tolerance)
  const around = unitBoxOfTile(tile, buffer)
  for (let row = 0; row < count && features.length <= most; row += 1) {
    if ((drawn[row]! & parts.shapes) === 0) continue
    const crossed = sidesCrossed(store.boxes.data, slots[row]! * 4, around)
    drawRow(layer, store, slots[row]!, heads, row, frame, crossed)
  }
  return features.length <= most
}

/** Draws what a row has of each kind, polygons, lines and points, as a feature of its own. */
function drawRow(
  layer: Layer,
  { shapes }: Store,
  slot: number,
  { bytes, starts, ends }: Heads,
  row: number,
  frame: Frame,
  crossed: number,
): void {
  const { features } = layer
  const kinds = shapes.kinds.data
  const end = shapes.slotEnds.data[slot]!
  let from = startOf(shapes.slotEnds, slot)
  while (from < end) {
    const type = geometryTypes[kinds[from]!]!
    let to = from + 1
    while (to < end && geometryTypes[kinds[to]!] === type) to += 1
    const before = features.length
    leaveRoom(layer, ends[row]! - starts[row]!, guessLength(shapes, from, to))
    const start = features.length
    writeRings(features, shapes, from, to, frame, crossed)
    if (features.length === start) features.length = before
    else addFeature(layer, bytes, starts[row]!, ends[row]!, type, before, start)
    from = to
  }
}

function sidesCrossed(boxes: Uint32Array, at: number, [left, top, right, bottom]: UnitBox): number {
  return (
    (boxes[at]! < left ? sides.left : 0) |
    (boxes[at + 1]! < top ? sides.top : 0) |
    (boxes[at + 2]! > right ? sides.right : 0) |
    (boxes[at + 3]! > bottom ? sides.bottom : 0)
  )
}
