import type { ColumnKind, ColumnValue } from '../definition.ts'
import { type Growing, growing, isSameRun, type Numbers, push, reserve, startOf } from './growing.ts'

/** The value by which an empty category is chosen and counted, and its code. */
export const none = 'none'
const noneCode = 0

/** Words and the numbers that stand for them; a copy of a column shares it. */
interface Dictionary {
  words: string[]
  codes: Map<string, number>
}

export interface CategoryColumn {
  kind: 'category'
  dictionary: Dictionary
  /** By code: how many living slots hold it. */
  uses: number[]
  codes: Growing<Uint32Array>
}
/** The codes of a slot lie behind those of the slot before. */
export interface CategoriesColumn {
  kind: 'categories'
  dictionary: Dictionary
  uses: number[]
  codes: Growing<Uint32Array>
  ends: Growing<Uint32Array>
}
/** Unknown is NaN. */
export interface NumberColumn {
  kind: 'number'
  values: Growing<Float64Array>
}
/** 0 no, 1 yes, 2 unknown. */
export interface FlagColumn {
  kind: 'flag'
  uses: number[]
  values: Growing<Uint8Array>
}
/** The texts one behind the other in UTF-8. */
export interface TextColumn {
  kind: 'text' | 'code'
  bytes: Growing<Uint8Array>
  ends: Growing<Uint32Array>
  known: Growing<Uint8Array>
}

/** The values of one column for all slots, in the order in which they were added. */
export type Column = CategoryColumn | CategoriesColumn | NumberColumn | FlagColumn | TextColumn

export const unknownFlag = 2

const newDictionary = (): Dictionary => ({ words: [none], codes: new Map([[none, noneCode]]) })

export function createColumn(kind: ColumnKind): Column {
  switch (kind) {
    case 'category':
      return { kind, dictionary: newDictionary(), uses: [], codes: growing(Uint32Array) }
    case 'categories':
      return {
        kind,
        dictionary: newDictionary(),
        uses: [],
        codes: growing(Uint32Array),
        ends: growing(Uint32Array),
      }
    case 'number':
      return { kind, values: growing(Float64Array) }
    case 'flag':
      return { kind, uses: [], values: growing(Uint8Array) }
    case 'text':
    case 'code':
      return { kind, bytes: growing(Uint8Array), ends: growing(Uint32Array), known: growing(Uint8Array) }
  }
}

/** A column that is empty and takes what is copied from this one. */
export function emptyLike(column: Column): Column {
  const created = createColumn(column.kind)
  if ('dictionary' in created && 'dictionary' in column) created.dictionary = column.dictionary
  return created
}

/** The lists of numbers that hold its values, in the same order for all columns of a kind. */
export function listsOfColumn(column: Column): Growing<Numbers>[] {
  switch (column.kind) {
    case 'category':
      return [column.codes]
    case 'categories':
      return [column.codes, column.ends]
    case 'number':
    case 'flag':
      return [column.values]
    default:
      return [column.bytes, column.ends, column.known]
  }
}

function codeOf({ words, codes }: Dictionary, value: ColumnValue): number {
  if (value === null || value === '') return noneCode
  const word = String(value)
  const known = codes.get(word)
  if (known !== undefined) return known
  codes.set(word, words.length)
  return words.push(word) - 1
}

/** Adds the value of the next slot. */
export function appendValue(column: Column, value: ColumnValue): void {
  switch (column.kind) {
    case 'category':
      return push(column.codes, codeOf(column.dictionary, value))
    case 'categories':
      return appendList(column, value)
    case 'number':
      return push(column.values, typeof value === 'number' ? value : NaN)
    case 'flag':
      return push(column.values, typeof value === 'boolean' ? Number(value) : unknownFlag)
    default:
      return appendText(column, value === null ? null : String(value))
  }
}

function appendList({ dictionary, codes, ends }: CategoriesColumn, value: ColumnValue): void {
  const values = typeof value === 'object' && value !== null ? value : [value]
  const start = codes.length
  for (const item of values.length > 0 ? values : [null]) {
    const code = codeOf(dictionary, item)
    if (codes.data.subarray(start, codes.length).includes(code)) continue
    push(codes, code)
  }
  push(ends, codes.length)
}

const encoder = new TextEncoder()

/** Adds a text in UTF-8. */
export function pushText(bytes: Growing<Uint8Array>, text: string): void {
  reserve(bytes, text.length * 3)
  const start = bytes.length
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit > 0x7f) {
      bytes.length = start + encoder.encodeInto(text, bytes.data.subarray(start)).written
      return
    }
    bytes.data[start + at] = unit
  }
  bytes.length = start + text.length
}

function appendText({ bytes, ends, known }: TextColumn, text: string | null): void {
  if (text !== null) pushText(bytes, text)
  push(ends, bytes.length)
  push(known, Number(text !== null))
}

/** Whether two slots hold the same. */
export function isSame(column: Column, one: number, other: number): boolean {
  switch (column.kind) {
    case 'category':
      return column.codes.data[one] === column.codes.data[other]
    case 'number':
      return Object.is(column.values.data[one], column.values.data[other])
    case 'flag':
      return column.values.data[one] === column.values.data[other]
    case 'categories':
      return isSameRun(column.codes, column.ends, one, other)
    default:
      return (
        column.known.data[one] === column.known.data[other] &&
        isSameRun(column.bytes, column.ends, one, other)
      )
  }
}

/** Counts a slot among those that live, or no longer. */
export function countUse(column: Column, slot: number, by: 1 | -1): void {
  if (column.kind === 'flag') countCode(column, column.values.data[slot]!, by)
  else if (column.kind === 'category') countCode(column, column.codes.data[slot]!, by)
  else if (column.kind === 'categories') {
    const end = column.ends.data[slot]!
    for (let at = startOf(column.ends, slot); at < end; at += 1) countCode(column, column.codes.data[at]!, by)
  }
}

function countCode({ uses }: { uses: number[] }, code: number, by: 1 | -1): void {
  while (uses.length <= code) uses.push(0)
  uses[code]! += by
}

/** What the slot holds, as it was added; a list without the same value twice, and null where it was empty. */
export function valueAt(column: Column, slot: number): ColumnValue {
  switch (column.kind) {
    case 'category':
      return wordOf(column.dictionary, column.codes.data[slot]!)
    case 'categories': {
      const codes = column.codes.data.subarray(startOf(column.ends, slot), column.ends.data[slot])
      const words = [...codes].flatMap((code) => wordOf(column.dictionary, code) ?? [])
      return words.length > 0 ? words : null
    }
    case 'number': {
      const value = column.values.data[slot]!
      return Number.isNaN(value) ? null : value
    }
    case 'flag': {
      const value = column.values.data[slot]!
      return value === unknownFlag ? null : value === 1
    }
    default:
      return textAt(column, slot)
  }
}

const wordOf = ({ words }: Dictionary, code: number): string | null =>
  code === noneCode ? null : (words[code] as string)

function textAt({ bytes, ends, known }: TextColumn, slot: number): string | null {
  if (known.data[slot] !== 1) return null
  const { buffer, byteOffset } = bytes.data
  const start = startOf(ends, slot)
  return Buffer.from(buffer, byteOffset + start, ends.data[slot]! - start).toString('utf8')
}
