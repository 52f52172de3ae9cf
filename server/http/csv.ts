import type { FastifyReply } from 'fastify'
import { demoMark } from '../documents/blocks.ts'

/** What makes Italian spreadsheets read a table as UTF-8. */
export const byteOrderMark = '\uFEFF'

type Value = string | number | boolean | null | undefined

/** A line of a table (RFC 4180 with `;`), text that a spreadsheet would run as a formula defused. */
export const csvLine = (values: readonly Value[]): string => `${values.map(csvValue).join(';')}\r\n`

/** A whole table: its heads, then its rows; those of a demonstration say so in a last column. */
export function csvTable(
  heads: readonly string[],
  rows: readonly (readonly Value[])[],
  demo: boolean,
): string {
  const mark = demo ? [demoMark] : []
  const lines = [[...heads, ...(demo ? ['demo'] : [])], ...rows.map((row) => [...row, ...mark])]
  return byteOrderMark + lines.map(csvLine).join('')
}

/** Answers with a table, to be saved under a name (ASCII). */
export const sendCsv = (reply: FastifyReply, name: string, table: string): FastifyReply =>
  reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .send(table)

/** @see https://owasp.org/www-community/attacks/CSV_Injection */
function csvValue(value: Value): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  const safe = /^[\s]*[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[;"\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
