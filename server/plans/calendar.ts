import { addDays, daysBetween, type Holidays } from '../city/rules.ts'
import { decisionTerm, observationDays, stepsBackFrom, warningOf } from './terms.ts'
import type { PlanWarning } from './words.ts'

/** The days of a plan, as yyyy-mm-dd; null where they are not set. */
export interface PlanDays {
  initiatedOn: string | null
  adoptedOn: string | null
  depositFrom: string | null
  depositUntil: string | null
  /** Days in Italy on which the window of observations opens and closes. */
  windowFrom: string | null
  windowUntil: string | null
  termDays: number
  approvedOn: string | null
  inForceOn: string | null
}

/** A day of the road of a plan; a computed one follows from the law and can move. */
export interface TimelineEntry {
  code: string
  on: string
  computed: boolean
}

const milestones = [
  ['initiated', 'initiatedOn'],
  ['adopted', 'adoptedOn'],
  ['depositFrom', 'depositFrom'],
  ['depositUntil', 'depositUntil'],
  ['windowFrom', 'windowFrom'],
  ['windowUntil', 'windowUntil'],
  ['approved', 'approvedOn'],
  ['inForce', 'inForceOn'],
] as const satisfies readonly (readonly [string, keyof PlanDays])[]

/** The last day for the Council to decide; null until the window of observations has an end. */
export const lastDayOf = ({ windowUntil, termDays }: PlanDays, holidays: Holidays): string | null =>
  windowUntil && decisionTerm(windowUntil, termDays, holidays).lastDay

/** The days everybody may know, in their order: those printed in acts and the last one to decide. */
export function publicTimeline(days: PlanDays, holidays: Holidays): TimelineEntry[] {
  const printed = milestones.flatMap(([code, name]): TimelineEntry[] => {
    const on = days[name]
    return on ? [{ code, on, computed: false }] : []
  })
  const lastDay = lastDayOf(days, holidays)
  const all = lastDay ? [...printed, { code: 'decision', on: lastDay, computed: true }] : printed
  return all.sort((one, other) => one.on.localeCompare(other.on))
}

/** When each step of the work is due, back from the last day to decide; empty until there is one. */
export function dueSteps(days: PlanDays, holidays: Holidays): { code: string; dueOn: string }[] {
  const lastDay = lastDayOf(days, holidays)
  return lastDay ? stepsBackFrom(lastDay, holidays) : []
}

/** What the law alone would give, to be read beside what is printed; null until the deposit has a start. */
export const computedTerms = ({ depositFrom }: PlanDays, holidays: Holidays) =>
  depositFrom ? observationDays(depositFrom, holidays) : null

/** Days between adoption and deposit, on pain of inefficacy (art. 13 c. 4). */
const depositWithinDays = 90
const depositDays = 30

export interface Warning {
  code: PlanWarning
  /** Days left, or over, or too few; null where it is of no number. */
  days: number | null
  /** A step that is late. */
  step: string | null
}

const warning = (code: PlanWarning, days: number | null, step: string | null = null): Warning => ({
  code,
  days,
  step,
})

function depositWarnings(days: PlanDays, holidays: Holidays): Warning[] {
  const { adoptedOn, depositFrom, depositUntil, windowUntil } = days
  const lasted = depositFrom && depositUntil ? daysBetween(depositFrom, depositUntil) : depositDays
  const least = depositFrom && addDays(observationDays(depositFrom, holidays).deposit.lastDay, depositDays)
  return [
    adoptedOn && depositFrom && daysBetween(adoptedOn, depositFrom) > depositWithinDays
      ? [warning('depositLate', daysBetween(adoptedOn, depositFrom))]
      : [],
    lasted < depositDays ? [warning('depositShort', lasted)] : [],
    least && windowUntil && windowUntil < least
      ? [warning('windowShort', daysBetween(windowUntil, least))]
      : [],
  ].flat()
}

/**
 * What the desk is told of the terms of a plan on a day. They warn and never void anything by themselves: the
 * term to decide is held to be ordinatory (TAR Lombardia 1032/2015, 1900/2022).
 */
export function planWarningsOf(
  days: PlanDays,
  steps: readonly { code: string; dueOn: string; doneOn: string | null }[],
  { today, holidays }: { today: string; holidays: Holidays },
): Warning[] {
  const lastDay = lastDayOf(days, holidays)
  const near = lastDay && !days.approvedOn ? warningOf(today, lastDay) : null
  const left = lastDay ? daysBetween(today, lastDay) : 0
  const late = days.approvedOn ? [] : steps.filter(({ dueOn, doneOn }) => doneOn === null && dueOn < today)
  return [
    ...(near === 'over' ? [warning('decisionOver', -left)] : []),
    ...(near !== null && near !== 'over' ? [warning('decisionNear', left)] : []),
    ...late.map(({ code, dueOn }) => warning('stepLate', daysBetween(dueOn, today), code)),
    ...depositWarnings(days, holidays),
  ]
}
