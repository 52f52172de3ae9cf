import type { Db } from '../db/index.ts'

const dayMs = 86_400_000

/** A day, YYYY-MM-DD, moved by whole days. */
export const movedBy = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)

/** Whole days from one day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs)

/** The calendar day of an instant where the city lies, YYYY-MM-DD. */
export const localDay = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(instant)

/**
 * The day itself, or the first after it, that is a Tuesday to Friday and no holiday: never a Monday, so
 * that Easter Monday needs no calendar.
 * @param holidays month and day, MM-DD, of those that do not move
 */
export function openDay(day: string, holidays: readonly string[]): string {
  const weekday = new Date(day).getUTCDay()
  const fits = weekday >= 2 && weekday <= 5 && !holidays.includes(day.slice(5))
  return fits ? day : openDay(movedBy(day, 1), holidays)
}

/** A value to store: the instant of a wall-clock time where the city lies. */
export const instantAt = (db: Db, day: string, time: string, timeZone: string) =>
  db.raw('((?::date + ?::time) AT TIME ZONE ?)', [day, time, timeZone])
