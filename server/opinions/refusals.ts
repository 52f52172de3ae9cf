import { addDays, daysBetween } from '../city/rules.ts'
import type { CityPack } from '../city/schema.ts'
import { whether } from '../http/refusals.ts'
import { hasPassed, isValidSitting, presentOf, type SittingFigures } from './quorum.ts'
import type { AskingRefusal, OpinionOutcome, OpinionRefusal } from './words.ts'

/** A sitting of a council of a Municipio, as somebody writes it down. */
export interface SittingGiven extends SittingFigures {
  heldOn: string
  actNumber: string
}

/** Members in office, and how many of them make a sitting valid. */
export interface Council {
  members: number
  quorum: number
}

/** An opinion as a district office would give it. */
export interface OpinionGiven {
  outcome: OpinionOutcome
  conditions: string | null
  sitting: SittingGiven | null
  /** Day from which everybody may read it, within a year; null: at once. */
  publicFrom: string | null
  /** The opinion it corrects, and why. */
  replaces: string | null
  correction: string | null
}

const shortestCorrection = 10
const mostDaysUntilPublic = 365
const withConditions: readonly OpinionOutcome[] = ['favourableWithConditions', 'unfavourableWithConditions']

/** Whether an outcome is one with conditions. */
export const hasConditions = (outcome: OpinionOutcome): boolean => withConditions.includes(outcome)

/** Why a sitting does not count; a sitting without quorum is none, and decides nothing (D.Lgs 267/2000 art. 38). */
export function sittingRefusals(sitting: SittingGiven, council: Council, today: string): OpinionRefusal[] {
  const voted = sitting.inFavour + sitting.against + sitting.abstained
  return [
    ...whether(sitting.heldOn > today, 'sittingAhead'),
    ...whether(presentOf(sitting) > council.members, 'moreThanMembers'),
    ...whether(!isValidSitting(sitting, council.quorum), 'noQuorum'),
    ...whether(voted === 0, 'nobodyVoted'),
    ...whether(voted > 0 && !hasPassed(sitting), 'notPassed'),
  ]
}

/** Why an opinion cannot be given; empty where it can. One that leaves the matter to the office needs no sitting. */
export function opinionRefusalsOf(opinion: OpinionGiven, council: Council, today: string): OpinionRefusal[] {
  const { outcome, conditions, sitting, publicFrom, replaces, correction } = opinion
  return [
    ...whether(outcome !== 'waived' && sitting === null, 'sittingMissing'),
    ...whether(outcome === 'waived' && sitting !== null, 'sittingNotForWaived'),
    ...(sitting ? sittingRefusals(sitting, council, today) : []),
    ...whether(hasConditions(outcome) && !conditions?.trim(), 'conditionsMissing'),
    ...whether(!hasConditions(outcome) && Boolean(conditions?.trim()), 'conditionsNotForOutcome'),
    ...whether(publicFrom !== null && publicFrom < today, 'publicInThePast'),
    ...whether(publicFrom !== null && publicFrom > addDays(today, mostDaysUntilPublic), 'publicTooLate'),
    ...whether(
      replaces !== null && (correction?.trim() ?? '').length < shortestCorrection,
      'correctionMissing',
    ),
  ]
}

type Councils = CityPack['councils']

/** The day that is proposed for an opinion asked for today. */
export const proposedDue = ({ terms }: Pick<Councils, 'terms'>, today: string): string =>
  addDays(today, terms.defaultDays)

/** Why an opinion cannot be asked for with these terms. */
export function askingRefusalsOf(
  { dueOn, silence }: { dueOn: string; silence: Councils['silences'][number] },
  { terms, silences }: Pick<Councils, 'terms' | 'silences'>,
  today: string,
): AskingRefusal[] {
  const days = daysBetween(today, dueOn)
  return [
    ...whether(days < terms.leastDays, 'dueTooSoon'),
    ...whether(days > terms.mostDays, 'dueTooLate'),
    ...whether(!silences.includes(silence), 'silenceNotAllowed'),
  ]
}

/**
 * The reminder that is due: the one with the fewest days among those whose day has come; null before the first, and
 * once the due day is over. A server that was away sends the one that is due now, and none of those it missed.
 */
export function reminderDue(dueOn: string, reminders: readonly number[], today: string): number | null {
  const left = daysBetween(today, dueOn)
  if (left < 0) return null
  const reached = reminders.filter((days) => left <= days)
  return reached.length > 0 ? Math.min(...reached) : null
}

/** Whether the due day went by: what comes from then on is taken and marked as late. */
export const isOverdue = (dueOn: string, today: string): boolean => today > dueOn
