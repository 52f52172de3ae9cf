import { parse } from 'csv-parse/sync'
import { UnusableFileError } from '../errors.ts'
import { decode } from './encoding.ts'
import type { Format, ParsedFile, Refusal, SourceRow } from './format.ts'

/** Delimited text with a header line; delimiter, encoding and line ends are recognised. */
export const csv: Format = {
  id: 'csv',
  recognises: (fileName) => /\.(csv|tsv|txt)$/i.test(fileName),
  read,
}

const delimiters = [
  { character: ';', name: 'semicolon' },
  { character: ',', name: 'comma' },
  { character: '\t', name: 'tab' },
  { character: '|', name: 'vertical bar' },
] as const

/** Broken quotes after which reading starts again on the next line; beyond this the file is refused. */
const maxRestarts = 200

function read(bytes: Uint8Array): ParsedFile {
  const { text, notes } = decode(bytes)
  const delimiter = recogniseDelimiter(text)
  const { records, unclosedLines } = readRecords(text, delimiter.character)
  const header = (records.shift()?.cells ?? []).map((name) => name.trim())
  if (header.length < 2) {
    throw new UnusableFileError('No header line with two or more columns was found: is this a CSV file?')
  }
  const rows: SourceRow[] = []
  const refused: Refusal[] = []
  const all = [...records, ...unclosedLines.map((line) => ({ line, cells: null }))].sort(
    (a, b) => a.line - b.line,
  )
  for (const [index, { line, cells }] of all.entries()) {
    const place = { row: index + 1, line }
    const problem = findProblem(cells, header)
    if (cells && !problem) rows.push({ ...place, cells: named(header, cells) })
    else refused.push({ ...place, reason: problem ?? '' })
  }
  return {
    columns: header.filter((name) => name !== ''),
    rows,
    refused,
    declaredCrs: null,
    notes: [
      ...notes,
      `Delimiter: ${delimiter.name}.`,
      lineEnds(text),
      ...quotedIds(text),
      ...repeated(header),
    ],
  }
}

function findProblem(cells: string[] | null, header: string[]): string | null {
  if (!cells) return 'A quote is opened here and not closed.'
  const surplus = cells.slice(header.length).some((cell) => cell.trim() !== '')
  if (cells.length >= header.length && !surplus) return null
  return `The row has ${cells.length} columns, the header has ${header.length}.`
}

/** The delimiter that gives the first records the same number of columns, the more columns the better. */
function recogniseDelimiter(text: string): (typeof delimiters)[number] {
  const scored = delimiters.map((delimiter) => {
    const [header, ...records] = parseRecords(text, delimiter.character, 20).records
    const width = header?.cells.length ?? 0
    const alike = records.filter(({ cells }) => cells.length === width).length
    return { delimiter, score: width < 2 ? 0 : width * (1 + alike) }
  })
  return scored.reduce((best, other) => (other.score > best.score ? other : best)).delimiter
}

interface CsvRecord {
  line: number
  lastLine: number
  cells: string[]
}

/**
 * All records. A quote that is never closed swallows what follows: its line is named and reading starts
 * again on the next one, so that no row is lost without a word.
 */
function readRecords(text: string, delimiter: string): { records: CsvRecord[]; unclosedLines: number[] } {
  const records: CsvRecord[] = []
  const unclosedLines: number[] = []
  for (let [offset, skippedLines] = [0, 0]; ; ) {
    const part = parseRecords(text.slice(offset), delimiter)
    const width = (records[0] ?? part.records[0])?.cells.length
    const broken = part.records.findIndex((it) => isSwallowed(it, width))
    const good = broken < 0 ? part.records : part.records.slice(0, broken)
    for (const it of good) records.push({ ...it, line: it.line + skippedLines })
    const brokenLine = broken < 0 ? part.unclosedLine : part.records[broken]?.line
    if (brokenLine === undefined) return { records, unclosedLines }
    unclosedLines.push(brokenLine + skippedLines)
    if (unclosedLines.length > maxRestarts)
      throw new UnusableFileError('Too many rows have a quote that is never closed.')
    offset = startOfLine(text, offset, brokenLine + 1)
    skippedLines += brokenLine
  }
}

/** Whether a record of several lines comes from a quote that was never closed. */
const isSwallowed = ({ line, lastLine, cells }: CsvRecord, width: number | undefined): boolean =>
  lastLine > line && (cells.length !== width || cells.some((cell) => cell.split('"').length % 2 === 0))

function parseRecords(
  text: string,
  delimiter: string,
  to?: number,
): { records: CsvRecord[]; unclosedLine?: number } {
  let unclosed = false
  const parsed = parse(text, {
    delimiter,
    to,
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_records_with_error: true,
    on_skip: () => {
      unclosed = true
      return undefined
    },
  }) as unknown as { record: string[]; info: { lines: number } }[]
  const records: CsvRecord[] = []
  let lastLine = 0
  for (const { record, info } of parsed) {
    if (record.some((cell) => cell !== ''))
      records.push({ line: lastLine + 1, lastLine: info.lines, cells: record })
    lastLine = info.lines
  }
  return unclosed ? { records, unclosedLine: lastLine + 1 } : { records }
}

/** Offset at which line `line` starts, counted from 1 at `offset`. */
function startOfLine(text: string, offset: number, line: number): number {
  let start = offset
  for (let current = 1; current < line; current += 1) {
    const end = text.indexOf('\n', start)
    if (end < 0) return text.length
    start = end + 1
  }
  return start
}

const named = (header: string[], cells: string[]): Record<string, unknown> =>
  Object.fromEntries(
    header.flatMap((name, index) => (name === '' ? [] : [[name, cells[index] ?? '']])).reverse(),
  )

const lineEnds = (text: string): string => `Line ends: ${text.includes('\r\n') ? 'CRLF' : 'LF'}.`

function quotedIds(text: string): string[] {
  const quoted = /(?:^|\n)"\d+"[;,\t|]/.test(text.slice(0, 10_000))
  return quoted ? ['Numbers in quotes are read as text where a code is meant.'] : []
}

function repeated(header: string[]): string[] {
  const names = header.filter((name, index) => name !== '' && header.indexOf(name) !== index)
  return names.length > 0 ? [`Columns that occur twice, the first one counts: ${names.join(', ')}.`] : []
}
