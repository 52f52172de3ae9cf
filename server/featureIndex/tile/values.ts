import {
  type CategoryColumn,
  type Column,
  type FlagColumn,
  type NumberColumn,
  type TextColumn,
  unknownFlag,
  valueAt,
} from '../rows/columns.ts'
import { reserve, startOf } from '../rows/growing.ts'
import { type Bytes, close, open, putVarint, wire, writeString, writeTag, writeVarint } from './bytes.ts'
import type { Layer } from './layer.ts'
import { placeOfNumber } from './numberTable.ts'

/** Field numbers of a value (Mapbox Vector Tile 2.1, 4.1), and its own in the layer. */
const field = { value: 4, text: 1, double: 3, unsigned: 5, signed: 6, flag: 7 } as const

/** The place, among the values of a layer, of what a slot holds; -1 where that is not known. */
export type PlaceReader = (slot: number) => number

const nowhere = -1

/** Reads a column for a layer, whose values grow by those that were not there. */
export function placeReader(layer: Layer, column: Column): PlaceReader {
  switch (column.kind) {
    case 'number':
      return numberReader(layer, column)
    case 'flag':
      return flagReader(layer, column)
    case 'category':
      return wordReader(layer, column)
    case 'code':
      return codeReader(layer, column)
    default:
      return (slot) => {
        const value = valueAt(column, slot)
        return value === null ? nowhere : textPlace(layer, String(value))
      }
  }
}

function numberReader(layer: Layer, { values }: NumberColumn): PlaceReader {
  const { data } = values
  return (slot) => {
    const value = data[slot]!
    return Number.isNaN(value) ? nowhere : numberPlace(layer, value)
  }
}

function flagReader(layer: Layer, { values }: FlagColumn): PlaceReader {
  const places = [nowhere, nowhere]
  return (slot) => {
    const value = values.data[slot]!
    if (value === unknownFlag) return nowhere
    if (places[value] === nowhere) places[value] = flagPlace(layer, value)
    return places[value]!
  }
}

function wordReader(layer: Layer, { codes, dictionary }: CategoryColumn): PlaceReader {
  const places = new Int32Array(dictionary.words.length).fill(nowhere)
  const { data } = codes
  return (slot) => {
    const code = data[slot]!
    if (code === 0) return nowhere
    if (places[code] === nowhere) places[code] = textPlace(layer, dictionary.words[code]!)
    return places[code]!
  }
}

/** Codes are told apart by definition, so each is a value of its own. */
function codeReader(layer: Layer, { bytes, ends, known }: TextColumn): PlaceReader {
  const { data } = bytes
  return (slot) => {
    if (known.data[slot] !== 1) return nowhere
    const start = startOf(ends, slot)
    return bytesPlace(layer, data, start, ends.data[slot]! - start)
  }
}

/** The most bytes a short value takes beside its text. */
const frame = 16

function bytesPlace(layer: Layer, text: Uint8Array, start: number, length: number): number {
  const { values } = layer
  if (length > 120)
    return textPlace(layer, Buffer.from(text.subarray(start, start + length)).toString('utf8'))
  reserve(values, length + frame)
  const { data } = values
  let at = putVarint(data, values.length, (field.value << 3) | wire.bytes)
  at = putVarint(data, at, length + 2)
  at = putVarint(data, at, (field.text << 3) | wire.bytes)
  at = putVarint(data, at, length)
  for (let from = start; from < start + length; from += 1) data[at++] = text[from]!
  values.length = at
  layer.valueCount += 1
  return layer.valueCount - 1
}

function textPlace(layer: Layer, text: string): number {
  const known = layer.texts.get(text)
  if (known !== undefined) return known
  const outer = openValue(layer)
  writeString(layer.values, field.text, text)
  const place = closeValue(layer, outer)
  layer.texts.set(text, place)
  return place
}

function flagPlace(layer: Layer, flag: number): number {
  const start = openValue(layer)
  writeTag(layer.values, field.flag, wire.varint)
  writeVarint(layer.values, flag)
  return closeValue(layer, start)
}

/** The place of a number among the values of the layer. */
export function numberPlace(layer: Layer, value: number): number {
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
    writeTag(values, field.signed, wire.varint)
    writeVarint(values, -2 * value - 1)
  } else {
    writeTag(values, field.unsigned, wire.varint)
    writeVarint(values, value)
  }
}

/** A number as its bytes, the lowest first, as on every machine Node runs on. */
const double = new Float64Array(1)
const doubleBytes = new Uint8Array(double.buffer)

function writeDouble(values: Bytes, value: number): void {
  writeTag(values, field.double, wire.double)
  reserve(values, 8)
  double[0] = value
  for (let at = 0; at < 8; at += 1) values.data[values.length + at] = doubleBytes[at]!
  values.length += 8
}
