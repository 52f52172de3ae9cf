import { instantOf, timeProblem } from '../calls/rules.ts'
import { type Holidays, isHoliday } from '../city/rules.ts'
import type { PlanStatus, SubmissionKind, WindowState } from './words.ts'

/** A window as it is printed in a notice: times on the clocks of Italy, to the minute. */
export interface PrintedWindow {
  opensAt: string
  closesAt: string
  actNumber: string | null
  actDate: string | null
}

/** What is wrong with a window. */
const windowFaultCodes = [
  'noSuchTime',
  'skippedTime',
  'notAfterOpening',
  'holiday',
  'openedAlready',
  'notLater',
  'actMissing',
] as const
export interface WindowFault {
  pointer: string
  code: (typeof windowFaultCodes)[number]
}

/** A window that stands. */
export interface PlanWindow {
  opensAt: Date
  closesAt: Date
}

type Faults = (WindowFault | false)[]

function changeFaults(window: PrintedWindow, before: PlanWindow, now: Date): Faults {
  const later = instantOf(window.closesAt) > before.closesAt
  const isOpened = before.opensAt <= now
  const changes = later || instantOf(window.closesAt) < before.closesAt
  return [
    isOpened &&
      instantOf(window.opensAt).getTime() !== before.opensAt.getTime() && {
        pointer: '/opensAt',
        code: 'openedAlready',
      },
    isOpened && changes && !later && { pointer: '/closesAt', code: 'notLater' },
    isOpened && changes && !window.actNumber && { pointer: '/actNumber', code: 'actMissing' },
  ]
}

/**
 * What keeps a window from being set: a printed date never moves, so one on a holiday is refused. One that has
 * opened keeps its start; its end only moves later, by an act.
 */
export function windowFaults(
  window: PrintedWindow,
  { before, now, holidays }: { before: PlanWindow | null; now: Date; holidays: Holidays },
): WindowFault[] {
  const times = (['opensAt', 'closesAt'] as const).flatMap((name): WindowFault[] => {
    const code = timeProblem(window[name])
    return code === 'noSuchTime' || code === 'skippedTime' ? [{ pointer: `/${name}`, code }] : []
  })
  if (times.length > 0) return times
  const faults: Faults = [
    instantOf(window.closesAt) <= instantOf(window.opensAt) && {
      pointer: '/closesAt',
      code: 'notAfterOpening',
    },
    isHoliday(window.closesAt.slice(0, 10), holidays) && { pointer: '/closesAt', code: 'holiday' },
    ...(before ? changeFaults(window, before, now) : []),
  ]
  return faults.filter((fault) => fault !== false)
}

const decided: readonly PlanStatus[] = ['approved', 'inForce', 'withdrawn']
/** Where early proposals go on into observations: from the adoption they come too late to shape the plan. */
const beforeAdoption: readonly PlanStatus[] = ['draft', 'initiated']

/**
 * Where a window stands at an instant of the database's clock. Both its ends are in it; what comes later is
 * taken and marked, until the plan is decided.
 */
export function windowState(
  kind: SubmissionKind,
  window: PlanWindow,
  { status, now }: { status: PlanStatus; now: Date },
): WindowState {
  if (now < window.opensAt) return 'notYet'
  if (decided.includes(status)) return 'over'
  if (now <= window.closesAt) return 'open'
  return kind !== 'proposal' || beforeAdoption.includes(status) ? 'late' : 'over'
}
