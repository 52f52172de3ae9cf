import { type Static, type TProperties, Type } from 'typebox'
import { nullOr, oneOf, orNull, Position } from '../http/schema.ts'
import { audiences, offerKinds, offerStatuses, publicOfferStatuses } from './words.ts'

export * from './words.ts'

const Day = Type.String({ format: 'date' })
const body = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false })
const words = (minLength: number, maxLength: number) => Type.String({ minLength, maxLength, pattern: '\\S' })
const text = (maxLength: number) => nullOr(words(1, maxLength))
const amount = (maximum: number) => nullOr(Type.Number({ exclusiveMinimum: 0, maximum }))

/** Something the operator has bound itself to; `offersSpace` where makers can have it. */
const obligation = {
  title: words(3, 300),
  titleEn: text(300),
  areaM2: amount(1_000_000),
  rentCapEurM2Year: nullOr(Type.Number({ minimum: 0, maximum: 100_000 })),
  hours: text(200),
  years: nullOr(Type.Integer({ minimum: 1, maximum: 99 })),
  forWhom: text(300),
  offersSpace: Type.Boolean(),
  dueOn: nullOr(Day),
  metOn: nullOr(Day),
  stateNote: text(1000),
}
const Obligation = body(obligation)

const contact = body({ name: text(200), email: text(200), phone: text(80) })

/** Everything that is written of an agreement with a private operator. */
export const OfferContent = body({
  kind: oneOf(offerKinds, 'how the operator is bound'),
  title: words(3, 200),
  titleEn: text(200),
  operator: words(2, 200),
  cityBody: words(2, 200),
  summary: text(4000),
  summaryEn: text(4000),
  deedNumber: text(120),
  deedDate: nullOr(Day),
  startsOn: nullOr(Day),
  expiresOn: nullOr(Day),
  guaranteeEur: nullOr(Type.Number({ minimum: 0, maximum: 1e9 })),
  contact: nullOr(contact),
  status: oneOf(offerStatuses, 'state'),
  audience: oneOf(audiences, 'who may know of it'),
  source: words(3, 200),
  sourceDate: nullOr(Day),
  address: text(200),
  point: nullOr(Position),
  obligations: Type.Array(Obligation, { maxItems: 40 }),
  internalNotes: text(4000),
})
export type OfferContent = Static<typeof OfferContent>

const Code = Type.String({
  pattern: '^[A-Z0-9][A-Z0-9-]{2,39}$',
  description: 'stands in the address of its page',
})
export const NewOffer = body({ code: Code, content: OfferContent })
export const SaveOffer = body({
  version: Type.Integer({ minimum: 1, description: 'as it was read; another is refused with 409' }),
  content: OfferContent,
})
export const OfferPath = Type.Object({ code: Type.String({ minLength: 1, maxLength: 80 }) })

export const DeskOffer = Type.Object({
  code: Type.String(),
  version: Type.Integer(),
  district: orNull(Type.String()),
  content: OfferContent,
})
export type DeskOffer = Static<typeof DeskOffer>

const Deadline = Type.Object({
  code: Type.String(),
  operator: Type.String(),
  title: Type.String(),
  dueOn: Day,
  isOver: Type.Boolean(),
})
export const DeskOffers = Type.Object({
  deadlines: Type.Array(Deadline, {
    description: 'obligations and ends of the coming year, and those not met',
  }),
  total: Type.Integer(),
  items: Type.Array(
    Type.Object({
      code: Type.String(),
      kind: oneOf(offerKinds, 'how the operator is bound'),
      title: Type.String(),
      operator: Type.String(),
      status: oneOf(offerStatuses, 'state'),
      audience: oneOf(audiences, 'who may know of it'),
      expiresOn: orNull(Day),
      areaM2: orNull(Type.Number({ description: 'offered in all' })),
    }),
  ),
})
export type DeskOffers = Static<typeof DeskOffers>

const PublicObligation = Type.Object({
  title: Type.String(),
  titleEn: orNull(Type.String()),
  areaM2: orNull(Type.Number()),
  rentCapEurM2Year: orNull(Type.Number()),
  hours: orNull(Type.String()),
  years: orNull(Type.Integer()),
  forWhom: orNull(Type.String()),
  offersSpace: Type.Boolean(),
  dueOn: orNull(Day),
  metOn: orNull(Day),
})

/** An agreement with a private operator as everybody may read it. */
export const Offer = Type.Object({
  id: Type.Integer({ description: 'also the id of the feature in tiles' }),
  code: Type.String(),
  kind: oneOf(offerKinds, 'how the operator is bound'),
  title: Type.String(),
  titleEn: orNull(Type.String()),
  operator: Type.String(),
  cityBody: Type.String(),
  summary: orNull(Type.String()),
  summaryEn: orNull(Type.String()),
  deedNumber: orNull(Type.String()),
  deedDate: orNull(Day),
  startsOn: orNull(Day),
  expiresOn: orNull(Day),
  status: oneOf(publicOfferStatuses, 'state'),
  address: orNull(Type.String()),
  point: orNull(Position),
  district: orNull(Type.String({ description: 'number of the Municipio' })),
  areaM2: orNull(Type.Number({ description: 'the largest space it offers' })),
  rentCapEurM2Year: orNull(Type.Number({ description: 'the lowest of what it offers' })),
  offersSpace: Type.Boolean(),
  contact: orNull(contact),
  obligations: Type.Array(PublicObligation),
  source: Type.String(),
  sourceDate: orNull(Day),
})
export type Offer = Static<typeof Offer>
export const OfferList = Type.Object({ total: Type.Integer(), items: Type.Array(Offer) })
export type OfferList = Static<typeof OfferList>

/** Filters of the public list, of tiles and exports. */
export const OfferFilters = Type.Object(
  {
    q: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'text; accents and case folded' }),
    ),
    areaMin: Type.Optional(Type.Number({ minimum: 0, maximum: 1e6, description: 'm² offered' })),
    rentMax: Type.Optional(Type.Number({ minimum: 0, maximum: 1e5, description: 'EUR per m² and year' })),
    district: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 20 }), { maxItems: 30 })),
    kind: Type.Optional(Type.Array(oneOf(offerKinds, 'how the operator is bound'), { maxItems: 20 })),
    space: Type.Optional(Type.Boolean({ description: 'only those that offer space' })),
  },
  { additionalProperties: false },
)
export type OfferFilters = Static<typeof OfferFilters>
