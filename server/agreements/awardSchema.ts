import { type Static, type TProperties, Type } from 'typebox'
import { LotRent } from '../calls/contentSchema.ts'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import { agreementStatuses, awardAnswers, checkOutcomes, instruments, revocationReasons } from './words.ts'

export const Day = Type.String({ format: 'date' })
const Instant = Type.String({ format: 'date-time' })
const Id = Type.String({ format: 'uuid' })
export const body = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false })
export const words = (minLength: number, maxLength = 2000) =>
  Type.String({ minLength, maxLength, pattern: '\\S' })
export const euros = (description: string) =>
  Type.Number({ minimum: 0, maximum: 100_000_000, multipleOf: 0.01, description })
/** Which of a list, in its order. */
export const page = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 })),
}
export const act = { actNumber: words(1, 80), actDate: Day }

export const AwardPath = Type.Object({ id: Id })
export const CallAwardsPath = Type.Object({ code: Type.String({ minLength: 1, maxLength: 80 }) })

const Revocation = Type.Object({
  reason: oneOf(revocationReasons, 'why'),
  note: orNull(Type.String()),
  actNumber: orNull(Type.String()),
  at: Instant,
})

const RankedEntry = Type.Object({
  requestId: Id,
  number: Type.String(),
  applicantName: Type.String(),
  rank: orNull(Type.Integer()),
  totalPoints: orNull(Type.Number()),
  priceEurYear: orNull(Type.Number()),
  wins: Type.Boolean(),
  award: orNull(
    Type.Object({
      id: Id,
      answer: orNull(oneOf(awardAnswers, 'of the applicant')),
      revoked: orNull(oneOf(revocationReasons, 'why it was taken back')),
      agreement: orNull(oneOf(agreementStatuses, 'state of the agreement')),
    }),
  ),
})

/** What the published final ranking of a call gives to whom, lot by lot. */
export const CallAwards = Type.Object({
  call: Type.Object({
    code: Type.String(),
    title: Type.String(),
    status: Type.String(),
    instrument: oneOf(instruments, 'contract'),
    termYears: orNull(Type.Integer()),
    termMonths: orNull(Type.Integer()),
    maxAwardsPerApplicant: Type.Integer(),
  }),
  publishedAt: orNull(Type.String({ description: 'of the final ranking; null where there is none yet' })),
  lots: Type.Array(
    Type.Object({
      number: Type.Integer(),
      title: Type.String(),
      rent: orNull(LotRent),
      isReduced: Type.Boolean({ description: 'a reduced rent is State aid' }),
      spaces: Type.Array(Type.String({ description: 'code' })),
      isAwarded: Type.Boolean(),
      proposed: orNull(Type.String({ description: 'id of the request the lot goes to next' })),
      entries: Type.Array(RankedEntry),
    }),
  ),
})
export type CallAwards = Static<typeof CallAwards>

/** An award of a lot by the final ranking: the lot and the request must be those proposed. */
export const RankedAward = body({
  lot: Type.Integer({ minimum: 1 }),
  request: Id,
  from: Day,
  until: Type.String({ format: 'date', description: 'last day' }),
  ...act,
  deMinimisEur: Type.Optional(nullOr(euros('aid in the reduced rent, over the term'))),
})
export type RankedAward = Static<typeof RankedAward>

const Check = Type.Object({
  code: Type.String(),
  label: Type.String(),
  labelEn: Type.String(),
  reference: Type.String(),
  outcome: oneOf(checkOutcomes, 'what came of it'),
  askedOn: orNull(Day),
  checkedOn: orNull(Day),
  note: orNull(Type.String()),
  by: orNull(Type.String({ description: 'name of who recorded it' })),
})
export type AwardCheck = Static<typeof Check>

/** An award from the act to the agreement. */
export const DeskAward = Type.Object({
  id: Id,
  request: Type.Object({ id: Id, number: Type.String(), status: Type.String() }),
  applicant: Type.Object({ name: Type.String(), kind: Type.String() }),
  call: orNull(Type.Object({ code: Type.String(), title: Type.String() })),
  lot: orNull(Type.Object({ number: Type.Integer(), title: Type.String() })),
  rank: orNull(Type.Integer()),
  spaces: Type.Array(
    Type.Object({ code: Type.String(), name: Type.String(), areaM2: orNull(Type.Number()) }),
  ),
  from: Day,
  until: Day,
  procedure: Type.String(),
  actNumber: Type.String(),
  actDate: Day,
  answer: orNull(oneOf(awardAnswers, 'of the applicant')),
  answeredAt: orNull(Instant),
  isReduced: Type.Boolean(),
  deMinimisEur: orNull(Type.Number()),
  otherAidEur: Type.Number({ description: 'in other awards to the same applicant that stand' }),
  aidMostEur: Type.Number(),
  rnaCode: orNull(Type.String()),
  revoked: orNull(Revocation),
  checks: Type.Array(Check),
  agreement: orNull(
    Type.Object({ id: Id, number: Type.String(), status: oneOf(agreementStatuses, 'state') }),
  ),
  suggested: Type.Object({
    instrument: oneOf(instruments, 'of the call'),
    rentEurYear: Type.Number(),
    depositEur: Type.Number(),
  }),
  isOwn: Type.Boolean({ description: 'the officer has a part in the request' }),
})
export type DeskAward = Static<typeof DeskAward>

export const RecordCheck = body({
  item: Type.String({ minLength: 1, maxLength: 80 }),
  outcome: oneOf(checkOutcomes, 'what came of it'),
  askedOn: Type.Optional(nullOr(Day)),
  checkedOn: Type.Optional(nullOr(Day)),
  note: Type.Optional(nullOr(words(1))),
})
export type RecordCheck = Static<typeof RecordCheck>

export const RecordAid = body({
  deMinimisEur: nullOr(euros('aid in the reduced rent, over the term')),
  rnaCode: nullOr(words(3, 40)),
})
export type RecordAid = Static<typeof RecordAid>

export const AcceptForThem = body({ note: words(10) })
export const RevokeAward = body({
  reason: oneOf(revocationReasons, 'why'),
  note: words(10),
  actNumber: Type.Optional(nullOr(words(1, 80))),
})
export type RevokeAward = Static<typeof RevokeAward>

export const MyAwardPath = Type.Object({ id: Id, award: Id })
export const AnswerAward = body({ answer: oneOf(awardAnswers, 'yes or no') })
