import { type Holidays, isHoliday, romeInstant, romeWall } from '../city/rules.ts'

/** What is wrong with a date or a time of a call. */
export const windowProblems = [
  'missing',
  'noSuchTime',
  'skippedTime',
  'holiday',
  'inThePast',
  'notAfterOpening',
  'afterClosing',
  'notLater',
] as const
export type WindowProblem = (typeof windowProblems)[number]

/** Date and time printed in a call, as the clocks of Italy show them: `2027-03-31T12:00`. */
export interface Window {
  opensAt: string | null
  closesAt: string | null
  questionsUntil: string | null
}

export interface WindowFault {
  pointer: string
  code: WindowProblem
}

/** The instant of a printed time; one that occurs twice in autumn is the later. */
export const instantOf = (printed: string): Date => romeInstant(printed.slice(0, 10), printed.slice(11))

const isDate = (date: string): boolean => {
  const at = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === date
}

/** Why a printed time is none: no such day, or skipped when the clocks go forward; null where it is one. */
export function timeProblem(printed: string): WindowProblem | null {
  if (!isDate(printed.slice(0, 10)) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(printed.slice(11)))
    return 'noSuchTime'
  return romeWall(instantOf(printed)) === printed ? null : 'skippedTime'
}

/** Whether the first of two printed times is there and comes after the second. */
const isAfter = (later: string | null, earlier: string | null) =>
  later !== null && earlier !== null && instantOf(later) > instantOf(earlier)

/** Faults with which a window cannot even be kept: times that are none, or not in their order. */
export function timeFaults({ opensAt, closesAt, questionsUntil }: Window): WindowFault[] {
  const faults = Object.entries({ opensAt, closesAt, questionsUntil }).flatMap(
    ([name, printed]): WindowFault[] => {
      const code = printed === null ? null : timeProblem(printed)
      return code ? [{ pointer: `/${name}`, code }] : []
    },
  )
  if (faults.length > 0) return faults
  if (opensAt !== null && closesAt !== null && !isAfter(closesAt, opensAt))
    faults.push({ pointer: '/closesAt', code: 'notAfterOpening' })
  if (isAfter(questionsUntil, closesAt)) faults.push({ pointer: '/questionsUntil', code: 'afterClosing' })
  return faults
}

/** Why a deadline cannot be printed in an act: no such time, a holiday, or past. It is refused, never moved. */
export function deadlineProblem(printed: string, holidays: Holidays, now: Date): WindowProblem | null {
  const problem = timeProblem(printed)
  if (problem) return problem
  if (isHoliday(printed.slice(0, 10), holidays)) return 'holiday'
  return instantOf(printed) <= now ? 'inThePast' : null
}

/** Everything that keeps a window from being published. A call that stands open may have no end. */
export function windowFaults(
  window: Window & { standing: boolean },
  { holidays, now }: { holidays: Holidays; now: Date },
): WindowFault[] {
  const { opensAt, closesAt, questionsUntil, standing } = window
  const faults = timeFaults(window)
  const add = (pointer: string, code: WindowProblem | null) => {
    if (code && !faults.some((fault) => fault.pointer === pointer)) faults.push({ pointer, code })
  }
  if (opensAt === null) add('/opensAt', 'missing')
  else add('/opensAt', deadlineProblem(opensAt, holidays, now))
  if (closesAt === null) add('/closesAt', standing ? null : 'missing')
  else add('/closesAt', deadlineProblem(closesAt, holidays, now))
  if (questionsUntil !== null) add('/questionsUntil', deadlineProblem(questionsUntil, holidays, now))
  return faults
}
