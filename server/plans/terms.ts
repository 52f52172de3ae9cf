import { addDays, daysBetween, type Holidays, isHoliday, nextWorkingDay } from '../city/rules.ts'

/** A term counted in days: the first is not counted, and one that ends on a holiday ends on the next day that is none. */
export interface Term {
  /** The day the count alone gives. */
  counted: string
  /** The last day that is in time. */
  lastDay: string
}

/** The end of a term of whole days from a day (art. 155 c.p.c.; art. 2963 c.c.). Days as yyyy-mm-dd. */
export function termFrom(day: string, days: number, holidays: Holidays): Term {
  const counted = addDays(day, days)
  return { counted, lastDay: nextWorkingDay(counted, holidays) }
}

/** The days a plan is deposited, and those in which everybody may write to it (LR 12/2005 art. 13 c. 4). */
export function observationDays(depositFrom: string, holidays: Holidays): { deposit: Term; window: Term } {
  const deposit = { ...termFrom(depositFrom, 30, holidays), lastDay: addDays(depositFrom, 30) }
  return { deposit, window: termFrom(deposit.lastDay, 30, holidays) }
}

/** Days before the end at which the desk is warned. */
export const warningDays = [30, 10, 1] as const

/** The term to decide on what was written: 90 days from the end of the window, longer with elections (c. 7, 7-bis). */
export function decisionTerm(windowEnds: string, termDays: number, holidays: Holidays): Term {
  return termFrom(windowEnds, termDays, holidays)
}

/** Steps of the work backwards from the last day to decide, with how many days before it each is due. */
const backwardSteps = [
  { code: 'split', days: 70 },
  { code: 'drafts', days: 45 },
  { code: 'giunta', days: 30 },
  { code: 'publication', days: 24 },
  { code: 'commission', days: 20 },
  { code: 'council', days: 7 },
] as const

/** A day no later than this one that is no holiday. */
const workingDayBefore = (day: string, holidays: Holidays): string =>
  isHoliday(day, holidays) ? workingDayBefore(addDays(day, -1), holidays) : day

/** When each step is due so that the Council can decide in time; a step on a holiday is due before it. */
export function stepsBackFrom(lastDay: string, holidays: Holidays): { code: string; dueOn: string }[] {
  return backwardSteps.map(({ code, days }) => ({
    code,
    dueOn: workingDayBefore(addDays(lastDay, -days), holidays),
  }))
}

/** How near the end of a term is: the smallest warning that is due, null before the first; never more than a warning. */
export function warningOf(today: string, lastDay: string): (typeof warningDays)[number] | 'over' | null {
  const left = daysBetween(today, lastDay)
  if (left < 0) return 'over'
  return [...warningDays].reverse().find((days) => left <= days) ?? null
}
