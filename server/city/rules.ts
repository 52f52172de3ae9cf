import type { CityPack } from './schema.ts'

/** Days and deadlines are those of the clocks of Italy, whatever the machine's own zone. */
export const timeZone = 'Europe/Rome'

const wallClock = new Intl.DateTimeFormat('en-CA', {
  timeZone,
  dateStyle: 'short',
  timeStyle: 'medium',
  hourCycle: 'h23',
})

/** Date and time on the wall in Italy, as if they were UTC, in milliseconds. */
function wallMs(instant: Date): number {
  const parts = Object.fromEntries(wallClock.formatToParts(instant).map(({ type, value }) => [type, value]))
  const { year, month, day, hour, minute, second } = parts
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

/** The calendar day in Italy at an instant, as yyyy-mm-dd. */
export const romeDate = (instant: Date): string => new Date(wallMs(instant)).toISOString().slice(0, 10)

/**
 * The instant of a wall-clock time in Italy. A time that the change to summer time skips counts as the
 * same minutes after the change; one that occurs twice in autumn is the later, so nobody loses an hour.
 */
export function romeInstant(date: string, time: string): Date {
  const wall = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`)
  const candidates = [1, 2].map((hours) => new Date(wall - hours * 3_600_000))
  const matching = candidates.filter((candidate) => wallMs(candidate) === wall)
  const chosen = matching.length > 0 ? matching : candidates
  return new Date(Math.max(...chosen.map((candidate) => candidate.getTime())))
}

/** Date and time on the wall in Italy at an instant, to the minute: `2027-03-31T12:00`. */
export const romeWall = (instant: Date): string => new Date(wallMs(instant)).toISOString().slice(0, 16)

/** The last second of a day in Italy. */
export const endOfDay = (date: string): Date => romeInstant(date, '23:59:59')

/** A day moved by whole days of the calendar. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Whole days of the calendar from one day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)

/** Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher). */
export function easterSunday(year: number): string {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
  return `${year}-${String(Math.floor(f / 31)).padStart(2, '0')}-${String((f % 31) + 1).padStart(2, '0')}`
}

/** Holidays of a city, as its pack lists them. */
export type Holidays = CityPack['holidays']

/** Whether a day is a Sunday or a holiday of the city (L. 260/1949). */
export function isHoliday(date: string, { fixed, easterMonday }: Holidays): boolean {
  const isSunday = new Date(`${date}T00:00:00Z`).getUTCDay() === 0
  if (isSunday || fixed.includes(date.slice(5))) return true
  return easterMonday && date === addDays(easterSunday(Number(date.slice(0, 4))), 1)
}

/** A term that ends on a Sunday or holiday is moved to the next day that is neither (art. 2963 c.c.). */
export function nextWorkingDay(date: string, holidays: Holidays): string {
  return isHoliday(date, holidays) ? nextWorkingDay(addDays(date, 1), holidays) : date
}
