import type { CallStatus } from './schema.ts'

/** What can be done to a call: by an officer, by the clock (`open`, `close`), or by what evaluates it. */
export const callActions = [
  'publish',
  'open',
  'correct',
  'extend',
  'close',
  'reopen',
  'unseal',
  'rankProvisionally',
  'rankFinally',
  'award',
  'conclude',
  'noBids',
  'revoke',
] as const
export type CallAction = (typeof callActions)[number]

type Moves = Record<CallStatus, Partial<Record<CallAction, CallStatus>>>

/** State → what may be done → the state that follows. What is not here cannot be done. */
const moves: Moves = {
  draft: { publish: 'published' },
  published: { open: 'open', correct: 'published', revoke: 'revoked' },
  open: { correct: 'open', extend: 'open', close: 'closed', revoke: 'revoked' },
  closed: { reopen: 'open', unseal: 'evaluating', noBids: 'noBids', revoke: 'revoked' },
  evaluating: { rankProvisionally: 'provisionalRanking', noBids: 'noBids', revoke: 'revoked' },
  provisionalRanking: {
    rankProvisionally: 'provisionalRanking',
    rankFinally: 'finalRanking',
    revoke: 'revoked',
  },
  finalRanking: { award: 'awarded', revoke: 'revoked' },
  awarded: { conclude: 'concluded' },
  concluded: {},
  noBids: {},
  revoked: {},
}

/** A standing call is awarded as its requests come: nothing of it is closed, opened at once, or ranked. */
const standingMoves: Moves = {
  ...moves,
  open: { correct: 'open', extend: 'open', award: 'awarded', revoke: 'revoked' },
  closed: {},
  evaluating: {},
  provisionalRanking: {},
  finalRanking: {},
}

/** Why something cannot be done to a call. */
export const moveRefusals = [
  'notInThisState',
  'faultsRemain',
  'notYetTime',
  'deadlineAhead',
  'deadlineOver',
  'alreadyUnsealed',
  'requestsStand',
] as const
type MoveRefusal = (typeof moveRefusals)[number]

/** What decides whether something can be done to a call, at an instant of the database's clock. */
export interface CallSituation {
  status: CallStatus
  standing: boolean
  opensAt: Date | null
  closesAt: Date | null
  unsealedAt: Date | null
  /** How many faults its text still has. */
  faults: number
  /** How many requests for it were sent and neither withdrawn nor excluded. */
  standingRequests: number
}

const isOver = ({ closesAt }: CallSituation, now: Date) => closesAt !== null && now > closesAt

/** What the clock and the requests say against an action that the state allows. */
const conditions: Partial<Record<CallAction, (call: CallSituation, now: Date) => MoveRefusal | false>> = {
  publish: ({ faults }) => faults > 0 && 'faultsRemain',
  open: ({ opensAt }, now) => (!opensAt || now < opensAt) && 'notYetTime',
  correct: (call, now) => call.status === 'open' && isOver(call, now) && 'deadlineOver',
  extend: (call, now) => isOver(call, now) && 'deadlineOver',
  close: (call, now) => !isOver(call, now) && 'deadlineAhead',
  reopen: ({ unsealedAt }) => unsealedAt !== null && 'alreadyUnsealed',
  unseal: (call, now) => !isOver(call, now) && 'deadlineAhead',
  noBids: ({ standingRequests }) => standingRequests > 0 && 'requestsStand',
}

/** Where an action leads, or why it cannot be done. */
export type Move = { to: CallStatus; refusal: null } | { to: null; refusal: MoveRefusal }

/** What follows an action on a call as it stands; the instant must come from the clock of the database. */
export function moveCall(call: CallSituation, action: CallAction, now: Date): Move {
  const to = (call.standing ? standingMoves : moves)[call.status][action]
  if (!to) return { to: null, refusal: 'notInThisState' }
  const refusal = conditions[action]?.(call, now)
  return refusal ? { to: null, refusal } : { to, refusal: null }
}

/** What the clock alone does to a call, in order: a server that was away opens and then closes it. */
export const clockActions = ['open', 'close'] as const satisfies readonly CallAction[]
