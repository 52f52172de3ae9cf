import type { Indicator } from './schema.ts'

export * from './drawing.ts'

/** Decimals of a figure as it is shown; of a share in percent. */
export const decimalsOf: Record<Indicator['unit'], number> = {
  share: 0,
  count: 0,
  per10k: 2,
  m2per1000: 1,
  metres: 0,
  ratio: 2,
  gini: 2,
  months: 0,
  days: 0,
  perSpace: 1,
}

/**
 * Gini index of amounts among weights (residents), by the trapezoids under the Lorenz curve: 0 where every weight
 * has the same rate, 1 − 1/n where one of n equal units has everything.
 * @returns null where nothing is shared out, or among nobody
 */
export function weightedGini(weights: ArrayLike<number>, amounts: ArrayLike<number>): number | null {
  const order = Array.from(weights, (_, at) => at).filter((at) => weightAt(weights, at) > 0)
  order.sort(
    (a, b) => weightAt(amounts, a) * weightAt(weights, b) - weightAt(amounts, b) * weightAt(weights, a),
  )
  const total = order.reduce((sum, at) => sum + weightAt(weights, at), 0)
  const shared = order.reduce((sum, at) => sum + weightAt(amounts, at), 0)
  if (total === 0 || shared === 0) return null
  let [x, y, area] = [0, 0, 0]
  for (const at of order) {
    const [nextX, nextY] = [x + weightAt(weights, at) / total, y + weightAt(amounts, at) / shared]
    area += (nextX - x) * (nextY + y)
    ;[x, y] = [nextX, nextY]
  }
  return Math.max(0, 1 - area)
}

const weightAt = (numbers: ArrayLike<number>, at: number): number => numbers[at] ?? 0

/**
 * The least value that at least `share` of the weights do not exceed; infinite values are the last.
 * @returns null where there is no weight
 */
export function weightedQuantile(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  share: number,
): number | null {
  const order = Array.from(values, (_, at) => at).filter((at) => weightAt(weights, at) > 0)
  order.sort((a, b) => {
    const [one, other] = [weightAt(values, a), weightAt(values, b)]
    return one === other ? 0 : one - other
  })
  const total = order.reduce((sum, at) => sum + weightAt(weights, at), 0)
  let passed = 0
  for (const at of order) {
    passed += weightAt(weights, at)
    // A billionth of slack: sums of thousands of parts do not end on the exact share.
    if (passed >= share * total * (1 - 1e-9)) return weightAt(values, at)
  }
  return null
}

/** The middle of some numbers; of an even count, the mean of the two in the middle; null of none. */
export function median(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((one, other) => one - other)
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

/** How far one walks in some minutes, along the streets. */
export const walkM = (minutes: number, speedMPerMin: number): number => minutes * speedMPerMin

/** The band of minutes that a distance in metres falls into, 0 the nearest; -1 beyond the last. */
export function bandOf(distanceM: number, bands: readonly number[], speedMPerMin: number): number {
  return bands.findIndex((minutes) => distanceM <= walkM(minutes, speedMPerMin))
}
