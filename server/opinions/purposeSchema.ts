import { type Static, Type } from 'typebox'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import { Code, Day, District, NewSitting, OpinionSitting, strict, words } from './sittingSchema.ts'
import { matches, priorities, takings } from './words.ts'

const PurposeDecision = Type.Object({
  call: Type.String(),
  callTitle: Type.String(),
  lot: Type.Integer(),
  taken: oneOf(takings),
  points: orNull(Type.Number()),
  reason: orNull(Type.String()),
  decidedOn: Day,
})

/** Uses a Municipio proposes for a space, what calls made of them, and whether who won wants one of them. */
export const SpacePurpose = Type.Object({
  id: Type.String(),
  district: Type.String(),
  space: Type.Object({ code: Type.String(), name: Type.String() }),
  uses: Type.Array(Type.String()),
  reasons: Type.String(),
  priority: oneOf(priorities),
  sitting: orNull(OpinionSitting),
  proposedOn: Day,
  withdrawnOn: orNull(Day),
  withdrawal: orNull(Type.String()),
  decisions: Type.Array(PurposeDecision),
  match: orNull(oneOf(matches, 'of the award of the space that stands, if it was made after the proposal')),
})
export type SpacePurpose = Static<typeof SpacePurpose>

/** Who won a space of a lot, against what the Municipio proposed for it. */
export const AwardMatch = Type.Object({
  lot: orNull(Type.Integer()),
  space: Type.String(),
  match: oneOf(matches),
  isAwarded: Type.Boolean({
    description: 'false: by the ranking that is published, the award is still to come',
  }),
})

/** An award against the purposes of the Municipio, for the office. */
export const AwardVoice = Type.Object({
  items: Type.Array(
    Type.Object({
      space: Type.String(),
      match: oneOf(matches),
      declaredUse: orNull(Type.String()),
      purposes: Type.Array(SpacePurpose),
    }),
  ),
})
export type AwardVoice = Static<typeof AwardVoice>

/** Uses the district office proposes for a space; with the sitting that voted them, or by the office. */
export const NewPurpose = Type.Object(
  {
    district: District,
    space: Code,
    uses: Type.Array(Type.String({ minLength: 1, maxLength: 80 }), {
      minItems: 1,
      maxItems: 12,
      uniqueItems: true,
    }),
    reasons: words(2000),
    priority: oneOf(priorities),
    sitting: nullOr(NewSitting),
  },
  strict,
)
export type NewPurpose = Static<typeof NewPurpose>

/** Takes a purpose over into a lot of a draft, or says why not. */
export const TakePurpose = Type.Object(
  {
    version: Type.Integer({ minimum: 1, description: 'of the call, as it was read' }),
    lot: Type.Integer({ minimum: 1, maximum: 100 }),
    taken: oneOf(takings),
    points: nullOr(Type.Number({ exclusiveMinimum: 0, maximum: 1000, multipleOf: 0.01 })),
    reason: nullOr(words(2000)),
  },
  strict,
)
export type TakePurpose = Static<typeof TakePurpose>

/** Purposes of the spaces of a call, by lot, for who prepares it. */
export const CallPurposes = Type.Object({
  version: Type.Integer(),
  isDraft: Type.Boolean(),
  items: Type.Array(
    Type.Object({
      lot: Type.Integer(),
      purpose: SpacePurpose,
      decision: orNull(PurposeDecision),
      inLot: Type.Boolean({ description: 'whether the lot holds it now' }),
    }),
  ),
})
export type CallPurposes = Static<typeof CallPurposes>
