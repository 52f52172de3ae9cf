import { growing, reserve } from '../rows/growing.ts'
import { type Bytes, close, open, wire, writeString, writeTag, writeVarint } from './bytes.ts'
import {
  clearNumbers,
  createNumberTable,
  findNumber,
  type NumberTable,
  placeOfNumber,
} from './numberTable.ts'

/** Field numbers of a value (Mapbox Vector Tile 2.1, 4.1), and its own in the layer. */
const field = { value: 4, text: 1, double: 3, unsigned: 5, signed: 6, flag: 7 } as const

/** The values that features share, as they are written, none but codes twice. Two layers may begin with the same values. */
export interface Values {
  /** Those that come before in the layer; null where these are the first. */
  before: Values | null
  bytes: Bytes
  /** How many values there are in the layer up to here. */
  count: number
  numbers: NumberTable
  texts: Map<string | boolean, number>
}

/** Room in which the values of one tile after the other are written. */
export type ValuesRoom = Pick<Values, 'bytes' | 'numbers'>

export const valuesRoom = (): ValuesRoom => ({
  bytes: growing(Uint8Array, 1 << 16),
  numbers: createNumberTable(),
})

/** No values yet, in a room; what was written there before is lost. */
export function createValues({ bytes, numbers }: ValuesRoom, before: Values | null): Values {
  bytes.length = 0
  clearNumbers(numbers)
  return { before, bytes, count: before?.count ?? 0, numbers, texts: new Map() }
}

/** The most bytes a short value takes beside its text. */
const frame = 16

/** Up to that many bytes the length of a value is a varint of one byte. */
export const shortText = 120

/** Adds a text that is no other's, of few bytes in UTF-8. @returns its place */
export function addBytes(values: Values, text: Uint8Array, start: number, end: number): number {
  const { bytes } = values
  const length = end - start
  reserve(bytes, length + frame)
  const { data } = bytes
  let at = bytes.length
  data[at++] = (field.value << 3) | wire.bytes
  data[at++] = length + 2
  data[at++] = (field.text << 3) | wire.bytes
  data[at++] = length
  for (let from = start; from < end; from += 1) data[at++] = text[from]!
  bytes.length = at
  values.count += 1
  return values.count - 1
}

/** The place of a text. */
export function textPlace(values: Values, text: string): number {
  const known = values.before?.texts.get(text) ?? values.texts.get(text)
  if (known !== undefined) return known
  values.texts.set(text, values.count)
  const outer = openValue(values)
  writeString(values.bytes, field.text, text)
  return closeValue(values, outer)
}

/** The place of a truth value. */
export function flagPlace(values: Values, flag: boolean): number {
  const known = values.before?.texts.get(flag) ?? values.texts.get(flag)
  if (known !== undefined) return known
  values.texts.set(flag, values.count)
  const start = openValue(values)
  writeTag(values.bytes, field.flag, wire.varint)
  writeVarint(values.bytes, Number(flag))
  return closeValue(values, start)
}

/** The place of a number. */
export function numberPlace(values: Values, value: number): number {
  const { before, numbers, count, bytes } = values
  const known = before ? findNumber(before.numbers, value) : -1
  if (known >= 0) return known
  const own = placeOfNumber(numbers, value, count)
  if (own >= 0) return own
  const isWhole = Number.isSafeInteger(value) && value >= leastSigned
  if (!isWhole) return addDouble(values, value)
  const start = openValue(values)
  writeTag(bytes, value < 0 ? field.signed : field.unsigned, wire.varint)
  writeVarint(bytes, value < 0 ? -2 * value - 1 : value)
  return closeValue(values, start)
}

function openValue({ bytes }: Values): number {
  writeTag(bytes, field.value, wire.bytes)
  return open(bytes)
}

function closeValue(values: Values, start: number): number {
  close(values.bytes, start)
  values.count += 1
  return values.count - 1
}

/** Twice the size of a signed number has to be whole still. */
const leastSigned = -(2 ** 52)

/** A number as its bytes, the lowest first, as on every machine Node runs on. */
const double = new Float64Array(1)
const doubleBytes = new Uint8Array(double.buffer)

function addDouble(values: Values, value: number): number {
  const { bytes } = values
  reserve(bytes, frame)
  const { data } = bytes
  data[bytes.length] = (field.value << 3) | wire.bytes
  data[bytes.length + 1] = 9
  data[bytes.length + 2] = (field.double << 3) | wire.double
  double[0] = value
  const start = bytes.length + 3
  for (let at = 0; at < 8; at += 1) data[start + at] = doubleBytes[at]!
  bytes.length = start + 8
  values.count += 1
  return values.count - 1
}
