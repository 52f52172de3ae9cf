import { addDays, romeDate, romeInstant } from '../city/rules.ts'
import { type DayPart, dayParts, type Weekday, weekdays } from './words.ts'

/** A time on the wall, HH:MM; `to` at or before `from` is of the next day. */
export interface Interval {
  from: string
  to: string
}

/** When a lab is open; whatever is not said here is not known. */
export interface Hours {
  /** Weekday from 1, Monday. */
  weekly: (Interval & { weekday: number })[]
  /** Days on which other hours hold, both ends included; no intervals: closed. */
  exceptions: { firstOn: string; lastOn: string; intervals: Interval[]; note: string | null }[]
  byAppointment: boolean
}

/** Whether somebody finds the door open at an instant, and until or from when; instants in ISO 8601. */
export type Opening =
  | { state: 'open'; until: string | null }
  | { state: 'closed'; opensAt: string | null }
  | { state: 'byAppointment' }
  | { state: 'unknown' }

interface Span {
  start: number
  end: number
}

/** How far is looked ahead: a door that opens later is not said to open. */
const daysAhead = 60

const weekdayOf = (date: string) => ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1

/** The intervals that begin on a calendar day. */
export function intervalsOn({ weekly, exceptions }: Hours, date: string): Interval[] {
  const exception = exceptions.find(({ firstOn, lastOn }) => firstOn <= date && date <= lastOn)
  return exception ? exception.intervals : weekly.filter(({ weekday }) => weekday === weekdayOf(date))
}

/** Instants of an interval of a day in Italy: an evening is as long as the clocks make it. */
const spanOf = (date: string, { from, to }: Interval): Span => ({
  start: romeInstant(date, from).getTime(),
  end: romeInstant(to <= from ? addDays(date, 1) : date, to).getTime(),
})

/** Spans in order, those that touch as one. */
function merged(spans: Span[]): Span[] {
  const joined: Span[] = []
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end)
    else joined.push({ ...span })
  }
  return joined
}

function spansFrom(hours: Hours, first: string, days: number): Span[] {
  const dates = Array.from({ length: days }, (_, at) => addDays(first, at))
  return merged(dates.flatMap((date) => intervalsOn(hours, date).map((interval) => spanOf(date, interval))))
}

/** Hours that say something of a regular week. */
const scheduled = (hours: Hours | null): Hours | null => (hours && hours.weekly.length > 0 ? hours : null)
const iso = (ms: number) => new Date(ms).toISOString()

/** Whether the door is open at an instant, by the clocks of Italy. */
export function openingAt(said: Hours | null, at: Date): Opening {
  const hours = scheduled(said)
  if (!hours) return { state: said?.byAppointment ? 'byAppointment' : 'unknown' }
  const now = at.getTime()
  const yesterday = addDays(romeDate(at), -1)
  for (const days of [4, daysAhead]) {
    const spans = spansFrom(hours, yesterday, days)
    const seenUntil = romeInstant(addDays(yesterday, days), '00:00').getTime()
    const current = spans.find(({ start, end }) => start <= now && now < end)
    if (current && current.end < seenUntil) return { state: 'open', until: iso(current.end) }
    const next = spans.find(({ start }) => start > now)
    if (!current && next) return { state: 'closed', opensAt: iso(next.start) }
    if (current && days === daysAhead) return { state: 'open', until: null }
  }
  return { state: 'closed', opensAt: null }
}

/** Whether the door is open at an instant; false where it is not known. */
export const isOpenAt = (hours: Hours | null, at: Date): boolean => openingAt(hours, at).state === 'open'

/** When the door last opened or closed, in milliseconds; null where that is not known. */
export function lastChange(said: Hours | null, at: Date): number | null {
  const hours = scheduled(said)
  if (!hours) return null
  const spans = spansFrom(hours, addDays(romeDate(at), -daysAhead), daysAhead + 1)
  const past = spans.flatMap(({ start, end }) => [start, end]).filter((change) => change <= at.getTime())
  return past.length > 0 ? Math.max(...past) : null
}

/** Minutes of the day that a time on the wall is. */
export const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
/** The same of the end of an interval, past 1440 where it is of the next day. */
export const endOf = ({ from, to }: Interval) => minutes(to) + (to <= from ? 1440 : 0)

/** Minutes of the day, from and to; what lies between midnight and morning is of the evening before. */
const bounds: Record<DayPart, readonly [number, number]> = {
  morning: [6 * 60, 13 * 60],
  afternoon: [13 * 60, 18 * 60],
  evening: [18 * 60, 30 * 60],
}
const leastMinutes = 60

/** Parts of the week in which it is regularly open for an hour at least, such as `thu-evening`. */
export function openParts(hours: Hours | null): `${Weekday}-${DayPart}`[] {
  if (!hours) return []
  return weekdays.flatMap((day, at) => {
    const intervals = hours.weekly.filter(({ weekday }) => weekday === at + 1)
    return dayParts
      .filter((part) => {
        const [first, last] = bounds[part]
        const open = intervals.map((one) => Math.min(endOf(one), last) - Math.max(minutes(one.from), first))
        return open.filter((length) => length > 0).reduce((sum, length) => sum + length, 0) >= leastMinutes
      })
      .map((part) => `${day}-${part}` as const)
  })
}

/** Hours in a regular week; null where they are not known, as with a door that opens by appointment. */
export function weekHours(said: Hours | null): number | null {
  const hours = scheduled(said)
  if (!hours) return null
  const total = hours.weekly.reduce((sum, one) => sum + endOf(one) - minutes(one.from), 0)
  return Math.round((total / 60) * 100) / 100
}
