import { ckmeans, equalIntervalBreaks, quantileSorted } from 'simple-statistics'

/** Named ways of parting values into classes; the legend says which. */
export const classMethods = ['quantile', 'natural', 'equal'] as const
export type ClassMethod = (typeof classMethods)[number]

/** Values from and up to, both inside; with how many areas have one of them. */
export interface ValueClass {
  from: number
  to: number
  count: number
  /** Custom property of its colour. */
  color: string
  /** Whether labels on it are white. */
  dark: boolean
}

export interface Classes {
  method: ClassMethod
  /** How many areas have the value nought; a class of its own. */
  zeros: number
  /** From the lowest to the highest, none of them empty but those of equal width. */
  parts: ValueClass[]
  /** What the colours part around, where they do. */
  middle: number | null
}

const zeroColor = '--seq-1'
const sequential = ['--seq-1', '--seq-2', '--seq-3', '--seq-4', '--seq-5']
const diverging = ['--div-1', '--div-2', '--div-3', '--div-4', '--div-5', '--div-6', '--div-7']
const darkColors = new Set(['--seq-4', '--seq-5', '--div-1', '--div-7'])

/** Colours for so many classes, spread over a ramp, its last always among them. */
const spread = (ramp: readonly string[], count: number) =>
  Array.from({ length: count }, (_, index) => {
    const place = count === 1 ? ramp.length - 1 : Math.round((index * (ramp.length - 1)) / (count - 1))
    return ramp[place] ?? ''
  })

type Part = Pick<ValueClass, 'from' | 'to' | 'count'>

const partOf = (values: readonly number[]): Part => ({
  from: values[0] ?? 0,
  to: values.at(-1) ?? 0,
  count: values.length,
})

/** Values of one side of each break; those equal to a break lie below it. */
function between(sorted: readonly number[], breaks: readonly number[]): number[][] {
  const ends = [...breaks, Number.POSITIVE_INFINITY]
  return ends.map((end, index) =>
    sorted.filter((value) => value <= end && value > (ends[index - 1] ?? Number.NEGATIVE_INFINITY)),
  )
}

function equalParts(sorted: readonly number[], from: number, to: number, count: number): Part[] {
  const edges = from === to ? [from, to] : equalIntervalBreaks([from, to], count)
  return between(sorted, edges.slice(1, -1)).map((values, index) => ({
    from: edges[index] ?? from,
    to: edges[index + 1] ?? to,
    count: values.length,
  }))
}

const cuts: Record<ClassMethod, (sorted: number[], count: number) => Part[]> = {
  quantile: (sorted, count) => {
    const breaks = Array.from({ length: count - 1 }, (_, index) =>
      quantileSorted(sorted, (index + 1) / count),
    )
    return between(sorted, breaks)
      .filter((values) => values.length > 0)
      .map(partOf)
  },
  natural: (sorted, count) => ckmeans(sorted, count).map(partOf),
  equal: (sorted, count) => equalParts(sorted, sorted[0] ?? 0, sorted.at(-1) ?? 0, count),
}

const coloured = (parts: readonly Part[], ramp: readonly string[]): ValueClass[] => {
  const colors = spread(ramp, parts.length)
  return parts.map((part, index) => {
    const color = colors[index] ?? ''
    return { ...part, color, dark: darkColors.has(color) }
  })
}

const knownOf = (values: readonly (number | null)[]) =>
  values.filter((value): value is number => value !== null && Number.isFinite(value)).sort((a, b) => a - b)

/**
 * Classes of the values of areas, nought in one of its own. Quantiles hold equally many areas, natural
 * breaks the least variance (Fisher 1958 by Ckmeans.1d.dp, Wang and Song 2011), equal ones are equally wide.
 */
export function classesOf(values: readonly (number | null)[], method: ClassMethod, most = 5): Classes {
  const known = knownOf(values)
  const sorted = known.filter((value) => value !== 0)
  const zeros = known.length - sorted.length
  const count = Math.min(zeros > 0 ? most - 1 : most, new Set(sorted).size)
  const parts = count === 0 ? [] : cuts[method](sorted, count)
  const ramp = zeros > 0 ? sequential.slice(1) : sequential
  return { method, zeros, parts: coloured(parts, ramp), middle: null }
}

/** Seven equally wide classes around a stated middle, such as the value of the city. */
export function classesAround(values: readonly (number | null)[], middle: number): Classes {
  const sorted = knownOf(values)
  const reach = Math.max(...sorted.map((value) => Math.abs(value - middle)), 1e-9)
  const parts = equalParts(sorted, middle - reach, middle + reach, diverging.length)
  return { method: 'equal', zeros: 0, parts: coloured(parts, diverging), middle }
}

/** The class a value lies in: its colour, and whether labels on it are white; null for no known value. */
export function classOf(
  { zeros, parts }: Classes,
  value: number | null,
): Pick<ValueClass, 'color' | 'dark'> | null {
  if (value === null) return null
  if (value === 0 && zeros > 0) return { color: zeroColor, dark: false }
  return parts.find(({ to }) => value <= to) ?? parts.at(-1) ?? null
}
