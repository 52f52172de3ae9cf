import { type Static, Type } from 'typebox'
import { oneOf, orNull, Position } from '../http/schema.ts'
import { Grant } from './grantSchema.ts'
import { Activity, Content, LabHours, Photo } from './profileSchema.ts'
import { labActivities, labKinds } from './words.ts'

export * from './grantSchema.ts'
export * from './keepingSchema.ts'
export * from './profileSchema.ts'
export * from './words.ts'

/** A FabLab, makerspace or hub, as lists have it. */
const lab = {
  id: Type.Integer({ description: 'also the id of the feature in tiles' }),
  code: Type.String(),
  name: Type.String(),
  kind: oneOf(labKinds, 'kind'),
  address: orNull(Type.String()),
  point: orNull(Position),
  positionApproximate: Type.Boolean(),
  district: orNull(Type.String({ description: 'number of the Municipio' })),
  neighbourhood: orNull(Type.String({ description: 'code of the NIL' })),
  neighbourhoodName: orNull(Type.String()),
  activity: orNull(oneOf(labActivities, 'null: not known, which is not the same as closed')),
  activeFrom: orNull(Type.String()),
  closedOn: orNull(Type.String()),
  website: orNull(Type.String()),
  description: orNull(Type.String()),
  equipment: Type.Array(Type.String()),
  confirmedOn: orNull(Type.String()),
  source: Type.String(),
  sourceDate: orNull(Type.String()),
  activitySince: orNull(Type.String({ description: 'first day of what it is now; null: not known' })),
  stepFree: orNull(Type.Boolean()),
  hours: orNull(LabHours),
  kept: Type.Boolean({ description: 'whether an organisation answers for the profile' }),
}
export const Lab = Type.Object(lab)
export type Lab = Static<typeof Lab>

const Instant = orNull(Type.String({ description: 'ISO 8601' }))
const Opening = Type.Union(
  [
    Type.Object({ state: Type.Literal('open'), until: Instant }),
    Type.Object({ state: Type.Literal('closed'), opensAt: Instant }),
    Type.Object({ state: Type.Literal('byAppointment') }),
    Type.Object({ state: Type.Literal('unknown') }),
  ],
  { description: 'at the instant of the answer, by the clocks of Italy' },
)

/** A lab in a list, with what is so at this moment. */
const LabItem = Type.Object({
  ...lab,
  opening: Opening,
  weekHours: orNull(Type.Number()),
  notConfirmed: Type.Boolean({ description: 'nobody has said for long that this is so' }),
  distanceM: orNull(Type.Number({ description: 'straight line, where a place was given' })),
})
export type LabItem = Static<typeof LabItem>

const Count = Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() }))
export const LabList = Type.Object({
  total: Type.Integer(),
  withoutPlace: Type.Integer(),
  revision: Type.Integer(),
  facets: Type.Record(Type.String(), Count, { description: 'each counted with all filters but its own' }),
  unknowns: Type.Record(Type.String(), Type.Integer(), {
    description: 'how many fail a filter only because nobody has said',
  }),
  items: Type.Array(LabItem),
})
export type LabList = Static<typeof LabList>

const list = <Values extends readonly string[]>(values: Values, description: string) =>
  Type.Optional(Type.Array(oneOf(values, description), { maxItems: 100 }))
const codes = (description: string) =>
  Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 60, description }), { maxItems: 100 }))

/** Filters of labs: of the list, of tiles and of exports. */
export const LabFilters = Type.Object(
  {
    q: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'text; accents and case folded' }),
    ),
    kind: list(labKinds, 'kind'),
    activity: list([...labActivities, 'none'] as const, 'activity; none: not known'),
    district: codes('number of the Municipio'),
    neighbourhood: codes('code of the NIL'),
    equipment: codes('code of a machine or of a family of machines, not out of order'),
    process: codes('code of a process'),
    material: codes('code of a material'),
    open: Type.Optional(
      Type.String({
        pattern: '^(now|(mon|tue|wed|thu|fri|sat|sun)-(morning|afternoon|evening))$',
        description: 'open at this moment, or regularly in a part of the week; unknown hours are never open',
      }),
    ),
    stepFree: Type.Optional(Type.Boolean()),
    bookable: Type.Optional(Type.Boolean({ description: 'some machine can be booked' })),
    near: Type.Optional(Type.String({ maxLength: 100, description: 'lon,lat,metres; straight line' })),
    unknown: Type.Optional(oneOf(['include'] as const, 'labs whose value is not known count as well')),
  },
  { additionalProperties: false },
)
export type LabFilters = Static<typeof LabFilters>

export const LabQuery = Type.Object(
  {
    ...LabFilters.properties,
    sort: Type.Optional(oneOf(['name', 'distance'] as const, 'distance needs near')),
  },
  { additionalProperties: false },
)
export type LabQuery = Static<typeof LabQuery>

export const LabPath = Type.Object({ code: Type.String({ minLength: 1, maxLength: 80 }) })

const Near = Type.Object({ code: Type.String(), name: Type.String(), distanceM: Type.Number() })

/** Everything that is known of a lab. */
export const LabProfile = Type.Object({
  ...LabItem.properties,
  ...Content,
  keeper: orNull(Type.String({ description: 'organisation that answers for the profile' })),
  photos: Type.Array(Photo),
  activities: Type.Array(Activity, { description: 'the latest first' }),
  confirmation: Type.Object({
    months: Type.Integer({ description: 'for how long a word stands' }),
    dueOn: orNull(Type.String({ description: 'when it was, or will be, too old; null: never confirmed' })),
  }),
  grants: Type.Array(Grant),
  nearLabs: Type.Array(Near, { description: 'within 3 km, straight line, the nearest first' }),
  nearSpaces: Type.Array(
    Type.Object({ ...Near.properties, status: Type.String(), areaM2: orNull(Type.Number()) }),
    { description: 'spaces one can have, within 2 km, straight line' },
  ),
  demo: Type.Boolean(),
})
export type LabProfile = Static<typeof LabProfile>
