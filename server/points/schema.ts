import { type Static, Type } from 'typebox'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import {
  Day,
  Examiner,
  File,
  Id,
  Outcome,
  provision,
  provisionGiven,
  Shape,
  ShapeRead,
  Stage,
  span,
  submission,
  TargetKind,
  Version,
  words,
} from './parts.ts'
import { changeRefusals, opinionAnswers, relationKinds } from './words.ts'

export * from './detailSchema.ts'
export * from './effectSchema.ts'
export * from './groupSchema.ts'
export * from './progressSchema.ts'
export * from './submissionSchema.ts'
export * from './tableSchema.ts'
export * from './words.ts'

export const PointPath = Type.Object({ id: Id })
export type PointPath = Static<typeof PointPath>

const Named = { id: Type.Integer(), code: Type.String(), title: Type.String() }

/** What the pages of a plan choose from. */
export const Setup = Type.Object({
  plan: Type.Object({
    code: Type.String(),
    title: Type.String(),
    status: Type.String(),
    examined: Type.Boolean({ description: 'whether its points are still worked on' }),
  }),
  plans: Type.Array(Type.Object({ code: Type.String(), title: Type.String() })),
  themes: Type.Array(
    Type.Object({ ...Named, titleEn: orNull(Type.String()), parentId: orNull(Type.Integer()) }),
  ),
  places: Type.Array(
    Type.Object({
      ...Named,
      titleEn: orNull(Type.String()),
      locks: Type.Boolean(),
      solved: Type.Boolean(),
    }),
  ),
  documents: Type.Array(
    Type.Object({
      ...Named,
      versionName: Type.String(),
      articles: Type.Array(
        Type.Object({ id: Type.Integer(), number: Type.String(), title: orNull(Type.String()) }),
      ),
      sheets: Type.Array(Type.Object(Named)),
    }),
  ),
  people: Type.Array(Examiner),
  templates: Type.Array(Type.Object({ ...Named, text: Type.String(), checked: Type.Boolean() })),
})
export type Setup = Static<typeof Setup>

/** A plan is not named: the one that is examined, or the newest. */
export const SetupQuery = Type.Object(
  { plan: Type.Optional(Type.String({ maxLength: 40 })) },
  { additionalProperties: false },
)

/** Words marked as a point; what it is aimed at comes from what its author said of them. */
export const NewPoint = Type.Object(
  {
    start: Type.Integer({ minimum: 0, maximum: 10_000_000, description: 'in characters of the text' }),
    end: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
    synthesis: Type.Optional(words(1000)),
    themes: Type.Optional(Type.Array(Id, { maxItems: 20, uniqueItems: true })),
  },
  { additionalProperties: false },
)
export type NewPoint = Static<typeof NewPoint>

/** What is changed in a point; what is left out stays, null takes away. */
export const PointChanges = Type.Object(
  {
    version: Version,
    synthesis: Type.Optional(nullOr(words(1000))),
    target: Type.Optional(TargetKind),
    documentId: Type.Optional(provisionGiven.documentId),
    articleId: Type.Optional(provisionGiven.articleId),
    paragraph: Type.Optional(provisionGiven.paragraph),
    letter: Type.Optional(provisionGiven.letter),
    sheetId: Type.Optional(provisionGiven.sheetId),
    geometry: Type.Optional(nullOr(Shape)),
    themes: Type.Optional(Type.Array(Id, { maxItems: 20, uniqueItems: true })),
    concernsVas: Type.Optional(Type.Boolean()),
    prescription: Type.Optional(Type.Boolean({ description: 'of an opinion alone' })),
    assignee: Type.Optional(nullOr(Type.String({ format: 'uuid' }))),
    dueOn: Type.Optional(nullOr(Day)),
  },
  { additionalProperties: false },
)
export type PointChanges = Static<typeof PointChanges>

export const Move = Type.Object({ version: Version, placeId: Id }, { additionalProperties: false })
export type Move = Static<typeof Move>
/** Taking a point away, or out of its group: on the record, with why. */
export const WithReason = Type.Object(
  { version: Version, reason: Type.String({ minLength: 10, maxLength: 2000, pattern: '\\S' }) },
  { additionalProperties: false },
)
export type WithReason = Static<typeof WithReason>

export const NewComment = Type.Object({ text: words(4000) }, { additionalProperties: false })
export type NewComment = Static<typeof NewComment>
export const Relation = Type.Object(
  { other: words(80, 'number and which of its points, as 12/2'), kind: oneOf(relationKinds) },
  { additionalProperties: false },
)
export type Relation = Static<typeof Relation>
export const RelationEnd = Type.Object(
  { other: Id, kind: oneOf(relationKinds) },
  { additionalProperties: false },
)
export type RelationEnd = Static<typeof RelationEnd>

export const OpinionAsked = Type.Object(
  { office: words(200), question: words(4000), dueOn: Day },
  { additionalProperties: false },
)
export type OpinionAsked = Static<typeof OpinionAsked>
export const OpinionGiven = Type.Object(
  { answer: oneOf(opinionAnswers), text: words(6000) },
  { additionalProperties: false },
)
export type OpinionGiven = Static<typeof OpinionGiven>

/** A proposal of the office or of the Giunta on a point or a group. */
export const NewDecision = Type.Object(
  {
    stage: oneOf(['technical', 'giunta'] as const),
    outcome: Outcome,
    reason: Type.Optional(Type.String({ maxLength: 20_000 })),
    templateId: Type.Optional(Id),
    actNumber: Type.Optional(Type.String({ maxLength: 80 })),
    decidedOn: Day,
  },
  { additionalProperties: false },
)
export type NewDecision = Static<typeof NewDecision>

/** What the public reads of observations on a space of the census. */
export const PublishedOnSpace = Type.Object({
  total: Type.Integer(),
  items: Type.Array(
    Type.Object({
      plan: Type.String(),
      planTitle: Type.String(),
      reference: Type.String(),
      synthesis: Type.String(),
      outcome: orNull(Outcome),
    }),
  ),
})
export type PublishedOnSpace = Static<typeof PublishedOnSpace>
export const SpaceCode = Type.Object({ code: Type.String({ minLength: 1, maxLength: 80 }) })
