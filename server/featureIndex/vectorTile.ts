import { PbfWriter } from 'pbf'
import type { TilePoint } from './clip.ts'

/** Units to a side of a tile. */
export const extent = 4096

/** What a vector tile can hold as the value of a property. */
export type TileValue = string | number | boolean

/** A feature in whole tile units: points in one part, else a part for each line or ring. */
export interface TileFeature {
  id: number
  kind: 'points' | 'lines' | 'polygons'
  parts: TilePoint[][]
  properties: Record<string, TileValue>
}

/** A layer of a tile; its features are drawn in this order. */
export interface TileLayer {
  name: string
  features: TileFeature[]
}

const geometryTypes = { points: 1, lines: 2, polygons: 3 } as const
const moveTo = 1
const lineTo = 2
const closePath = 7

/** Layers as a Mapbox Vector Tile, version 2.1 of the specification, uncompressed. */
export function encodeTile(layers: readonly TileLayer[]): Uint8Array {
  const writer = new PbfWriter()
  for (const layer of layers) writer.writeMessage(3, writeLayer, layer)
  return writer.finish()
}

function writeLayer(layer: TileLayer, writer: PbfWriter): void {
  const keys = new Map<string, number>()
  const values = new Map<TileValue, number>()
  writer.writeVarintField(15, 2)
  writer.writeStringField(1, layer.name)
  for (const feature of layer.features) {
    writer.writeMessage(2, writeFeature, { feature, tags: tagsOf(feature, keys, values) })
  }
  for (const key of keys.keys()) writer.writeStringField(3, key)
  for (const value of values.keys()) writer.writeMessage(4, writeValue, value)
  writer.writeVarintField(5, extent)
}

/** Pairs of places in the layer's lists of keys and values, which grow as new ones come. */
function tagsOf(
  { properties }: TileFeature,
  keys: Map<string, number>,
  values: Map<TileValue, number>,
): number[] {
  return Object.entries(properties).flatMap(([key, value]) => [placeIn(keys, key), placeIn(values, value)])
}

function placeIn<Item>(places: Map<Item, number>, item: Item): number {
  const place = places.get(item) ?? places.size
  places.set(item, place)
  return place
}

function writeFeature({ feature, tags }: { feature: TileFeature; tags: number[] }, writer: PbfWriter): void {
  writer.writeVarintField(1, feature.id)
  if (tags.length > 0) writer.writePackedVarint(2, tags)
  writer.writeVarintField(3, geometryTypes[feature.kind])
  writer.writePackedVarint(4, commandsOf(feature))
}

function writeValue(value: TileValue, writer: PbfWriter): void {
  if (typeof value === 'string') writer.writeStringField(1, value)
  else if (typeof value === 'boolean') writer.writeBooleanField(7, value)
  else if (!Number.isSafeInteger(value)) writer.writeDoubleField(3, value)
  else if (value < 0) writer.writeSVarintField(6, value)
  else writer.writeVarintField(5, value)
}

const command = (id: number, count: number): number => id | (count << 3)
const zigzag = (value: number): number => (value << 1) ^ (value >> 31)

/** Geometry commands (specification 4.3): the pen moves on from where it was, a ring does not repeat its first point. */
function commandsOf({ kind, parts }: TileFeature): number[] {
  const commands: number[] = []
  let [penX, penY] = [0, 0]
  const draw = (id: number, points: readonly TilePoint[]) => {
    if (points.length > 0) commands.push(command(id, points.length))
    for (const [x, y] of points) {
      commands.push(zigzag(x - penX), zigzag(y - penY))
      penX = x
      penY = y
    }
  }
  for (const part of parts) {
    if (kind === 'points') {
      draw(moveTo, part)
      continue
    }
    draw(moveTo, part.slice(0, 1))
    draw(lineTo, part.slice(1))
    if (kind === 'polygons') commands.push(command(closePath, 1))
  }
  return commands
}
