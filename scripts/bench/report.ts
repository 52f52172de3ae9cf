import type { Measured } from './measuring.ts'

/** What a run found. */
interface Found {
  subject: string
  size: string
  data: Record<string, number>
  results: Measured[]
}

const round = (number: number, digits: number) => Number(number.toFixed(digits))

/** The figures for a program to read. */
export const asJson = ({ results, ...about }: Found): string =>
  JSON.stringify(
    {
      ...about,
      results: results.map(({ programMs, fastestMs, bareMs, ratio, ...rest }) => ({
        ...rest,
        programMs: round(programMs, 2),
        fastestMs: round(fastestMs, 2),
        bareMs: round(bareMs, 2),
        ratio: round(ratio, 2),
      })),
    },
    null,
    2,
  )

const verdict = ({ programMs, limitMs }: Measured) =>
  limitMs === null ? '' : `${programMs <= limitMs ? 'within' : 'OVER'} ${limitMs} ms`

/** The figures as a table to read, in milliseconds. */
export function asTable({ subject, size, data, results }: Found): string {
  const rows = [
    ['', 'program', 'fastest', 'bare SQL', 'ratio', ''],
    ...results.map((result) => [
      result.name,
      result.programMs.toFixed(1),
      result.fastestMs.toFixed(1),
      result.bareMs.toFixed(1),
      result.ratio.toFixed(2),
      verdict(result),
    ]),
  ]
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 || column === 5 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
  const about = Object.entries(data).map(([name, value]) => `${name} ${value}`)
  return [`${subject}, ${size}: ${about.join(', ')}`, 'milliseconds, medians', '', ...lines].join('\n')
}
