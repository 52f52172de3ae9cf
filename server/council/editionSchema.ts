import { type Static, Type } from 'typebox'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import { Day, Id, Outcome } from '../points/parts.ts'

const editionSorts = ['number', 'provision', 'name'] as const

/** A page of the Council's edition. */
export const EditionQuery = Type.Object(
  {
    theme: Type.Optional(Id),
    article: Type.Optional(Id),
    group: Type.Optional(Id),
    outcome: Type.Optional(Outcome),
    q: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'in names, numbers, words and synthesis' }),
    ),
    sort: Type.Optional(oneOf(editionSorts)),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  },
  { additionalProperties: false },
)
export type EditionQuery = Static<typeof EditionQuery>

const decision = {
  outcome: Outcome,
  reason: orNull(Type.String()),
  actNumber: Type.String(),
  decidedOn: Day,
}

/** A point as the Council reads it: who wrote it, under which protocol, its full words. Private reasons stay out. */
export const EditionPoint = Type.Object({
  id: Type.Integer(),
  reference: Type.String(),
  protocol: orNull(Type.String({ description: 'registry, number and year' })),
  receivedAt: Type.String({ format: 'date-time' }),
  isLate: Type.Boolean(),
  kind: Type.String(),
  submitterKind: Type.String(),
  submitter: orNull(Type.String()),
  onBehalfOf: orNull(Type.String()),
  themes: Type.Array(Type.Integer()),
  provision: orNull(Type.String()),
  district: orNull(Type.String()),
  neighbourhood: orNull(Type.String()),
  group: orNull(Type.Object({ id: Type.Integer(), title: Type.String() })),
  synthesis: orNull(Type.String()),
  text: Type.String(),
  proposal: orNull(Type.Object(decision)),
  council: orNull(
    Type.Object({
      ...decision,
      figures: orNull(
        Type.Object({
          present: Type.Integer(),
          inFavour: Type.Integer(),
          against: Type.Integer(),
          abstained: Type.Integer(),
          left: Type.Array(Type.String()),
        }),
      ),
    }),
  ),
})
export type EditionPoint = Static<typeof EditionPoint>

/** A page of the edition, stamped with who opened it and when. */
export const Edition = Type.Object({
  reader: Type.String(),
  openedAt: Type.String({ format: 'date-time' }),
  total: Type.Integer(),
  items: Type.Array(EditionPoint),
})
export type Edition = Static<typeof Edition>

/** Who opened what of the Council's edition, the newest first. */
export const OpeningQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    before: Type.Optional(nullOr(Id)),
  },
  { additionalProperties: false },
)
export type OpeningQuery = Static<typeof OpeningQuery>
export const Openings = Type.Object({
  total: Type.Integer(),
  items: Type.Array(
    Type.Object({
      id: Type.Integer(),
      by: Type.String(),
      what: Type.String(),
      at: Type.String({ format: 'date-time' }),
    }),
  ),
  next: orNull(Type.Integer({ description: 'as `before` of the page that follows' })),
})
export type Openings = Static<typeof Openings>
