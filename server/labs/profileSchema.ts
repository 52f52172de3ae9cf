import { type Static, type TProperties, type TSchema, Type } from 'typebox'
import { nullOr, oneOf, orNull, Position } from '../http/schema.ts'
import { billingIntervals, labActivities, labKinds, machineStates } from './words.ts'

export const Day = Type.String({ format: 'date' })
const Time = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
  description: 'HH:MM on the wall in Italy',
})
export const body = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false })
export const words = (minLength: number, maxLength: number) =>
  Type.String({ minLength, maxLength, pattern: '\\S' })
export const text = (maxLength: number) => nullOr(words(1, maxLength))
/** Null for what nobody has said, told apart from nought and from no, which a lenient reading would make of it. */
const orUnknown = <Schema extends TSchema>(schema: Schema) =>
  Type.Union([Type.Unsafe<null>({ enum: [null] }), schema])
const count = (maximum: number) => nullOr(Type.Integer({ minimum: 1, maximum }))
const yesOrNo = orUnknown(Type.Boolean({ description: 'null: not known' }))

const interval = { from: Time, to: Time }

/** When a lab is open; `to` at or before `from` is of the next day. */
export const LabHours = body({
  weekly: Type.Array(body({ weekday: Type.Integer({ minimum: 1, maximum: 7 }), ...interval }), {
    maxItems: 42,
  }),
  exceptions: Type.Array(
    body({
      firstOn: Day,
      lastOn: Day,
      intervals: Type.Array(body(interval), { maxItems: 6 }),
      note: text(200),
    }),
    { maxItems: 60, description: 'days on which other hours hold; no intervals: closed' },
  ),
  byAppointment: Type.Boolean(),
})
export type LabHours = Static<typeof LabHours>

/** A machine of a lab; what is null nobody has said. */
const Machine = body({
  machine: Type.String({
    pattern: '^[a-z0-9][a-z0-9_]*$',
    maxLength: 60,
    description: 'code of the city pack, or other',
  }),
  label: text(200),
  brand: text(200),
  workingMm: nullOr(body({ x: count(1_000_000), y: count(1_000_000), z: count(1_000_000) })),
  powerW: count(1_000_000),
  materials: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), {
    maxItems: 40,
    description: 'none: those usual for the machine',
  }),
  training: yesOrNo,
  bookable: yesOrNo,
  priceEurHour: orUnknown(Type.Number({ minimum: 0, maximum: 100_000 })),
  state: nullOr(oneOf(machineStates, 'null: not known')),
})
export type Machine = Static<typeof Machine>

const Price = body({
  name: words(1, 120),
  nameEn: text(120),
  valueEur: Type.Number({ minimum: 0, maximum: 1_000_000 }),
  interval: oneOf(billingIntervals, 'per what'),
  note: text(400),
})

/** What is written of a lab, the same in the profile and in what a keeper saves. */
export const Content = {
  name: words(2, 200),
  kind: oneOf(labKinds, 'kind'),
  address: text(300),
  point: nullOr(Position),
  positionApproximate: Type.Boolean(),
  description: text(4000),
  descriptionEn: text(4000),
  website: nullOr(Type.String({ pattern: '^https?://\\S+$', maxLength: 300 })),
  links: Type.Array(Type.String({ pattern: '^https?://\\S+$', maxLength: 300 }), { maxItems: 20 }),
  email: text(200),
  phone: text(80),
  areaM2: nullOr(Type.Number({ exclusiveMinimum: 0, maximum: 1_000_000 })),
  workstations: orUnknown(Type.Integer({ minimum: 0, maximum: 10_000 })),
  stepFree: yesOrNo,
  languages: Type.Array(Type.String({ pattern: '^[a-z]{2}$', description: 'ISO 639-1' }), { maxItems: 30 }),
  hours: nullOr(LabHours),
  prices: Type.Array(Price, { maxItems: 40 }),
  machines: Type.Array(Machine, { maxItems: 200 }),
}
export const LabContent = body(Content)
export type LabContent = Static<typeof LabContent>

/** A period of activity; the next one, where there is one, ends it. */
export const Activity = Type.Object({
  activity: oneOf(labActivities, 'what it was'),
  fromOn: orNull(Type.String({ description: 'null: not known since when' })),
  note: orNull(Type.String()),
  source: orNull(Type.String()),
})
export type Activity = Static<typeof Activity>

export const Photo = Type.Object({
  id: Type.String(),
  url: Type.String(),
  alt: orNull(Type.String({ description: 'null: not described yet, and not public' })),
  altEn: orNull(Type.String()),
})
export type Photo = Static<typeof Photo>
