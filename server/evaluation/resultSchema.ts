import { type Static, Type } from 'typebox'
import { SealedPrice } from '../bids/schema.ts'
import { Criteria } from '../calls/criteria.ts'
import { callStatuses } from '../calls/schema.ts'
import { oneOf, orNull } from '../http/schema.ts'
import { DrawView } from './deskSchema.ts'
import { RankingContent, RankingEntry } from './rankingSchema.ts'
import { Instant, Reason } from './scoringSchema.ts'
import { notRankedReasons, positions, rankingKinds, reviewOutcomes } from './words.ts'

const PublishedRanking = Type.Object({
  id: Type.Integer(),
  kind: oneOf(rankingKinds, 'provisional or final'),
  number: Type.Integer({ description: '1 is the first of its kind' }),
  publishedAt: Instant,
  reviewUntil: orNull(Instant),
  hash: Type.String(),
})
export type PublishedRanking = Static<typeof PublishedRanking>

/** What everybody may know of how a call ended: requests by number, organisations that won by name. */
export const CallResults = Type.Object({
  code: Type.String(),
  title: Type.String(),
  titleEn: orNull(Type.String()),
  status: oneOf(callStatuses, 'state of the call'),
  rankings: Type.Array(PublishedRanking, { description: 'the newest first; that one is in force' }),
  content: orNull(RankingContent),
  winners: Type.Record(Type.String(), Type.String(), {
    description: 'number of a request → name of the organisation that won; persons stay numbers',
  }),
  criteria: orNull(Criteria),
  commission: Type.Array(Type.Object({ name: Type.String(), position: oneOf(positions, 'office') })),
  draws: Type.Array(DrawView),
})
export type CallResults = Static<typeof CallResults>

export const CallDraw = Type.Object({
  code: Type.String(),
  title: Type.String(),
  titleEn: orNull(Type.String()),
  draw: DrawView,
})
export type CallDraw = Static<typeof CallDraw>

/** What became of a wish for a lot, with one's own points beside those of who has it. */
export const LotResult = Type.Object({
  number: Type.Integer(),
  title: Type.String(),
  outcome: oneOf(['won', 'outranked', 'keptPreferred', 'notRanked'] as const, 'what became of it'),
  rank: orNull(Type.Integer()),
  ranked: Type.Integer({ description: 'requests in the ranking of the lot' }),
  reason: orNull(oneOf(notRankedReasons, 'why it is not in the ranking')),
  criterion: orNull(Type.String()),
  own: orNull(RankingEntry),
  winner: orNull(
    Type.Object({
      number: Type.String(),
      name: orNull(Type.String({ description: 'of an organisation; null of a person' })),
      entry: RankingEntry,
    }),
  ),
})
export type LotResult = Static<typeof LotResult>

/** A round of improved offers that a request is asked to take part in. */
export const OwnRound = Type.Object({
  id: Type.Integer(),
  lotId: Type.Integer(),
  lotNumber: Type.Integer(),
  dueAt: Instant,
  bidEurYear: orNull(Type.Number({ description: 'what was bid, EUR a year' })),
  publicKey: orNull(Type.String({ description: 'of the call, base64; offers are sealed for it' })),
  sentAt: orNull(Instant),
  isRunning: Type.Boolean(),
})
export type OwnRound = Static<typeof OwnRound>

/** How one's own request has fared; empty where it takes no part. */
export const OwnResult = Type.Object({
  callCode: orNull(Type.String()),
  ranking: orNull(PublishedRanking),
  criteria: orNull(Criteria),
  lots: Type.Array(LotResult, { description: 'the preferred first' }),
  review: orNull(
    Type.Object({
      text: Type.String(),
      receivedAt: Instant,
      outcome: orNull(oneOf(reviewOutcomes, 'what became of it')),
      answer: orNull(Type.String()),
      answeredAt: orNull(Instant),
    }),
  ),
  mayAsk: Type.Boolean({ description: 'the ranking can still be asked to be reviewed' }),
  rounds: Type.Array(OwnRound),
  draws: Type.Array(Type.Object({ id: Type.Integer(), lotNumber: Type.Integer(), isMade: Type.Boolean() })),
})
export type OwnResult = Static<typeof OwnResult>

export const ReviewAsked = Type.Object({ text: Reason }, { additionalProperties: false })
export const ImprovedOffer = Type.Object(
  {
    roundId: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
    sealedPrice: SealedPrice,
  },
  { additionalProperties: false },
)
export type ImprovedOffer = Static<typeof ImprovedOffer>
