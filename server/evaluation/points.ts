import type { PriceFormula } from '../calls/criteria.ts'

/** Points to the hundredth, half up; a binary remainder far below a hundredth does not turn the scale. */
const toHundredths = (value: number): number => Math.floor(value * 100 + 0.5 + 1e-6) / 100

/** The sum of points, to the hundredth. */
export const sumPoints = (values: readonly number[]): number =>
  toHundredths(values.reduce((sum, value) => sum + value, 0))

/**
 * The arithmetic mean of what the commissioners gave, to the hundredth.
 * @throws {RangeError} where nobody gave anything
 */
export function meanPoints(marks: readonly number[]): number {
  if (marks.length === 0) throw new RangeError('there is no mean of no marks')
  return toHundredths(marks.reduce((sum, mark) => sum + mark, 0) / marks.length)
}

/** How far the highest mark lies above the lowest. */
export const spreadOf = (marks: readonly number[]): number =>
  marks.length === 0 ? 0 : toHundredths(Math.max(...marks) - Math.min(...marks))

/** What a bid is measured against. */
export interface PriceBasis {
  formula: PriceFormula
  maxPoints: number
  /** The rent asked for the lot, EUR a year. */
  baseEurYear: number
  /** The highest bid for the lot that is ranked, EUR a year. */
  highestEurYear: number
}

/**
 * Points of a bid, to the hundredth: `proportional` is max × bid ÷ highest; `rise` is max × (bid − base) ÷
 * (highest − base), and nothing for anybody where nobody bids more than the base.
 */
export function pricePoints(bidEurYear: number, basis: PriceBasis): number {
  const { formula, maxPoints, baseEurYear, highestEurYear } = basis
  if (formula === 'proportional') {
    return highestEurYear > 0 ? toHundredths((maxPoints * bidEurYear) / highestEurYear) : 0
  }
  const room = highestEurYear - baseEurYear
  return room > 0 ? toHundredths((maxPoints * (bidEurYear - baseEurYear)) / room) : 0
}
