import { parse } from 'csv-parse/sync'
import { romeDate, romeInstant } from '../city/rules.ts'
import { decode } from '../imports/formats/encoding.ts'
import { refuseSwollen } from './swollen.ts'

/** One row of a list of submissions that came in elsewhere. */
export interface ListRow {
  /** From 1, without the header. */
  row: number
  receivedAt: Date | null
  sender: string | null
  subject: string | null
  text: string | null
}

type Column = 'receivedAt' | 'sender' | 'subject' | 'text'
/** What the columns may be called, in the order in which they are looked for. */
const names: Record<Column, readonly string[]> = {
  receivedAt: ['received_at', 'receivedat', 'ricevuta', 'ricevuta il', 'data', 'data e ora', 'date'],
  sender: ['sender', 'mittente', 'osservante', 'nome', 'name', 'cognome e nome'],
  subject: ['subject', 'oggetto'],
  text: ['text', 'testo', 'osservazione', 'richiesta'],
}
const rowLimit = 5000

/** The instant of `2026-12-01T10:30:00Z`, `01/12/2026 10:30` or `01/12/2026` (then the end of that day, in Italy). */
function instantOfCell(cell: string): Date | null {
  const [, day, month, year, time] =
    cell.match(/^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ ,T]+((?:[01]?\d|2[0-3])[:.][0-5]\d))?$/) ?? []
  if (day && month && year) {
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    if (Number.isNaN(Date.parse(date))) return null
    const at = romeInstant(date, time ? time.replace('.', ':').padStart(5, '0') : '23:59:59')
    return romeDate(at) === date ? at : null
  }
  const at = /^\d{4}-\d{2}-\d{2}T/.test(cell) ? new Date(cell) : null
  return at && !Number.isNaN(at.getTime()) ? at : null
}

/**
 * Rows of a list by the names of its columns; null where no column has the text.
 * @param rows the first names the columns
 */
export function readList(rows: readonly (readonly string[])[]): ListRow[] | null {
  const [header = [], ...body] = rows
  const places = Object.fromEntries(
    (Object.keys(names) as Column[]).map((column) => [
      column,
      header.findIndex((name) => names[column].includes(name.trim().toLowerCase())),
    ]),
  ) as Record<Column, number>
  if (places.text < 0) return null
  const cell = (row: readonly string[], column: Column) => row[places[column]]?.trim() || null
  return body.slice(0, rowLimit).flatMap((row, index) => {
    const text = cell(row, 'text')
    if (!text) return []
    const received = cell(row, 'receivedAt')
    return [
      {
        row: index + 1,
        receivedAt: received ? instantOfCell(received) : null,
        sender: cell(row, 'sender'),
        subject: cell(row, 'subject'),
        text,
      },
    ]
  })
}

/** The cells of a CSV file, whatever its encoding and the sign between its columns. */
export const rowsOfCsv = (content: Buffer): string[][] =>
  parse(decode(content).text, {
    delimiter: [';', ',', '\t'],
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
  })

const cellText = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'object' && 'richText' in value)
    return (value.richText as { text: string }[]).map(({ text }) => text).join('')
  if (typeof value === 'object' && 'text' in value) return String(value.text)
  if (typeof value === 'object' && 'result' in value) return String(value.result ?? '')
  return String(value)
}

/**
 * The cells of the first sheet of an XLSX file.
 * @throws {Error} where it is none, or swells beyond what a list can be
 */
export async function rowsOfXlsx(content: Buffer): Promise<string[][]> {
  await refuseSwollen(content)
  const { default: Excel } = await import('exceljs')
  const workbook = new Excel.Workbook()
  await workbook.xlsx.load(content as unknown as ArrayBuffer)
  const [sheet] = workbook.worksheets
  const rows: string[][] = []
  sheet?.eachRow((row) => {
    rows.push((row.values as unknown[]).slice(1).map(cellText))
  })
  return rows
}
