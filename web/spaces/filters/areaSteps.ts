import type { SpaceFilters } from '#schema/spaces'
import type { FilterWords } from '../filterWords.ts'

const usualSteps = [0, 20, 40, 60, 80, 100, 150, 200, 300, 400, 600, 1000]

/** The stops of the slider in m²: the edges of the histogram, so that each thumb stands between two bars. */
export function areaSteps(bins: readonly { min: number; max: number }[]): number[] {
  const last = bins[bins.length - 1]
  return last ? [...bins.map((bin) => bin.min), last.max] : usualSteps
}

/** Index of the stop nearest to an area in m². */
export function nearestStep(steps: readonly number[], areaM2: number): number {
  const distances = steps.map((step) => Math.abs(step - areaM2))
  return distances.indexOf(Math.min(...distances))
}

/** "80–200 m²", "da 80 m²", "fino a 200 m²"; undefined without limits. */
export function areaText(
  { areaMin, areaMax }: SpaceFilters,
  { t, formats: { number } }: Pick<FilterWords, 't' | 'formats'>,
): string | undefined {
  const format = (value: number) => number(value, 1, 0)
  if (areaMin !== undefined && areaMax !== undefined) return `${format(areaMin)}–${format(areaMax)} m²`
  if (areaMin !== undefined) return t('filter.area.from', { number: format(areaMin) })
  if (areaMax !== undefined) return t('filter.area.to', { number: format(areaMax) })
  return undefined
}
