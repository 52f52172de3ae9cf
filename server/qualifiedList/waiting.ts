import { addDays, daysBetween, type Holidays, isHoliday } from '../city/rules.ts'
import { officeSteps, type StepWait, type WaitingStep, waitingSteps } from './schema.ts'

/** A stay of an application in one step, in days of Italy; `until` null while it lasts. */
export interface Stay {
  step: WaitingStep
  from: string
  until: string | null
}

/** Working days promised for each step. */
export type Promised = Record<WaitingStep, number>

/** The days that must pass between the notice of the grounds and a refusal (L. 241/1990 art. 10-bis). */
export const groundsDays = 10

/** Whether offices work on a day: not on Saturday, nor on Sunday or a holiday of the city. */
export function isWorkingDay(day: string, holidays: Holidays): boolean {
  return new Date(`${day}T00:00:00Z`).getUTCDay() !== 6 && !isHoliday(day, holidays)
}

/** Working days after one day up to and with another. */
export function workingDaysBetween(from: string, to: string, holidays: Holidays): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    if (isWorkingDay(day, holidays)) count += 1
  return count
}

/** The day on which so many working days have passed. */
export function addWorkingDays(from: string, days: number, holidays: Holidays): string {
  let day = from
  for (let left = days; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkingDay(day, holidays)) left -= 1
  }
  return day
}

/**
 * How long an application stayed in each step it was in: stays in one step are added up, so that what was given
 * back to the lab and came again does not begin from nought. Only steps of the office can be over.
 */
export function waitsOf(
  stays: readonly Stay[],
  { today, promised, holidays }: { today: string; promised: Promised; holidays: Holidays },
): StepWait[] {
  return waitingSteps.flatMap((step) => {
    const own = stays.filter((stay) => stay.step === step)
    if (own.length === 0) return []
    const sum = (count: (from: string, to: string) => number) =>
      own.reduce((total, { from, until }) => total + count(from, until ?? today), 0)
    const workingDays = sum((from, to) => workingDaysBetween(from, to, holidays))
    const isOffices = officeSteps.some((known) => known === step)
    return [
      {
        step,
        days: sum(daysBetween),
        workingDays,
        promised: promised[step],
        isOpen: own.some(({ until }) => until === null),
        isOver: isOffices && workingDays > promised[step],
      },
    ]
  })
}

/** The middle of some numbers; null where there is none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
