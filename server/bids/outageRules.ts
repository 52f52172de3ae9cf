import { instantOf } from '../calls/window.ts'
import { addDays, type Holidays, nextWorkingDay } from '../city/rules.ts'

const dayMs = 86_400_000
const minuteMs = 60_000

interface Span {
  beganAt: Date
  endedAt: Date
}

/** Whole minutes of the last day before a deadline in which the service was away; what overlaps counts once. */
export function lostMinutes(outages: readonly Span[], closesAt: Date): number {
  const from = closesAt.getTime() - dayMs
  const spans = outages
    .map(({ beganAt, endedAt }) => [
      Math.max(from, beganAt.getTime()),
      Math.min(closesAt.getTime(), endedAt.getTime()),
    ])
    .filter(([began = 0, ended = 0]) => ended > began)
    .sort(([a = 0], [b = 0]) => a - b)
  let lost = 0
  let until = from
  for (const [began = 0, ended = 0] of spans) {
    lost += Math.max(0, ended - Math.max(began, until))
    until = Math.max(until, ended)
  }
  return Math.ceil(lost / minuteMs)
}

interface Loss {
  lost: number
  now: Date
  holidays: Holidays
}

/**
 * The deadline that makes up for an outage: the same hour of the first working day that gives back at least
 * the time that was lost, and that has not passed (as D.Lgs 36/2023 art. 25 c. 2 asks of platforms: a time in
 * proportion).
 * @param closesAt printed time of the deadline, as `2027-03-31T12:00`
 */
export function proposeDeadline(closesAt: string, { lost, now, holidays }: Loss): string {
  const hour = closesAt.slice(11)
  const least = instantOf(closesAt).getTime() + lost * minuteMs
  const at = (day: string) => `${day}T${hour}`
  let day = nextWorkingDay(addDays(closesAt.slice(0, 10), 1), holidays)
  while (instantOf(at(day)).getTime() < least || instantOf(at(day)) <= now)
    day = nextWorkingDay(addDays(day, 1), holidays)
  return at(day)
}
