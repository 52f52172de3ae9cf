import { close, open, wire, writeTag, writeVarint } from './bytes.ts'
import type { Column } from './columns.ts'
import { keyPlace, type Layer, writeColumn, writeNumberProperty } from './layer.ts'
import { writePoint, writeRings } from './outlines.ts'
import type { Frame } from './path.ts'
import { ringKinds, type ShapeStore } from './shapeStore.ts'

/** Field numbers of a feature (Mapbox Vector Tile 2.1, 4.2), and its own in the layer. */
const fieldOf = { id: 1, tags: 2, type: 3, geometry: 4, feature: 2 } as const

/** By kind of a ring: polygon, polygon, line, point. */
export const geometryTypes = [3, 3, 2, 1] as const

/** What is written with each feature of a layer: columns, and the places of their keys. */
export interface Properties {
  columns: readonly Column[]
  keys: readonly number[]
  countKey: number
}

/** Makes the columns with these names, and a count, properties of the features of a layer. */
export function openProperties(
  layer: Layer,
  names: readonly string[],
  columns: Record<string, Column>,
): Properties {
  return {
    columns: names.map((name) => columns[name]!),
    keys: names.map((name) => keyPlace(layer, name)),
    countKey: keyPlace(layer, 'count'),
  }
}

/** Begins a feature; a cluster has no id. @returns where it begins, for `closeFeature` */
export function openFeature({ features }: Layer, id: number | null): number {
  writeTag(features, fieldOf.feature, wire.bytes)
  const start = open(features)
  if (id !== null) {
    writeTag(features, fieldOf.id, wire.varint)
    writeVarint(features, id)
  }
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

/** Writes what the properties of a feature are by another function. */
export function writeTags({ features }: Layer, write: () => void): void {
  writeTag(features, fieldOf.tags, wire.bytes)
  const start = open(features)
  write()
  close(features, start)
}

/** Writes the properties of one row. */
export function writeRow(layer: Layer, { columns, keys, countKey }: Properties, slot: number): void {
  writeTag(layer.features, fieldOf.tags, wire.bytes)
  const start = open(layer.features)
  for (let at = 0; at < columns.length; at += 1) writeColumn(layer, keys[at]!, columns[at]!, slot)
  writeNumberProperty(layer, countKey, 1)
  close(layer.features, start)
}

/** Writes the rings from the first to before the second, all of one kind. @returns whether anything of them shows */
export function writeShapes(
  { features }: Layer,
  shapes: ShapeStore,
  [from, to]: readonly [number, number],
  frame: Frame,
  isWhole: boolean,
): boolean {
  writeTag(features, fieldOf.type, wire.varint)
  writeVarint(features, geometryTypes[shapes.kinds.data[from] as 0 | 1 | 2 | 3])
  writeTag(features, fieldOf.geometry, wire.bytes)
  const start = open(features)
  writeRings(features, shapes, from, to, frame, isWhole)
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
