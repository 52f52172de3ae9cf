import {
  type CategoryColumn,
  type Column,
  type FlagColumn,
  type NumberColumn,
  type TextColumn,
  unknownFlag,
  valueAt,
} from '../rows/columns.ts'
import { startOf } from '../rows/growing.ts'
import { addBytes, flagPlace, numberPlace, shortText, textPlace, type Values } from './values.ts'

/** Where the values of rows are among those of a layer: row after row, a place for each column. */
export interface Places {
  /** Slots of the rows. */
  slots: Uint32Array
  count: number
  /** How many columns there are. */
  width: number
  data: Int32Array
}

/** The place of what is not known. */
const nowhere = -1

/** Columns whose rows share values come first, as a place near the beginning takes fewer bytes. */
const sequence = ['flag', 'category', 'categories', 'number', 'code', 'text'] as const

/** Finds the places of what the columns hold, one column after the other; the values grow by those that were not there. */
export function findPlaces(values: Values, columns: readonly Column[], places: Places): void {
  for (const kind of sequence)
    for (const [at, column] of columns.entries()) if (column.kind === kind) findIn(values, column, places, at)
}

function findIn(values: Values, column: Column, places: Places, first: number): void {
  switch (column.kind) {
    case 'number':
      return findNumbers(values, column, places, first)
    case 'flag':
      return findFlags(values, column, places, first)
    case 'category':
      return findWords(values, column, places, first)
    case 'code':
      return findCodes(values, column, places, first)
    default:
      return findTexts(values, column, places, first)
  }
}

function findNumbers(values: Values, column: NumberColumn, places: Places, first: number): void {
  const { slots, count, width, data } = places
  const numbers = column.values.data
  for (let row = 0, at = first; row < count; row += 1, at += width) {
    const value = numbers[slots[row]!]!
    data[at] = Number.isNaN(value) ? nowhere : numberPlace(values, value)
  }
}

function findFlags(values: Values, column: FlagColumn, places: Places, first: number): void {
  const { slots, count, width, data } = places
  const flags = column.values.data
  for (let row = 0, at = first; row < count; row += 1, at += width) {
    const flag = flags[slots[row]!]!
    data[at] = flag === unknownFlag ? nowhere : flagPlace(values, flag === 1)
  }
}

function findWords(values: Values, column: CategoryColumn, places: Places, first: number): void {
  const { slots, count, width, data } = places
  const { words } = column.dictionary
  const codes = column.codes.data
  const placeOf = new Int32Array(words.length).fill(nowhere)
  for (let row = 0, at = first; row < count; row += 1, at += width) {
    const code = codes[slots[row]!]!
    if (code !== 0 && placeOf[code] === nowhere) placeOf[code] = textPlace(values, words[code]!)
    data[at] = placeOf[code]!
  }
}

/** Codes are told apart by definition, so each is a value of its own. */
function findCodes(values: Values, column: TextColumn, places: Places, first: number): void {
  const { slots, count, width, data } = places
  const known = column.known.data
  const ends = column.ends.data
  const bytes = column.bytes.data
  for (let row = 0, at = first; row < count; row += 1, at += width) {
    const slot = slots[row]!
    const start = startOf(column.ends, slot)
    const end = ends[slot]!
    if (known[slot] !== 1) data[at] = nowhere
    else if (end - start > shortText) data[at] = textPlace(values, String(valueAt(column, slot)))
    else data[at] = addBytes(values, bytes, start, end)
  }
}

function findTexts(values: Values, column: Column, places: Places, first: number): void {
  const { slots, count, width, data } = places
  for (let row = 0, at = first; row < count; row += 1, at += width) {
    const value = valueAt(column, slots[row]!)
    data[at] = value === null ? nowhere : textPlace(values, String(value))
  }
}
