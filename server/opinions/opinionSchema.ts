import { type Static, Type } from 'typebox'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import { Code, Day, District, NewSitting, OpinionSitting, strict, Uuid, words } from './sittingSchema.ts'
import { askedStates, audiences, objectKinds, outcomes, silences } from './words.ts'

/** What an opinion is about; `code` is null where it is about none of the things of the site. */
export const OpinionObject = Type.Object({
  kind: oneOf(objectKinds),
  code: orNull(Type.String()),
  name: orNull(Type.String()),
})
export type OpinionObject = Static<typeof OpinionObject>

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

export const OpinionItem = Type.Object({
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
