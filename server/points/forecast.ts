import { addDays, daysBetween } from '../city/rules.ts'

/** How far the work is, and when it would end at the pace of late. */
export interface Forecast {
  /** Points still without it. */
  left: number
  /** A day, over the days looked back on. */
  perDay: number
  /** yyyy-mm-dd; null where nothing moves. */
  endsOn: string | null
  /** What a day would need to be in time; null without a last day, or once it is over. */
  neededPerDay: number | null
  late: boolean
}

/** Days looked back on. */
export const paceDays = 14

/**
 * When the last point will be done if each day brings as many as those of the last two weeks.
 * @param lastDay the last day that is in time, null where it is not known
 */
export function forecastOf(
  { left, done }: { left: number; done: number },
  today: string,
  lastDay: string | null,
): Forecast {
  const perDay = done / paceDays
  const endsOn = left === 0 ? today : perDay > 0 ? addDays(today, Math.ceil(left / perDay)) : null
  const daysLeft = lastDay === null ? null : daysBetween(today, lastDay)
  const neededPerDay = daysLeft === null || daysLeft <= 0 ? null : left / daysLeft
  const late = left > 0 && lastDay !== null && (endsOn === null || endsOn > lastDay)
  return { left, perDay, endsOn, neededPerDay, late }
}
