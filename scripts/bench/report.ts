/** What one of the figures of a line is to be. */
export interface Target {
  /** The name of the figure. */
  figure: string
  atLeast?: number
  atMost?: number
}

/** What was measured, with its figures by name, the unit in each name; a figure that was not measured is null. */
export interface Line {
  name: string
  figures: Record<string, number | null>
  targets?: Target[]
}

/** What a subject found. */
export interface Report {
  /** What the data are like. */
  data: Record<string, number>
  lines: Line[]
}

interface Found extends Report {
  subject: string
  size: string
}

/** Whether the figure is what it is to be; one that was not measured is not. */
function isReached({ figures }: Line, { figure, atLeast, atMost }: Target): boolean {
  const value = figures[figure] ?? null
  return (
    value !== null && (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost)
  )
}

const rounded = (value: number | null) => value && Number(value.toFixed(2))

/** The figures for a program to read. */
export function asJson({ lines, ...about }: Found): string {
  const results = lines.map((line) => ({
    name: line.name,
    ...Object.fromEntries(Object.entries(line.figures).map(([name, value]) => [name, rounded(value)])),
    targets: (line.targets ?? []).map((target) => ({ ...target, reached: isReached(line, target) })),
  }))
  return JSON.stringify({ ...about, results }, null, 2)
}

/** Three digits that say something, and all before the point. */
function shown(value: number | null | undefined): string {
  if (value === null || value === undefined) return ''
  return value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2)
}

function verdict(line: Line, target: Target): string {
  const { figure, atLeast, atMost } = target
  const asked = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`
  return `${figure} ${asked}: ${isReached(line, target) ? 'reached' : 'MISSED'}`
}

/** The figures as a table to read. */
export function asTable({ subject, size, data, lines }: Found): string {
  const figures = [...new Set(lines.flatMap((line) => Object.keys(line.figures)))]
  const rows = [
    ['', ...figures, ''],
    ...lines.map((line) => [
      line.name,
      ...figures.map((figure) => shown(line.figures[figure])),
      (line.targets ?? []).map((target) => verdict(line, target)).join(', '),
    ]),
  ]
  const last = figures.length + 1
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  const padded = (cell: string, column: number) =>
    column === 0 || column === last ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
  const about = Object.entries(data).map(([name, value]) => `${name} ${value}`)
  return [
    `${subject}, ${size}: ${about.join(', ')}`,
    'medians',
    '',
    ...rows.map((row) => row.map(padded).join('  ').trimEnd()),
  ].join('\n')
}
