import { type Column, pushText, type TextColumn, unknownFlag, valueAt } from '../rows/columns.ts'
import { growing, reserve, startOf } from '../rows/growing.ts'
import { extent } from '../rows/world.ts'
import { type Bytes, close, open, wire, writeBytes, writeString, writeTag, writeVarint } from './bytes.ts'
import { clearNumbers, createNumberTable, type NumberTable, placeOfNumber } from './numberTable.ts'

/** Field numbers of the messages of a tile (Mapbox Vector Tile 2.1, 4). */
const field = { layer: 3, name: 1, feature: 2, key: 3, extent: 5, version: 15 } as const

/** A layer that is being written: its features, and the keys and values they share. */
export interface Layer {
  name: string
  features: Bytes
  /** How many features there are. */
  count: number
  keys: Map<string, number>
  values: Bytes
  valueCount: number
  /** Places of values that were written, so that none is written twice. */
  numbers: NumberTable
  texts: Map<string, number>
}

/** Room in which one layer after the other is written. */
export interface Room {
  features: Bytes
  values: Bytes
  numbers: NumberTable
}

export const newRoom = (): Room => ({
  features: growing(Uint8Array, 1 << 18),
  values: growing(Uint8Array, 1 << 16),
  numbers: createNumberTable(),
})

/** An empty layer in a room; what was written there before is lost. */
export const createLayer = (name: string, { features, values, numbers }: Room): Layer => ({
  name,
  features: emptied(features),
  count: 0,
  keys: new Map(),
  values: emptied(values),
  valueCount: 0,
  numbers: emptyTable(numbers),
  texts: new Map(),
})

function emptyTable(numbers: NumberTable): NumberTable {
  clearNumbers(numbers)
  return numbers
}

function emptied(bytes: Bytes): Bytes {
  bytes.length = 0
  return bytes
}

/** The layers that hold features, as a tile. @returns null where none does */
export function joinLayers(layers: readonly Layer[]): Uint8Array | null {
  const full = layers.filter(({ count }) => count > 0)
  if (full.length === 0) return null
  const room = full.reduce((sum, { features, values }) => sum + features.length + values.length + 512, 0)
  const bytes = growing(Uint8Array, room)
  for (const layer of full) {
    writeTag(bytes, field.layer, wire.bytes)
    const start = open(bytes)
    writeLayer(bytes, layer)
    close(bytes, start)
  }
  return bytes.data.subarray(0, bytes.length)
}

function writeLayer(bytes: Bytes, { name, features, keys, values }: Layer): void {
  writeTag(bytes, field.version, wire.varint)
  writeVarint(bytes, 2)
  writeString(bytes, field.name, name)
  writeBytes(bytes, features.data.subarray(0, features.length))
  for (const key of keys.keys()) writeString(bytes, field.key, key)
  writeBytes(bytes, values.data.subarray(0, values.length))
  writeTag(bytes, field.extent, wire.varint)
  writeVarint(bytes, extent)
}

/** The place of a key in the list of the layer. */
export function keyPlace({ keys }: Layer, key: string): number {
  const place = keys.get(key) ?? keys.size
  keys.set(key, place)
  return place
}
