import { endOfDay } from '../city/rules.ts'
import type { AwardProcedure, NextStep, RequestAction, RequestKind, RequestStatus } from './schema.ts'

export { type ContentFault, checkContent, faultTexts } from './content.ts'

type Moves = Partial<Record<RequestStatus, Partial<Record<RequestAction, RequestStatus>>>>

/** State → what may be done → the state that follows. What is not here cannot be done. */
const moves: Record<RequestKind, Moves> = {
  application: {
    draft: { send: 'submitted' },
    submitted: {
      take: 'formalCheck',
      identify: 'submitted',
      confirm: 'submitted',
      withdraw: 'withdrawn',
    },
    formalCheck: {
      take: 'formalCheck',
      identify: 'formalCheck',
      confirm: 'formalCheck',
      requestCompletion: 'completionRequested',
      admit: 'admitted',
      exclude: 'excluded',
      withdraw: 'withdrawn',
    },
    completionRequested: {
      take: 'completionRequested',
      identify: 'completionRequested',
      confirm: 'completionRequested',
      complete: 'formalCheck',
      pauseCompletion: 'completionRequested',
      resumeCompletion: 'completionRequested',
      exclude: 'excluded',
      withdraw: 'withdrawn',
    },
    admitted: {
      take: 'admitted',
      identify: 'admitted',
      confirm: 'admitted',
      exclude: 'excluded',
      award: 'awarded',
      withdraw: 'withdrawn',
    },
    evaluated: { take: 'evaluated', exclude: 'excluded', withdraw: 'withdrawn' },
    ranked: { take: 'ranked', exclude: 'excluded', withdraw: 'withdrawn' },
  },
  expressionOfInterest: {
    draft: { send: 'submitted' },
    submitted: {
      take: 'submitted',
      note: 'noted',
      answer: 'answered',
      close: 'closed',
      withdraw: 'withdrawn',
    },
    noted: { take: 'noted', answer: 'answered', close: 'closed', award: 'awarded', withdraw: 'withdrawn' },
    answered: {
      take: 'answered',
      note: 'noted',
      answer: 'answered',
      close: 'closed',
      award: 'awarded',
      withdraw: 'withdrawn',
    },
  },
}

export type Side = 'applicant' | 'office'
const applicantActions: readonly RequestAction[] = ['send', 'complete', 'withdraw', 'confirm']

/** Whose action it is. */
export const sideOf = (action: RequestAction): Side =>
  applicantActions.includes(action) ? 'applicant' : 'office'

/** An application signed by nobody but a local account must still be completed (D.Lgs 82/2005 art. 65). */
export const mustIdentify = (kind: RequestKind, identifiedBy: string): boolean =>
  kind === 'application' && identifiedBy === 'local'

const needIdentity: readonly RequestAction[] = ['admit', 'award']
const giveIdentity: readonly RequestAction[] = ['identify', 'confirm']

/**
 * Why the identity of the sender stands in the way of an action: nobody signs an application that must be
 * admitted or awarded, or somebody has signed it already. Null where it does not.
 */
export function identityRefusal(
  { kind, identifiedBy }: { kind: RequestKind; identifiedBy: string },
  action: RequestAction,
): 'not-identified' | 'identified' | null {
  const open = mustIdentify(kind, identifiedBy)
  if (open && needIdentity.includes(action)) return 'not-identified'
  return !open && giveIdentity.includes(action) ? 'identified' : null
}

/** What one side can do to a request as it stands. */
export function allowedActions(
  kind: RequestKind,
  status: RequestStatus,
  side: Side,
  identifiedBy = 'local',
): RequestAction[] {
  const actions = Object.keys(moves[kind][status] ?? {}) as RequestAction[]
  return actions.filter(
    (action) => sideOf(action) === side && !identityRefusal({ kind, identifiedBy }, action),
  )
}

/** Whether an application that was sent still waits for somebody to sign it. */
export const waitsForIdentity = (request: {
  kind: RequestKind
  status: RequestStatus
  identifiedBy: string
}): boolean => {
  const { kind, status, identifiedBy } = request
  return mustIdentify(kind, identifiedBy) && stateAfter(kind, status, 'identify') !== null
}

/** The state after an action; null where the action is not possible in this one. */
export function stateAfter(
  kind: RequestKind,
  status: RequestStatus,
  action: RequestAction,
): RequestStatus | null {
  return moves[kind][status]?.[action] ?? null
}

const nextSteps: Record<RequestStatus, NextStep> = {
  draft: 'finishAndSend',
  submitted: 'waitForOffice',
  formalCheck: 'waitForCheck',
  completionRequested: 'sendCompletion',
  admitted: 'waitForEvaluation',
  evaluated: 'waitForRanking',
  ranked: 'seeResult',
  awarded: 'answerAward',
  accepted: 'signAgreement',
  agreement: 'nothing',
  excluded: 'seeReason',
  closed: 'seeReason',
  noted: 'watchForCall',
  answered: 'readAnswer',
  declined: 'nothing',
  forfeited: 'seeReason',
  withdrawn: 'nothing',
}

/** What comes next, as the applicant is told it; an application that waits to be signed is signed first. */
export const nextStepOf = (status: RequestStatus, waits = false): NextStep =>
  waits && status === 'submitted' ? 'identifyYourself' : nextSteps[status]

/**
 * What an award may rest on. An application is awarded by the procedure of its call; an expression of
 * interest never as such, only after a notice for competing offers or by a coded legal basis
 * (L. 241/1990 art. 12; Cons. Stato 2914/2017).
 */
export function allowedProcedures(kind: RequestKind, callProcedure: string | null): AwardProcedure[] {
  if (kind === 'expressionOfInterest') return ['competingOffersNotice', 'codedLegalBasis']
  return callProcedure ? [callProcedure as AwardProcedure] : []
}

/** Whether an officer reads restricted data of a request without saying why: the one who has it in charge. */
export const opensWithoutReason = (assignedTo: string | null, accountId: string | undefined): boolean =>
  assignedTo !== null && assignedTo === accountId

/** Whether something arrived after the end of the day it was due, in Italy; one second is late. */
export const isLate = (arrivedAt: Date, dueOn: string): boolean =>
  Math.floor(arrivedAt.getTime() / 1000) * 1000 > endOfDay(dueOn).getTime()

/**
 * Applications of a call that is not a standing one stay closed to everybody until an officer opens them all,
 * which the database allows only after the deadline.
 */
export const isSealed = (call: { standing: boolean; unsealedAt: Date | null } | null): boolean =>
  call !== null && !call.standing && call.unsealedAt === null
