import type { Column } from '../rows/columns.ts'
import { growing, reserve } from '../rows/growing.ts'
import type { Store } from '../rows/store.ts'
import { type Bytes, close, putVarint, wire } from './bytes.ts'
import { fieldOf } from './feature.ts'
import { keyPlace } from './layer.ts'
import { findPlaces, type Places } from './places.ts'
import { numberPlace, type Values } from './values.ts'

/** Parts of a row that are drawn, as bits: its point in one layer, its shapes in another. */
export const parts = { point: 1, shapes: 2, both: 3 } as const

/** Rows that are drawn. */
export interface DrawnRows {
  slots: Uint32Array
  count: number
  /** By row, the parts that are drawn. */
  parts: Uint8Array
}

/** Id and properties of rows, as the features of a row begin with in either layer. */
export interface Heads {
  bytes: Bytes
  /** By row, where its head begins and ends. */
  starts: Uint32Array
  ends: Uint32Array
}

/** What is written with each feature: columns and their keys, and the key `count`. */
export interface Properties {
  columns: readonly Column[]
  keys: readonly number[]
  countKey: number
}

/** Makes the columns with these names, and a count, properties of features. */
export const propertiesOf = (
  keys: Map<string, number>,
  names: readonly string[],
  columns: Record<string, Column>,
): Properties => ({
  columns: names.map((name) => columns[name]!),
  keys: names.map((name) => keyPlace(keys, name)),
  countKey: keyPlace(keys, 'count'),
})

const bytes: Bytes = growing(Uint8Array, 1 << 16)
const room = { starts: new Uint32Array(0), ends: new Uint32Array(0), rows: new Uint32Array(0) }
const places: Places = { slots: new Uint32Array(0), count: 0, width: 0, data: new Int32Array(0) }

/** No heads yet, of as many rows; those of the tile before are lost. */
export function createHeads(count: number): Heads {
  bytes.length = 0
  if (room.rows.length < count) {
    room.starts = new Uint32Array(count * 2)
    room.ends = new Uint32Array(count * 2)
    room.rows = new Uint32Array(count * 2)
    places.slots = new Uint32Array(count * 2)
  }
  return { bytes, starts: room.starts, ends: room.ends }
}

/** Writes the heads of those rows of which just these parts are drawn, with the values they share. */
export function writeHeads(
  heads: Heads,
  properties: Properties,
  values: Values,
  { ids }: Store,
  drawn: DrawnRows,
  part: number,
): void {
  const count = listRows(drawn, part)
  if (count === 0) return
  const one = numberPlace(values, 1)
  placesFor(properties.columns.length, count)
  findPlaces(values, properties.columns, places)
  reserve(heads.bytes, count * (properties.keys.length + 2) * widest)
  for (let at = 0; at < count; at += 1) {
    const row = room.rows[at]!
    heads.starts[row] = heads.bytes.length
    writeHead(heads.bytes, properties, ids.data[places.slots[at]!]!, at * places.width, one)
    heads.ends[row] = heads.bytes.length
  }
}

/** Lists the rows of which these parts are drawn, and their slots. @returns how many there are */
function listRows({ slots, count, parts: drawn }: DrawnRows, part: number): number {
  const { rows } = room
  let listed = 0
  for (let row = 0; row < count; row += 1) {
    if (drawn[row] !== part) continue
    rows[listed] = row
    places.slots[listed] = slots[row]!
    listed += 1
  }
  return listed
}

function placesFor(width: number, count: number): void {
  if (places.data.length < width * count) places.data = new Int32Array(width * count * 2)
  places.width = width
  places.count = count
}

/** The most bytes that two numbers take, a key and a value or a tag and an id. */
const widest = 10

function writeHead(
  heads: Bytes,
  { keys, countKey }: Properties,
  id: number,
  firstPlace: number,
  one: number,
): void {
  const { data } = heads
  data[heads.length] = (fieldOf.id << 3) | wire.varint
  let end = putVarint(data, heads.length + 1, id)
  data[end] = (fieldOf.tags << 3) | wire.bytes
  const start = end + 2
  end = start
  for (let at = 0; at < keys.length; at += 1) {
    const place = places.data[firstPlace + at]!
    if (place < 0) continue
    end = putVarint(data, end, keys[at]!)
    end = putVarint(data, end, place)
  }
  end = putVarint(data, end, countKey)
  heads.length = putVarint(data, end, one)
  close(heads, start)
}
