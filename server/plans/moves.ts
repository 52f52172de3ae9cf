import type { PlanStatus } from './words.ts'

/** What can be done to a plan: by the office, by the clock (`open`, `close`), or by the Council's vote. */
export const planActions = [
  'initiate',
  'adopt',
  'deposit',
  'open',
  'close',
  'reopen',
  'toCouncil',
  'back',
  'approve',
  'enterForce',
  'withdraw',
] as const
export type PlanAction = (typeof planActions)[number]

/** What the office does to a plan; the rest follows from the clock or the vote. */
export const officeActions = [
  'initiate',
  'adopt',
  'deposit',
  'reopen',
  'toCouncil',
  'back',
  'enterForce',
  'withdraw',
] as const satisfies readonly PlanAction[]

/** State → what may be done → the state that follows. What is not here cannot be done. */
const moves: Record<PlanStatus, Partial<Record<PlanAction, PlanStatus>>> = {
  draft: { initiate: 'initiated', withdraw: 'withdrawn' },
  initiated: { adopt: 'adopted', withdraw: 'withdrawn' },
  adopted: { deposit: 'deposited', withdraw: 'withdrawn' },
  deposited: { open: 'observations', withdraw: 'withdrawn' },
  observations: { close: 'examining', withdraw: 'withdrawn' },
  examining: { reopen: 'observations', toCouncil: 'voting', withdraw: 'withdrawn' },
  voting: { back: 'examining', approve: 'approved', withdraw: 'withdrawn' },
  approved: { enterForce: 'inForce' },
  inForce: {},
  withdrawn: {},
}

/** Why something cannot be done to a plan. */
export const planRefusals = [
  'notInThisState',
  'adoptionMissing',
  'depositMissing',
  'windowMissing',
  'notYetTime',
  'deadlineAhead',
  'deadlineOver',
  'openPoints',
  'approvalMissing',
  'inForceMissing',
] as const
type PlanRefusal = (typeof planRefusals)[number]

/** What decides whether something can be done to a plan, at an instant of the database's clock. */
export interface PlanSituation {
  status: PlanStatus
  adoptedOn: string | null
  adoptedAct: string | null
  depositFrom: string | null
  depositUntil: string | null
  approvedOn: string | null
  approvedAct: string | null
  inForceOn: string | null
  /** The window of observations. */
  opensAt: Date | null
  closesAt: Date | null
  /** Points without a decision of the Council: one alone keeps the plan from being approved (art. 13 c. 7). */
  openPoints: number
}

/** The dates, acts and points that an action waits for. */
const conditions: Partial<Record<PlanAction, (plan: PlanSituation, now: Date) => PlanRefusal | false>> = {
  adopt: ({ adoptedOn, adoptedAct }) => (!adoptedOn || !adoptedAct) && 'adoptionMissing',
  deposit: ({ depositFrom, depositUntil, opensAt }) =>
    !depositFrom || !depositUntil ? 'depositMissing' : !opensAt && 'windowMissing',
  open: ({ opensAt }, now) => (!opensAt || now < opensAt) && 'notYetTime',
  close: ({ closesAt }, now) => (!closesAt || now <= closesAt) && 'deadlineAhead',
  reopen: ({ closesAt }, now) => (!closesAt || now > closesAt) && 'deadlineOver',
  approve: ({ openPoints, approvedOn, approvedAct }) =>
    openPoints > 0 ? 'openPoints' : (!approvedOn || !approvedAct) && 'approvalMissing',
  enterForce: ({ inForceOn }) => !inForceOn && 'inForceMissing',
}

/** Where an action leads, or why it cannot be done. */
export type PlanMove = { to: PlanStatus; refusal: null } | { to: null; refusal: PlanRefusal }

/** What follows an action on a plan as it stands; the instant must come from the clock of the database. */
export function movePlan(plan: PlanSituation, action: PlanAction, now: Date): PlanMove {
  const to = moves[plan.status][action]
  if (!to) return { to: null, refusal: 'notInThisState' }
  const refusal = conditions[action]?.(plan, now)
  return refusal ? { to: null, refusal } : { to, refusal: null }
}

/** What the clock alone does to a plan, in order: a server that was away opens and then closes its window. */
export const planClockActions = ['open', 'close'] as const satisfies readonly PlanAction[]
