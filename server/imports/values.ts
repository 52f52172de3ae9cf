import type { ColumnMapping } from './mapping.ts'
import { type DecimalMark, parseNumber } from './numbers.ts'
import type { Field } from './targets.ts'
import { cleanText, fold } from './text.ts'

export type FieldValue = string | number | boolean | string[]

/** A cell understood: a value, nothing said, or a problem to report (and then nothing is stored). */
export type Understood = { value?: FieldValue; problem?: string }

const maxTextLength = 20_000
const maxInteger = 2_147_483_647
const maxNumber = 1e12
const yes = new Set(['si', 'yes', 'true', 'vero', '1', 'x', 's', 'y', 't'])
const no = new Set(['no', 'false', 'falso', '0', 'n', 'f'])

/** Reads one cell for one field: words mapped first (of a list each member), then type, category, pattern and range checked. */
export function understand(
  cell: unknown,
  field: Field,
  { values, separator }: ColumnMapping,
  mark: DecimalMark,
): Understood {
  const text = cleanText(cell)
  if (text === null) return {}
  const word = values && field.type !== 'list' ? mapped(values, text) : undefined
  if (word === null) return {}
  const source = word ?? cell
  const read = readers[field.type](source, {
    text: word === undefined ? text : String(word),
    mark,
    separator,
    values,
  })
  if (read === undefined) return { problem: `"${shortened(text)}" is not ${expected[field.type]}` }
  const problem = check(read, field, text)
  return problem ? { problem } : { value: canonical(read, field) }
}

/** Folded lookup; undefined where the map has no such word. */
function mapped(values: NonNullable<ColumnMapping['values']>, text: string) {
  const key = fold(text)
  const entry = Object.entries(values).find(([word]) => fold(word) === key)
  return entry?.[1]
}

interface Reading {
  text: string
  mark: DecimalMark
  separator: string | undefined
  values: ColumnMapping['values']
}

const readers: Record<Field['type'], (cell: unknown, reading: Reading) => FieldValue | undefined> = {
  text: (_, { text }) => text,
  number: (cell, { text, mark }) => readNumber(cell, text, mark),
  integer: (cell, { text, mark }) => {
    const number = readNumber(cell, text, mark)
    return Number.isInteger(number) ? number : undefined
  },
  boolean: (cell, { text }) => {
    if (typeof cell === 'boolean') return cell
    return yes.has(fold(text)) ? true : no.has(fold(text)) ? false : undefined
  },
  date: (_, { text }) => readDate(text),
  list: (cell, { text, separator, values = {} }) => {
    const members: unknown[] = Array.isArray(cell) ? cell : separator ? text.split(separator) : [text]
    const words = members
      .flatMap((member) => cleanText(member) ?? [])
      .map((word) => mapped(values, word) ?? word)
    return [...new Set(words.map(String))]
  },
}

const expected: Record<Field['type'], string> = {
  text: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'yes or no',
  date: 'a date (2016-04-30 or 30/04/2016)',
  list: 'a list',
}

function readNumber(cell: unknown, text: string, mark: DecimalMark): number | undefined {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : undefined
  return parseNumber(text, mark) ?? undefined
}

/** ISO 8601 or day first, as Italian files have it; undefined where the calendar has no such day. */
function readDate(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(text)
  const dayFirst = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: .*)?$/.exec(text)
  const [year, month, day] = (iso?.slice(1) ?? dayFirst?.slice(1).reverse() ?? []).map(Number)
  if (!year || !month || !day) return undefined
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? date.toISOString().slice(0, 10)
    : undefined
}

function check(value: FieldValue, field: Field, text: string): string | undefined {
  const shown = `"${shortened(text)}"`
  if (typeof value === 'number') return checkRange(value, field, shown)
  if (typeof value !== 'string') return undefined
  if (value.length > (field.maxLength ?? maxTextLength)) {
    return `the text is longer than ${field.maxLength ?? maxTextLength} characters`
  }
  if (field.values && !findWord(field.values, value)) {
    return `${shown} is not a known word (${field.values.join(', ')})`
  }
  return field.pattern && !field.pattern.test(value) ? `${shown} is not of the expected form` : undefined
}

function checkRange(value: number, { minimum, exclusive, type }: Field, shown: string): string | undefined {
  if (minimum !== undefined && (value < minimum || (exclusive && value === minimum))) {
    return `${shown} is not ${exclusive ? 'above' : 'at least'} ${minimum}`
  }
  return Math.abs(value) > (type === 'integer' ? maxInteger : maxNumber) ? `${shown} is too large` : undefined
}

const findWord = (words: readonly string[], value: string) => words.find((word) => fold(word) === fold(value))

const canonical = (value: FieldValue, { values }: Field): FieldValue =>
  (values && typeof value === 'string' && findWord(values, value)) || value

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text)
