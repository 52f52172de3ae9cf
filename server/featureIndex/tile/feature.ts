import { reserve } from '../rows/growing.ts'
import { ringKinds } from '../rows/shapeStore.ts'
import { type Bytes, putVarint, varintLength, wire } from './bytes.ts'
import { putPoint } from './commands.ts'
import type { Layer } from './layer.ts'

/** Field numbers of a feature (Mapbox Vector Tile 2.1, 4.2), and its own in the layer. */
export const fieldOf = { id: 1, tags: 2, type: 3, geometry: 4, feature: 2 } as const

/** By kind of a ring: polygon, polygon, line, point. */
export const geometryTypes = [3, 3, 2, 1] as const

/** The most bytes of a header beside the head: three tags, two lengths, a type. */
const widest = 12

/** How many bytes of a feature come before its geometry. */
function headerLength(head: number, geometry: number): number {
  const inner = head + 3 + varintLength(geometry)
  return 1 + varintLength(inner + geometry) + inner
}

/**
 * Leaves room before the geometry that is written next. Where the guess of its length is right, nothing moves later.
 * @param head bytes of the id and the properties
 */
export function leaveRoom({ features }: Layer, head: number, guess: number): void {
  reserve(features, head + widest)
  features.length += headerLength(head, guess)
}

/**
 * Writes what comes before a geometry, once that is there, and so makes a feature of it.
 * @param heads where id and properties are written, from `from` to before `to`
 * @param before where the feature begins
 * @param start where its geometry begins; it ends with what was written
 */
export function addFeature(
  layer: Layer,
  heads: Bytes,
  from: number,
  to: number,
  type: number,
  before: number,
  start: number,
): void {
  const { features } = layer
  const geometry = features.length - start
  const header = headerLength(to - from, geometry)
  if (header !== start - before) {
    reserve(features, widest)
    features.data.copyWithin(before + header, start, features.length)
    features.length = before + header + geometry
  }
  putHeader(features.data, before, heads.data, from, to, type, geometry)
  layer.count += 1
}

/** @returns the place behind the header, where the geometry begins */
function putHeader(
  data: Uint8Array,
  before: number,
  heads: Uint8Array,
  from: number,
  to: number,
  type: number,
  geometry: number,
): number {
  let at = before
  data[at++] = (fieldOf.feature << 3) | wire.bytes
  at = putVarint(data, at, to - from + 3 + varintLength(geometry) + geometry)
  for (let head = from; head < to; head += 1) data[at++] = heads[head]!
  data[at++] = (fieldOf.type << 3) | wire.varint
  data[at++] = type
  data[at++] = (fieldOf.geometry << 3) | wire.bytes
  return putVarint(data, at, geometry)
}

/** Adds a point, in units of the tile. */
export function addPoint(layer: Layer, heads: Bytes, from: number, to: number, x: number, y: number): void {
  const { features } = layer
  const before = features.length
  leaveRoom(layer, to - from, 0)
  reserve(features, widest)
  const start = features.length
  features.length = putPoint(features.data, start, x, y)
  addFeature(layer, heads, from, to, geometryTypes[ringKinds.point], before, start)
}
