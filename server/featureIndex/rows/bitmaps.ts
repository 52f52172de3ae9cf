import { type Bits, bitsFor, setBit } from './bits.ts'
import type { CategoriesColumn, Column } from './columns.ts'
import { type Growing, startOf } from './growing.ts'
import type { Rows } from './rows.ts'
import { inStretches, type Steps } from './steps.ts'

/**
 * Which slots hold what, one bit to each, so that a filter reads a word where it would read 32 values. Told are the first
 * so many slots of a store, those that were there when it was put in order.
 */
export interface Bitmaps {
  /** Words of 32 slots that are told of. */
  words: number
  /** By name of a column with few words, or of flags. */
  columns: ReadonlyMap<string, Codes>
  /** By name of a facet that counts by bins: the bin is the code. */
  bins: ReadonlyMap<string, Codes>
  /** By name of a column of numbers. */
  numbers: ReadonlyMap<string, RangeBitmaps>
  /** The slots that have a place. */
  placed: Bits
}

/** What is told of codes. */
export interface Codes {
  /** By code, the slots that hold it. */
  marks: readonly Bits[]
  /** By slot, its code; null where a slot may have several, and where the column itself holds bytes. */
  bytes: Uint8Array | null
}

/** Numbers by their ranges: range-encoded bitmaps (Chan and Ioannidis, 1998). */
interface RangeBitmaps {
  /** Ascending, from minus infinity to infinity. */
  edges: Float64Array
  /** For each edge the slots whose number is below it: none at first, at last all whose number is known. */
  below: readonly Bits[]
}

export const noBitmaps: Bitmaps = {
  words: 0,
  columns: new Map(),
  bins: new Map(),
  numbers: new Map(),
  placed: bitsFor(0),
}

/** Codes beyond which values are looked at one by one: each code takes an eighth of a byte for every slot. */
export const mostCodes = 128

/** The bitmaps of rows that are all there; of those that do not fill a word nothing is told. */
export function* bitmapsOf({ listed, columns, facets, lons, ids }: Rows): Steps<Bitmaps> {
  const words = ids.length >>> 5
  const coded = new Map<string, Codes>()
  const numbers = new Map<string, RangeBitmaps>()
  const bins = new Map<string, Codes>()
  for (const [name, column] of listed) {
    if (column.kind === 'number')
      numbers.set(name, yield* rangesOf(column.values, edgesOf(column.values), words))
    else if (isCoded(column)) coded.set(name, yield* codesOf(column, words))
  }
  for (const [name, facet] of Object.entries(facets)) {
    const column = columns[facet.column]
    if ('edges' in facet && column?.kind === 'number')
      bins.set(name, yield* binsOf(column.values, Float64Array.from(facet.edges), words))
  }
  return { words, columns: coded, bins, numbers, placed: yield* knownOf(lons, words) }
}

const manyBits = (count: number, words: number): Bits[] =>
  Array.from({ length: count }, () => bitsFor(words * 32))

const slotsPerStep = 1 << 15

type CodedColumn = Extract<Column, { uses: number[] }>

const isCoded = (column: Column): column is CodedColumn => 'uses' in column && codeCount(column) <= mostCodes

const codeCount = (column: CodedColumn): number =>
  column.kind === 'flag' ? 3 : column.dictionary.words.length

function* codesOf(column: CodedColumn, words: number): Steps<Codes> {
  const marks = manyBits(codeCount(column), words)
  switch (column.kind) {
    case 'category': {
      const codes = column.codes.data
      return { marks, bytes: yield* bytesOf((slot) => codes[slot]!, marks, words) }
    }
    case 'flag':
      yield* inStretches(words * 32, slotsPerStep, (from, to) =>
        markBytes(marks, column.values.data, from, to),
      )
      return { marks, bytes: null }
    case 'categories':
      yield* inStretches(words * 32, slotsPerStep, (from, to) => markLists(marks, column, from, to))
      return { marks, bytes: null }
  }
}

function* binsOf({ data }: Growing<Float64Array>, edges: Float64Array, words: number): Steps<Codes> {
  const marks = manyBits(edges.length, words)
  return { marks, bytes: yield* bytesOf((slot) => binOf(edges, data[slot]!), marks, words) }
}

/** The codes as bytes, marked. */
function* bytesOf(codeAt: (slot: number) => number, marks: Bits[], words: number): Steps<Uint8Array> {
  const bytes = new Uint8Array(words * 32)
  yield* inStretches(bytes.length, slotsPerStep, (from, to) => {
    for (let slot = from; slot < to; slot += 1) bytes[slot] = codeAt(slot)
    markBytes(marks, bytes, from, to)
  })
  return bytes
}

function* knownOf({ data }: Growing<Float64Array>, words: number): Steps<Bits> {
  const known = bitsFor(words * 32)
  yield* inStretches(words * 32, slotsPerStep, (from, to) => {
    for (let slot = from; slot < to; slot += 1) if (!Number.isNaN(data[slot]!)) setBit(known, slot)
  })
  return known
}

/**
 * The number of the bin a value lies in, the last whose lower edge it reaches; 0 below the first, or where it is not known.
 * @param edges ascending; the last bin holds its upper edge and all above
 */
export const binOf = (edges: Float64Array, value: number): number =>
  Number.isNaN(value) ? 0 : Math.min(firstAbove(edges, value), edges.length - 1)

function markBytes(marks: Bits[], bytes: Uint8Array, from: number, to: number): void {
  for (let slot = from; slot < to; slot += 1) setBit(marks[bytes[slot]!]!, slot)
}

function markLists(marks: Bits[], { codes, ends }: CategoriesColumn, from: number, to: number): void {
  for (let slot = from; slot < to; slot += 1) {
    const end = ends.data[slot]!
    for (let at = startOf(ends, slot); at < end; at += 1) setBit(marks[codes.data[at]!]!, slot)
  }
}

/** How many edges there are between the infinite ones, and among how many numbers they are sought. */
const [innerEdges, sampled] = [31, 2048]

/** Edges with about as many numbers between each two. */
function edgesOf({ data, length }: Growing<Float64Array>): Float64Array {
  const step = Math.max(1, Math.ceil(length / sampled))
  const sample = Float64Array.from({ length: Math.ceil(length / step) }, (_, at) => data[at * step]!)
  const known = sample.filter((value) => !Number.isNaN(value)).sort()
  const share = known.length / (innerEdges + 1)
  const inner = Array.from({ length: innerEdges }, (_, at) => known[Math.floor(share * (at + 1))] ?? Infinity)
  return Float64Array.from(new Set([-Infinity, ...inner, Infinity]))
}

function* rangesOf({ data }: Growing<Float64Array>, edges: Float64Array, words: number): Steps<RangeBitmaps> {
  const below = manyBits(edges.length, words)
  const last = edges.length - 1
  yield* inStretches(words * 32, slotsPerStep, (from, to) => {
    for (let slot = from; slot < to; slot += 1) {
      const value = data[slot]!
      if (!Number.isNaN(value)) setBit(below[Math.min(last, firstAbove(edges, value))]!, slot)
    }
  })
  for (let at = 1; at <= last; at += 1) {
    const [lower, bits] = [below[at - 1]!, below[at]!]
    for (let word = 0; word < words; word += 1) bits[word]! |= lower[word]!
    yield
  }
  return { edges, below }
}

/** The first edge above a value; the number of edges where there is none. */
export function firstAbove(edges: Float64Array, value: number): number {
  let [low, high] = [0, edges.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (edges[middle]! > value) high = middle
    else low = middle + 1
  }
  return low
}
