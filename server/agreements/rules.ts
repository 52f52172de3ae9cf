import { addDays, endOfDay, romeDate } from '../city/rules.ts'
import type { AgreementAction, AgreementStatus, Instrument, Light, LightReason } from './schema.ts'

type Moves = Record<AgreementStatus, Partial<Record<AgreementAction, AgreementStatus>>>

/** State → what may be done → the state that follows. What is not here cannot be done. */
const moves: Moves = {
  prepared: { save: 'prepared', sign: 'signed', cancel: 'cancelled' },
  signed: { handOver: 'handedOver', cancel: 'cancelled' },
  handedOver: { extend: 'handedOver', expire: 'ended', terminate: 'terminated' },
  ended: { takeBack: 'ended' },
  terminated: { takeBack: 'terminated' },
  cancelled: {},
}

/** The state after an action; null where it is not possible in this one. */
export const agreementAfter = (status: AgreementStatus, action: AgreementAction): AgreementStatus | null =>
  moves[status][action] ?? null

/** What an officer can do to an agreement; a space that came back is not taken back again. */
export const agreementActionsOf = (status: AgreementStatus, isReturned: boolean): AgreementAction[] =>
  (Object.keys(moves[status]) as AgreementAction[]).filter(
    (action) => action !== 'expire' && !(action === 'takeBack' && isReturned),
  )

const lastDayOfMonth = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** A day moved by whole months; one that the month does not have is its last. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const index = year * 12 + month - 1 + months
  const [newYear, newMonth] = [Math.floor(index / 12), (index % 12) + 1]
  const newDay = Math.min(day, lastDayOfMonth(newYear, newMonth))
  return `${newYear}-${String(newMonth).padStart(2, '0')}-${String(newDay).padStart(2, '0')}`
}

/** The last day of a term of whole years that begins on a day. */
export const lastDayOf = (from: string, years: number): string => addDays(addMonths(from, years * 12), -1)

export interface TemporaryUse {
  years: number
  extendedYears: number
}

/**
 * The last day an agreement may have; null where the law sets none. Temporary use lasts three years, and with an
 * act of extension five (LR 12/2005 art. 51-bis).
 */
export function latestEnd(
  { instrument, from }: { instrument: Instrument; from: string },
  isExtended: boolean,
  { years, extendedYears }: TemporaryUse,
): string | null {
  return instrument === 'temporaryConcession' ? lastDayOf(from, isExtended ? extendedYears : years) : null
}

/** The fewest of some numbers of months before its end that an agreement has reached; null where it has none. */
export function reachedAlert(until: string, today: string, months: readonly number[]): number | null {
  const reached = months.filter((count) => today >= addMonths(until, -count))
  return reached.length > 0 ? Math.min(...reached) : null
}

/** What was found about a milestone, as the light reads it. */
interface Finding {
  met: boolean
  observedOn: string
  /** When the holder was told of one that is not met. */
  toldAt: Date | null
  hasReply: boolean
}

interface LitMilestone {
  dueOn: string
  /** In the order they were found. */
  findings: readonly Finding[]
}

/** Until when the holder may reply to a finding before it is shown. */
export const replyUntil = (toldAt: Date, days: number): Date => endOfDay(addDays(romeDate(toldAt), days))

/**
 * The light of a milestone at an instant. A missed one is red only when the time to reply is over; until then
 * it is amber, whatever was found before.
 */
export function milestoneLight(
  { dueOn, findings }: LitMilestone,
  { now, today, replyDays }: { now: Date; today: string; replyDays: number },
): { light: Light; reason: LightReason } {
  const last = findings.at(-1)
  if (!last)
    return today > dueOn ? { light: 'amber', reason: 'noFact' } : { light: 'grey', reason: 'notYetDue' }
  if (last.met) return { light: 'green', reason: 'met' }
  if (last.observedOn <= dueOn && today <= dueOn) return { light: 'amber', reason: 'behind' }
  const inReview = last.toldAt === null || now <= replyUntil(last.toldAt, replyDays)
  return inReview ? { light: 'amber', reason: 'inReview' } : { light: 'red', reason: 'missed' }
}

/** Years a holder reports on: those that are over, from that of the handover to that of the end. */
export function reportYears(handedOverOn: string, endedOn: string | null, today: string): number[] {
  const first = Number(handedOverOn.slice(0, 4))
  const last = Math.min(Number(today.slice(0, 4)) - 1, Number((endedOn ?? today).slice(0, 4)))
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
}
