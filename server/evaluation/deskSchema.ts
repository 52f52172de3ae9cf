import { type Static, Type } from 'typebox'
import { requestStatuses } from '../allocation/schema.ts'
import { Criteria } from '../calls/criteria.ts'
import { callStatuses } from '../calls/schema.ts'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import { RankingContent } from './rankingSchema.ts'
import { CallCode, Instant, Moves, Reason } from './scoringSchema.ts'
import {
  conflictSources,
  positions,
  rankingKinds,
  rankingStates,
  reviewOutcomes,
  sessionKinds,
  stages,
} from './words.ts'

const Id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
const Day = Type.String({ format: 'date' })
const words = (minLength: number, maxLength: number) => Type.String({ minLength, maxLength, pattern: '\\S' })
const Act = { actNumber: words(1, 80), actDate: Day }

export const MemberPath = Type.Object({ ...CallCode.properties, memberId: Id })
export const RankingPath = Type.Object({ ...CallCode.properties, rankingId: Id })
export const DrawPath = Type.Object({ ...CallCode.properties, drawId: Id })
export const ReviewPath = Type.Object({ ...CallCode.properties, reviewId: Type.String({ format: 'uuid' }) })
export const SessionPath = Type.Object({ ...CallCode.properties, sessionId: Id })

/** The act that appoints a commission of three or five, one of them its president. */
export const Appointment = Type.Object(
  {
    ...Act,
    members: Type.Array(
      Type.Object(
        { accountId: Type.String({ format: 'uuid' }), position: oneOf(positions, 'office') },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 7 },
    ),
  },
  { additionalProperties: false },
)
export type Appointment = Static<typeof Appointment>

export const Replacement = Type.Object(
  { ...Act, accountId: Type.String({ format: 'uuid' }), reason: Reason },
  { additionalProperties: false },
)
export type Replacement = Static<typeof Replacement>

export const Proposal = Type.Object(
  { kind: oneOf(rankingKinds, 'which ranking') },
  { additionalProperties: false },
)
export const Signature = Type.Object(
  { hash: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'of what is signed, as it was read' }) },
  { additionalProperties: false },
)
export const Dropping = Type.Object({ reason: Reason }, { additionalProperties: false })

/** Asks those tied on a lot for better offers, until an instant. */
export const RoundAsked = Type.Object({ lotId: Id, dueAt: Instant }, { additionalProperties: false })
export type RoundAsked = Static<typeof RoundAsked>

/** Freezes the list of those tied on a lot, before the number that will part them exists. */
export const DrawFrozen = Type.Object(
  {
    lotId: Id,
    seedRule: Type.String({
      minLength: 20,
      maxLength: 1000,
      description: 'where the public number will come from, so that anybody can look it up',
    }),
    seedDueAt: Type.String({ format: 'date-time', description: 'when it will be public' }),
  },
  { additionalProperties: false },
)
export type DrawFrozen = Static<typeof DrawFrozen>

export const SeedEntered = Type.Object(
  {
    seed: Type.String({
      maxLength: 200,
      pattern: '^(0|[1-9]\\d*)( (0|[1-9]\\d*))*$',
      description:
        'numbers in the order in which they were published, without leading zeros, a blank between two: it is written in one way only',
    }),
    source: words(4, 500),
  },
  { additionalProperties: false },
)
export type SeedEntered = Static<typeof SeedEntered>

export const ReviewAnswer = Type.Object(
  { outcome: oneOf(reviewOutcomes, 'what becomes of it'), answer: Reason },
  { additionalProperties: false },
)
export type ReviewAnswer = Static<typeof ReviewAnswer>

const Present = Type.Object(
  { name: words(2, 200), role: Type.String({ maxLength: 200 }) },
  { additionalProperties: false },
)
const SessionFields = {
  place: words(2, 300),
  present: Type.Array(Present, { maxItems: 60 }),
  note: nullOr(Type.String({ maxLength: 8000, description: 'what the records do not say' })),
}
export const SessionBegun = Type.Object(
  {
    ...SessionFields,
    kind: oneOf(sessionKinds, 'what it is for'),
    isPublic: Type.Boolean({ description: 'open to everybody' }),
    beganAt: Instant,
  },
  { additionalProperties: false },
)
export type SessionBegun = Static<typeof SessionBegun>
export const SessionClosed = Type.Object(
  { ...SessionFields, endedAt: Instant },
  { additionalProperties: false },
)
export type SessionClosed = Static<typeof SessionClosed>

/** Somebody who can be appointed. */
export const EvaluatorList = Type.Object({
  items: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), email: orNull(Type.String()) })),
})
export type EvaluatorList = Static<typeof EvaluatorList>

const Member = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  position: oneOf(positions, 'office'),
  actNumber: Type.String(),
  actDate: Day,
  declaredAt: orNull(Instant),
  relations: Type.Integer({ description: 'how many were declared' }),
  replacedAt: orNull(Instant),
  replacedReason: orNull(Type.String()),
})

/** A request as the commission has come with it; marks stand in it only once all have submitted. */
export const ProgressRow = Type.Object({
  requestId: Type.String(),
  number: Type.String(),
  applicantName: Type.String(),
  status: oneOf(requestStatuses, 'state of the request'),
  submitted: Type.Array(Type.Integer(), { description: 'ids of members who have submitted' }),
  waiting: Type.Array(Type.Integer(), { description: 'ids of members who have yet to' }),
  conflicts: Type.Array(
    Type.Object({ memberId: Type.Integer(), source: oneOf(conflictSources, 'how it was found') }),
  ),
  revealed: Type.Boolean(),
  widest: orNull(
    Type.Object(
      { criterion: Type.String(), spread: Type.Number() },
      { description: 'criterion on which the marks lie farthest apart' },
    ),
  ),
})
export type ProgressRow = Static<typeof ProgressRow>

export const RankingView = Type.Object({
  id: Type.Integer(),
  kind: oneOf(rankingKinds, 'which ranking'),
  number: Type.Integer(),
  state: oneOf(rankingStates, 'how far it has come'),
  hash: Type.String(),
  content: RankingContent,
  proposedBy: Type.String(),
  proposedAt: Instant,
  isMine: Type.Boolean({ description: 'proposed by the reader, who then may not publish it' }),
  signedBy: orNull(Type.String()),
  signedAt: orNull(Instant),
  publishedBy: orNull(Type.String()),
  publishedAt: orNull(Instant),
  reviewUntil: orNull(Instant),
  droppedAt: orNull(Instant),
  droppedReason: orNull(Type.String()),
})
export type RankingView = Static<typeof RankingView>

const Tie = Type.Object({
  lotId: Type.Integer(),
  lotNumber: Type.Integer(),
  numbers: Type.Array(Type.String()),
  step: oneOf(['improvedOffers', 'draw'] as const, 'what parts them'),
  underWay: Type.Boolean(),
})

const RoundView = Type.Object({
  id: Type.Integer(),
  lotNumber: Type.Integer(),
  numbers: Type.Array(Type.String()),
  askedAt: Instant,
  dueAt: Instant,
  offers: Type.Integer({ description: 'received; 0 while the term runs' }),
  state: oneOf(['running', 'toOpen', 'over'] as const, 'where it stands'),
})

/** A draw as everybody may repeat it. */
export const DrawView = Type.Object({
  id: Type.Integer(),
  lotNumber: Type.Integer(),
  lotTitle: Type.String(),
  numbers: Type.Array(Type.String(), { description: 'the frozen list' }),
  listHash: Type.String({ description: 'SHA-256 of the sorted list, one number a line' }),
  seedRule: Type.String(),
  seedDueAt: Instant,
  frozenAt: Instant,
  seed: orNull(Type.String()),
  seedSource: orNull(Type.String()),
  seedAt: orNull(Instant),
  tickets: orNull(
    Type.Array(Type.Object({ number: Type.String(), ticket: Type.String() }), {
      description: 'the smallest first: the order that was drawn',
    }),
  ),
})
export type DrawView = Static<typeof DrawView>

const ReviewView = Type.Object({
  id: Type.String(),
  number: Type.String({ description: 'of the request' }),
  applicantName: Type.String(),
  requestId: Type.String(),
  rankingNumber: Type.Integer(),
  text: Type.String(),
  receivedAt: Instant,
  outcome: orNull(oneOf(reviewOutcomes, 'what became of it')),
  answer: orNull(Type.String()),
  answeredAt: orNull(Instant),
})

export const SessionView = Type.Object({
  id: Type.Integer(),
  number: Type.Integer(),
  kind: oneOf(sessionKinds, 'what it is for'),
  isPublic: Type.Boolean(),
  place: Type.String(),
  beganAt: Instant,
  endedAt: orNull(Instant),
  present: Type.Array(Present),
  note: orNull(Type.String()),
  hash: orNull(Type.String({ description: 'of the minutes, once they are closed' })),
})
export type SessionView = Static<typeof SessionView>

/** The evaluation of a call with everything needed to take its next step. */
export const DeskEvaluation = Type.Object({
  code: Type.String(),
  title: Type.String(),
  titleEn: orNull(Type.String()),
  status: oneOf(callStatuses, 'state of the call'),
  closesAt: orNull(Instant),
  unsealedAt: orNull(Instant),
  reviewDays: Type.Integer(),
  caseOfficer: orNull(Type.String({ description: 'named by the call' })),
  maySign: Type.Boolean({ description: 'the reader holds the role of who signs the rankings' }),
  version: Type.Integer(),
  criteriaHash: Type.String(),
  criteria: Criteria,
  stage: orNull(oneOf(stages, 'the step it stands at')),
  moves: Moves,
  commission: Type.Array(Member, { description: 'those in office first' }),
  formal: Type.Object({
    received: Type.Integer(),
    statuses: Type.Array(Type.Object({ value: oneOf(requestStatuses, 'state'), count: Type.Integer() })),
    exclusions: Type.Array(Type.Object({ code: Type.String(), count: Type.Integer() })),
  }),
  due: Type.Integer({ description: 'judgements to be given' }),
  given: Type.Integer(),
  progress: Type.Array(ProgressRow),
  opening: Type.Object({
    bids: Type.Integer({ description: 'that take part' }),
    openedAt: orNull(Instant),
    by: Type.Array(Type.String(), { description: 'the two who opened them' }),
  }),
  lots: Type.Array(Type.Object({ id: Type.Integer(), number: Type.Integer(), title: Type.String() })),
  ties: Type.Array(Tie),
  rounds: Type.Array(RoundView),
  draws: Type.Array(DrawView),
  preview: orNull(RankingContent),
  rankings: Type.Array(RankingView, { description: 'the newest first' }),
  reviews: Type.Array(ReviewView),
  sessions: Type.Array(SessionView),
})
export type DeskEvaluation = Static<typeof DeskEvaluation>
