import { type Bytes, close, open, wire, writeBytes, writeTag, writeVarint } from './bytes.ts'
import { type Column, pushText, type TextColumn, unknownFlag, valueAt } from './columns.ts'
import { growing, reserve, startOf } from './growing.ts'
import { clearNumbers, createNumberTable, type NumberTable, placeOfNumber } from './numberTable.ts'
import { extent } from './world.ts'

/** Field numbers of the messages of a tile (Mapbox Vector Tile 2.1, 4). */
const field = { layer: 3, name: 1, feature: 2, key: 3, value: 4, extent: 5, version: 15 } as const
const valueField = { text: 1, double: 3, unsigned: 5, signed: 6, flag: 7 } as const

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
  flags: Map<boolean, number>
  numbers: NumberTable
  texts: Map<string, number>
  /** By column, by code of a category: the place of its value, plus one. */
  words: Map<Column, Uint32Array>
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
  flags: new Map(),
  numbers: emptyTable(numbers),
  texts: new Map(),
  words: new Map(),
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

function writeString(bytes: Bytes, number: number, text: string): void {
  writeTag(bytes, number, wire.bytes)
  const start = open(bytes)
  pushText(bytes, text)
  close(bytes, start)
}

/** The place of a key in the list of the layer. */
export function keyPlace({ keys }: Layer, key: string): number {
  const place = keys.get(key) ?? keys.size
  keys.set(key, place)
  return place
}

/** Writes a number as a property of the feature that is open. @param key its place */
export function writeNumberProperty(layer: Layer, key: number, value: number): void {
  writeTags(layer, key, numberPlace(layer, value))
}

function writeTags(layer: Layer, key: number, place: number): void {
  writeVarint(layer.features, key)
  writeVarint(layer.features, place)
}

/** Writes what a slot holds in a column as a property of the feature that is open; nothing where it is not known. */
export function writeColumn(layer: Layer, key: number, column: Column, slot: number): void {
  switch (column.kind) {
    case 'number': {
      const value = column.values.data[slot]!
      if (!Number.isNaN(value)) writeTags(layer, key, numberPlace(layer, value))
      return
    }
    case 'flag': {
      const value = column.values.data[slot]!
      if (value !== unknownFlag) writeTags(layer, key, flagPlace(layer, value === 1))
      return
    }
    case 'category': {
      const code = column.codes.data[slot]!
      if (code > 0) writeTags(layer, key, wordPlace(layer, column, code))
      return
    }
    case 'code':
      if (column.known.data[slot] === 1) writeTags(layer, key, codePlace(layer, column, slot))
      return
    default: {
      const value = valueAt(column, slot)
      if (value !== null) writeTags(layer, key, textPlace(layer, String(value)))
    }
  }
}

function wordPlace(layer: Layer, column: Column & { kind: 'category' }, code: number): number {
  let places = layer.words.get(column)
  if (!places) {
    places = new Uint32Array(column.dictionary.words.length)
    layer.words.set(column, places)
  }
  if (places[code] === 0) places[code] = textPlace(layer, column.dictionary.words[code] as string) + 1
  return places[code]! - 1
}

/** Codes are told apart by definition, so each is a value of its own. */
function codePlace(layer: Layer, { bytes, ends }: TextColumn, slot: number): number {
  const start = startOf(ends, slot)
  const length = ends.data[slot]! - start
  const outer = openValue(layer)
  const { values } = layer
  writeTag(values, valueField.text, wire.bytes)
  writeVarint(values, length)
  reserve(values, length)
  for (let at = 0; at < length; at += 1) values.data[values.length + at] = bytes.data[start + at]!
  values.length += length
  return closeValue(layer, outer)
}

function textPlace(layer: Layer, text: string): number {
  const known = layer.texts.get(text)
  if (known !== undefined) return known
  const outer = openValue(layer)
  writeString(layer.values, valueField.text, text)
  const place = closeValue(layer, outer)
  layer.texts.set(text, place)
  return place
}

function flagPlace(layer: Layer, flag: boolean): number {
  const known = layer.flags.get(flag)
  if (known !== undefined) return known
  const start = openValue(layer)
  writeTag(layer.values, valueField.flag, wire.varint)
  writeVarint(layer.values, Number(flag))
  const place = closeValue(layer, start)
  layer.flags.set(flag, place)
  return place
}

function numberPlace(layer: Layer, value: number): number {
  const known = placeOfNumber(layer.numbers, value, layer.valueCount)
  if (known >= 0) return known
  const start = openValue(layer)
  writeNumber(layer.values, value)
  return closeValue(layer, start)
}

function openValue({ values }: Layer): number {
  writeTag(values, field.value, wire.bytes)
  return open(values)
}

function closeValue(layer: Layer, start: number): number {
  close(layer.values, start)
  layer.valueCount += 1
  return layer.valueCount - 1
}

/** Twice the size of a signed number has to be whole still. */
const leastSigned = -(2 ** 52)

function writeNumber(values: Bytes, value: number): void {
  if (!Number.isSafeInteger(value) || value < leastSigned) writeDouble(values, value)
  else if (value < 0) {
    writeTag(values, valueField.signed, wire.varint)
    writeVarint(values, -2 * value - 1)
  } else {
    writeTag(values, valueField.unsigned, wire.varint)
    writeVarint(values, value)
  }
}

/** A number as its bytes, the lowest first, as on every machine Node runs on. */
const double = new Float64Array(1)
const doubleBytes = new Uint8Array(double.buffer)

function writeDouble(values: Bytes, value: number): void {
  writeTag(values, valueField.double, wire.double)
  reserve(values, 8)
  double[0] = value
  for (let at = 0; at < 8; at += 1) values.data[values.length + at] = doubleBytes[at]!
  values.length += 8
}
