import { type Static, Type } from 'typebox'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import {
  askedStates,
  audiences,
  matches,
  objectKinds,
  outcomes,
  priorities,
  silences,
  takings,
} from './words.ts'

export * from './words.ts'

const strict = { additionalProperties: false }
const Day = Type.String({ format: 'date' })
const Uuid = Type.String({ format: 'uuid' })
const District = Type.String({ minLength: 1, maxLength: 20, description: 'number of the Municipio' })
const words = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' })
const figure = Type.Integer({ minimum: 0, maximum: 1000 })
const Code = Type.String({ minLength: 1, maxLength: 80 })

export const OpinionPath = Type.Object({ id: Uuid })
export const OpinionFilePath = Type.Object({ id: Uuid, fileId: Uuid })
export const DistrictPath = Type.Object({ number: District })
export const SpacePath = Type.Object({ code: Code })
export const CallPurposePath = Type.Object({ code: Code, purposeId: Uuid })

/** What an opinion is about; `code` is null where it is about none of the things of the site. */
export const OpinionObject = Type.Object({
  kind: oneOf(objectKinds),
  code: orNull(Type.String()),
  name: orNull(Type.String()),
})
export type OpinionObject = Static<typeof OpinionObject>

const sitting = {
  heldOn: Day,
  inFavour: Type.Integer(),
  against: Type.Integer(),
  abstained: Type.Integer(),
  notVoting: Type.Integer({ description: 'there, and took no part in the vote' }),
  members: Type.Integer({ description: 'in office on that day' }),
  quorum: Type.Integer({ description: 'how many had to be there' }),
  actNumber: Type.String(),
}
/** A sitting with its vote, as it was recorded. */
export const OpinionSitting = Type.Object(sitting)
export type OpinionSitting = Static<typeof OpinionSitting>

const OpinionFile = Type.Object({
  id: Type.String(),
  name: Type.String(),
  mediaType: Type.String(),
  sizeBytes: Type.Integer(),
})

const given = {
  id: Type.String(),
  outcome: oneOf(outcomes),
  sitting: orNull(OpinionSitting),
  isLate: Type.Boolean({ description: 'after the due day' }),
  publicFrom: Day,
  givenOn: Day,
}
const OpinionSummary = Type.Object(given)

/** One opinion, whole. */
export const Opinion = Type.Object({
  ...given,
  district: Type.String(),
  title: Type.String(),
  object: OpinionObject,
  conditions: orNull(Type.String()),
  text: Type.String(),
  files: Type.Array(OpinionFile),
  asked: orNull(
    Type.Object({
      question: Type.String(),
      askedRole: Type.String(),
      askedOn: Day,
      dueOn: Day,
      silence: oneOf(silences),
      legalBasis: Type.String(),
    }),
  ),
  submissionNumber: orNull(Type.String({ description: 'in the register of the plan, too' })),
  replaces: orNull(Type.String()),
  correction: orNull(Type.String({ description: 'why it took the place of the one before it' })),
  replacedBy: orNull(Type.String()),
})
export type Opinion = Static<typeof Opinion>

/** What one Municipio was asked, and how it stands. */
export const AskedOpinion = Type.Object({
  id: Type.String(),
  requestId: Type.String(),
  district: Type.String(),
  title: Type.String(),
  question: Type.String(),
  object: OpinionObject,
  audience: oneOf(audiences),
  askedRole: Type.String(),
  askedOn: Day,
  dueOn: Day,
  daysLeft: Type.Integer({ description: 'below zero once the due day is over' }),
  silence: oneOf(silences, 'what it means that nothing is said'),
  legalBasis: Type.String(),
  state: oneOf(askedStates),
  silentOn: orNull(Day),
  withdrawal: orNull(Type.String()),
  hearingOn: orNull(Day),
  hearingPlace: orNull(Type.String()),
  files: Type.Array(OpinionFile),
  opinion: orNull(OpinionSummary),
})
export type AskedOpinion = Static<typeof AskedOpinion>

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

const OpinionItem = Type.Object({
  ...given,
  district: Type.String(),
  title: Type.String(),
  object: OpinionObject,
  wasAsked: Type.Boolean(),
})
export type OpinionItem = Static<typeof OpinionItem>

/** Opinions everybody may read. */
export const OpinionList = Type.Object({ total: Type.Integer(), items: Type.Array(OpinionItem) })
export type OpinionList = Static<typeof OpinionList>
export const OpinionFilters = Type.Object(
  {
    district: Type.Optional(District),
    kind: Type.Optional(oneOf(objectKinds)),
    code: Type.Optional(Code),
  },
  strict,
)
export type OpinionFilters = Static<typeof OpinionFilters>

/** The voice of one Municipio, for everybody: what it was asked, what it said, what it proposes for spaces. */
export const DistrictVoice = Type.Object({
  district: Type.String(),
  asked: Type.Array(AskedOpinion, { description: 'the nearest due day first; withdrawn ones are left out' }),
  given: Type.Array(OpinionItem, { description: 'the newest first, asked for or not' }),
  purposes: Type.Array(SpacePurpose),
})
export type DistrictVoice = Static<typeof DistrictVoice>

/** What Municipi say of one space. */
export const SpaceVoice = Type.Object({
  purposes: Type.Array(SpacePurpose),
  opinions: Type.Array(OpinionItem),
})
export type SpaceVoice = Static<typeof SpaceVoice>

/** Who won a space of a lot, against what the Municipio proposed for it. */
const AwardMatch = Type.Object({
  lot: orNull(Type.Integer()),
  space: Type.String(),
  match: oneOf(matches),
  isAwarded: Type.Boolean({
    description: 'false: by the ranking that is published, the award is still to come',
  }),
})
/** What Municipi say of one call: opinions, purposes of its spaces, whether who won matched. */
export const CallVoice = Type.Object({
  opinions: Type.Array(OpinionItem),
  purposes: Type.Array(SpacePurpose),
  awards: Type.Array(AwardMatch),
})
export type CallVoice = Static<typeof CallVoice>

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

const objectGiven = Type.Object({ kind: oneOf(objectKinds), code: nullOr(Code) }, strict)

/** A question to one or more Municipi. */
export const NewOpinionRequest = Type.Object(
  {
    title: words(200),
    question: words(4000),
    object: objectGiven,
    districts: Type.Array(District, { minItems: 1, maxItems: 40, uniqueItems: true }),
    dueOn: Day,
    silence: oneOf(silences),
    audience: oneOf(audiences),
  },
  strict,
)
export type NewOpinionRequest = Static<typeof NewOpinionRequest>
export const WithdrawRequest = Type.Object({ reason: words(2000) }, strict)

/** What was asked of Municipi, for who asks, with the terms of the city. */
export const DeskOpinions = Type.Object({
  terms: Type.Object({
    defaultDays: Type.Integer(),
    leastDays: Type.Integer(),
    mostDays: Type.Integer(),
    proposedDue: Day,
    legalBasis: Type.String(),
    silences: Type.Array(oneOf(silences)),
  }),
  counts: Type.Record(oneOf(askedStates), Type.Integer()),
  total: Type.Integer(),
  items: Type.Array(AskedOpinion),
})
export type DeskOpinions = Static<typeof DeskOpinions>
export const DeskOpinionQuery = Type.Object(
  {
    state: Type.Optional(oneOf(askedStates)),
    district: Type.Optional(District),
    kind: Type.Optional(oneOf(objectKinds)),
    code: Type.Optional(Code),
  },
  strict,
)
export type DeskOpinionQuery = Static<typeof DeskOpinionQuery>

const sittingGiven = {
  heldOn: Day,
  inFavour: figure,
  against: figure,
  abstained: figure,
  notVoting: figure,
  actNumber: words(80),
}
const NewSitting = Type.Object(sittingGiven, strict)

/** An opinion as the district office gives it. */
export const NewOpinion = Type.Object(
  {
    district: District,
    asked: nullOr(Uuid),
    title: nullOr(words(200)),
    object: nullOr(objectGiven),
    outcome: oneOf(outcomes),
    conditions: nullOr(words(8000)),
    text: words(20_000),
    sitting: nullOr(NewSitting),
    publicFrom: nullOr(Day),
    submissionNumber: nullOr(words(80)),
    replaces: nullOr(Uuid),
    correction: nullOr(words(2000)),
  },
  strict,
)
export type NewOpinion = Static<typeof NewOpinion>

export const Hearing = Type.Object({ on: nullOr(Day), place: nullOr(words(200)) }, strict)
export type Hearing = Static<typeof Hearing>

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

export const VoiceQuery = Type.Object({ district: Type.Optional(District) }, strict)

/** The desk of a Municipio: what waits for it, what it said, who else sits about the same. */
export const DistrictDesk = Type.Object({
  district: Type.String(),
  districts: Type.Array(Type.String(), { description: 'those one works for' }),
  mayGive: Type.Boolean(),
  council: Type.Object({
    members: Type.Integer(),
    quorum: Type.Integer(),
    membersNote: Type.Object({ it: Type.String(), en: Type.String() }),
    quorumBasis: Type.Object({ it: Type.String(), en: Type.String() }),
  }),
  asked: Type.Array(AskedOpinion),
  given: Type.Array(OpinionItem),
  purposes: Type.Array(SpacePurpose),
  hearings: Type.Array(
    Type.Object({
      district: Type.String(),
      title: Type.String(),
      on: Day,
      place: orNull(Type.String()),
      askedId: Type.String({ description: 'what was asked of one’s own Municipio with the same question' }),
    }),
    { description: 'sittings of other Municipi about what one’s own was asked, from today on' },
  ),
})
export type DistrictDesk = Static<typeof DistrictDesk>
