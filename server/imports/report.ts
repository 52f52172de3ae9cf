import type { ImportReport, RowNote } from './schema.ts'

/** How many rows of each kind are printed one by one. */
const printedRows = 50

/** The report as a person reads it in a terminal. */
export function formatReport(report: ImportReport): string {
  const { rows, dryRun } = report
  const count = (value: number) => value.toLocaleString('en-GB')
  return [
    `${report.fileName} → ${report.collection}${dryRun ? ' (dry run: nothing was written)' : ''}`,
    ...report.notes.map((note) => `  ${note}`),
    '',
    `  rows read  ${count(rows.read).padStart(8)}`,
    `  created    ${count(rows.created).padStart(8)}`,
    `  changed    ${count(rows.changed).padStart(8)}`,
    `  unchanged  ${count(rows.unchanged).padStart(8)}`,
    `  refused    ${count(rows.refused).padStart(8)}`,
    ...section('Refused', report.refused),
    ...section('Warnings', report.warnings),
    '',
  ].join('\n')
}

function section(title: string, notes: RowNote[]): string[] {
  if (notes.length === 0) return []
  const shown = notes
    .slice(0, printedRows)
    .map(({ row, line, reason }) => `  line ${line} (row ${row}): ${reason}`)
  const more = notes.length - shown.length
  return ['', `${title}:`, ...shown, ...(more > 0 ? [`  … and ${more.toLocaleString('en-GB')} more.`] : [])]
}
