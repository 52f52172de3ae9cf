import type { Column } from '../rows/columns.ts'
import { reserve } from '../rows/growing.ts'
import { ringKinds, type ShapeStore } from '../rows/shapeStore.ts'
import { close, open, putVarint, wire, writeTag, writeVarint } from './bytes.ts'
import { keyPlace, type Layer } from './layer.ts'
import { writePoint, writeRings } from './outlines.ts'
import type { Frame } from './path.ts'
import { numberPlace, type PlaceReader, placeReader } from './values.ts'

/** Field numbers of a feature (Mapbox Vector Tile 2.1, 4.2), and its own in the layer. */
const fieldOf = { id: 1, tags: 2, type: 3, geometry: 4, feature: 2 } as const

/** By kind of a ring: polygon, polygon, line, point. */
export const geometryTypes = [3, 3, 2, 1] as const

/** The most bytes that two numbers take, a key and a value or a tag and an id. */
const widest = 10

/** What is written with each feature of a layer: keys by their places, and what reads the places of the values. */
export interface Properties {
  keys: readonly number[]
  readers: readonly PlaceReader[]
  /** The key `count`, and the value 1. */
  countKey: number
  one: number
}

/** Makes the columns with these names, and a count, properties of the features of a layer. */
export const openProperties = (
  layer: Layer,
  names: readonly string[],
  columns: Record<string, Column>,
): Properties => ({
  keys: names.map((name) => keyPlace(layer, name)),
  readers: names.map((name) => placeReader(layer, columns[name]!)),
  countKey: keyPlace(layer, 'count'),
  one: numberPlace(layer, 1),
})

/** Begins a feature; a cluster has no id. @returns where it begins, for `closeFeature` */
export function openFeature({ features }: Layer, id: number | null): number {
  reserve(features, 2 * widest)
  const { data } = features
  data[features.length] = (fieldOf.feature << 3) | wire.bytes
  const start = features.length + 2
  features.length = start
  if (id === null) return start
  data[start] = (fieldOf.id << 3) | wire.varint
  features.length = putVarint(data, start + 1, id)
  return start
}

export function closeFeature(layer: Layer, start: number): void {
  close(layer.features, start)
  layer.count += 1
}

/** Takes back what was written of a feature; the tag and the length before it are a byte each. */
export function discardFeature({ features }: Layer, start: number): void {
  features.length = start - 2
}

/** Writes numbers as properties of a feature, by their names. */
export function writeNumbers(layer: Layer, numbers: readonly (readonly [string, number])[]): void {
  writeTag(layer.features, fieldOf.tags, wire.bytes)
  const start = open(layer.features)
  for (const [name, value] of numbers) {
    writeVarint(layer.features, keyPlace(layer, name))
    writeVarint(layer.features, numberPlace(layer, value))
  }
  close(layer.features, start)
}

/** Writes the properties of one row. */
export function writeRow(
  { features }: Layer,
  { keys, readers, countKey, one }: Properties,
  slot: number,
): void {
  reserve(features, widest * (keys.length + 2))
  const { data } = features
  data[features.length] = (fieldOf.tags << 3) | wire.bytes
  const start = features.length + 2
  let end = start
  for (let at = 0; at < keys.length; at += 1) {
    const place = readers[at]!(slot)
    if (place < 0) continue
    end = putVarint(data, end, keys[at]!)
    end = putVarint(data, end, place)
  }
  end = putVarint(data, end, countKey)
  features.length = putVarint(data, end, one)
  close(features, start)
}

/** Writes the rings from the first to before the second, all of one kind. @returns whether anything of them shows */
export function writeShapes(
  { features }: Layer,
  shapes: ShapeStore,
  [from, to]: readonly [number, number],
  frame: Frame,
  crossed: number,
): boolean {
  writeTag(features, fieldOf.type, wire.varint)
  writeVarint(features, geometryTypes[shapes.kinds.data[from] as 0 | 1 | 2 | 3])
  writeTag(features, fieldOf.geometry, wire.bytes)
  const start = open(features)
  writeRings(features, shapes, from, to, frame, crossed)
  const isDrawn = features.length > start
  close(features, start)
  return isDrawn
}

/** Writes a point, in units of the tile. */
export function writePointGeometry({ features }: Layer, x: number, y: number): void {
  writeTag(features, fieldOf.type, wire.varint)
  writeVarint(features, geometryTypes[ringKinds.point])
  writeTag(features, fieldOf.geometry, wire.bytes)
  const start = open(features)
  writePoint(features, x, y)
  close(features, start)
}
