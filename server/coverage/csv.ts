import { csvTable } from '../http/csv.ts'
import type { Coverage } from './schema.ts'

const columns = [
  'indicator',
  'areaKind',
  'areaCode',
  'areaName',
  'value',
  'state',
  'count',
  'unit',
  'date',
  'source',
  'method',
  'dataVersion',
  'travel',
]

/** Figures in long form: a line for each indicator of each area. */
export function coverageCsv({ run, travel, indicators, areas }: Coverage, demo: boolean): string {
  const rows = areas.flatMap(({ kind, code, name, values }) =>
    indicators.map(({ id, unit, source }) => {
      const { value, state, count } = values[id]
      const about = [unit, run.date, source.it, run.method, run.dataVersion, travel.mode]
      return [id, kind, code, name, value, state, count, ...about]
    }),
  )
  return csvTable(columns, rows, demo)
}
