import { type Static, Type } from 'typebox'
import { callPhases } from '../calls/words.ts'
import { Coverage, Indicator, Value } from '../coverage/schema.ts'
import { Figure } from '../districts/schema.ts'
import { oneOf, orNull, Position } from '../http/schema.ts'
import { outcomes } from '../points/words.ts'
import { publicSpaceStatuses } from '../spaces/vocabulary.ts'
import {
  changeKinds,
  nextStepCodes,
  promiseKinds,
  promiseStates,
  requestGroups,
  spaceRowSorts,
} from './words.ts'

export type { PromiseState, RequestGroup, SpaceRowSort } from './words.ts'
export { requestGroups, spaceRowSorts } from './words.ts'

const strict = { additionalProperties: false }
const Day = Type.String({ format: 'date' })
const Status = oneOf(publicSpaceStatuses, 'status of a space')
const Count = Type.Object({ value: Type.String(), count: Type.Integer() })

export const DistrictPath = Type.Object({
  number: Type.String({ minLength: 1, maxLength: 20, description: 'number of the Municipio' }),
})

/** Which days the changes are of; the last month where it is not said. */
export const PeriodQuery = Type.Object(
  {
    from: Type.Optional(Type.String({ format: 'date', description: 'first day of the changes' })),
    until: Type.Optional(Type.String({ format: 'date', description: 'last day of the changes' })),
  },
  strict,
)
export type PeriodQuery = Static<typeof PeriodQuery>

/** The days of the changes, and the kept figures; the same query gives the same sheet. */
export const FiguresQuery = Type.Object(
  {
    ...PeriodQuery.properties,
    run: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'figures kept before' }),
    ),
  },
  strict,
)
export type FiguresQuery = Static<typeof FiguresQuery>

export const SheetQuery = Type.Object(
  {
    ...FiguresQuery.properties,
    language: Type.Optional(oneOf(['it', 'en'] as const, 'language of the paper')),
  },
  strict,
)
export type SheetQuery = Static<typeof SheetQuery>

/** Something that changed in a district on a day, as everybody may know it. */
export const Change = Type.Object({
  id: Type.String({ description: 'stable' }),
  kind: oneOf(changeKinds, 'what happened'),
  on: Day,
  subject: Type.String({ description: 'name of the space, call, lab or plan' }),
  subjectEn: orNull(Type.String()),
  status: orNull(Status),
  before: orNull(Status),
  place: orNull(Type.String({ description: 'name of the NIL' })),
  office: orNull(Type.String()),
  count: orNull(Type.Integer({ description: 'points published, or lots of the call in the district' })),
  href: Type.String({ description: 'page of this site' }),
})
export type Change = Static<typeof Change>

/** Something promised by a day. */
export const DistrictPromise = Type.Object({
  id: Type.String(),
  kind: oneOf(promiseKinds, 'what was promised'),
  title: Type.String({ description: 'name of the space, call or plan, or the words of the promise' }),
  titleEn: orNull(Type.String()),
  who: orNull(Type.String({ description: 'who must keep it; null for a natural person' })),
  dueOn: Day,
  state: oneOf(promiseStates, 'how it went'),
  doneOn: orNull(Day),
  days: Type.Integer({ description: 'late: days over; kept: days before the term; not due: days left' }),
  source: Type.String({ description: 'act or record it comes from' }),
  href: Type.String(),
})
export type DistrictPromise = Static<typeof DistrictPromise>

const DistrictCall = Type.Object({
  code: Type.String(),
  title: Type.String(),
  titleEn: orNull(Type.String()),
  phase: oneOf(callPhases, 'by the clock of the database'),
  standing: Type.Boolean(),
  opensAt: orNull(Type.String({ format: 'date-time' })),
  closesAt: orNull(Type.String({ format: 'date-time' })),
  office: Type.String(),
  lotsHere: Type.Integer({ description: 'lots with a space in the district' }),
  lots: Type.Integer(),
  areaMinM2: orNull(Type.Number()),
  areaMaxM2: orNull(Type.Number()),
})
export type DistrictCall = Static<typeof DistrictCall>

/** A number of requests; `value` is null where it is under five and not nought, or would give such a one away. */
export const RequestCount = Type.Object({ value: orNull(Type.Integer()), suppressed: Type.Boolean() })
export type RequestCount = Static<typeof RequestCount>

export const RequestFigures = Type.Object({
  total: RequestCount,
  groups: Type.Array(
    Type.Object({ group: oneOf(requestGroups, 'how it ended'), ...RequestCount.properties }),
  ),
  definition: Type.String(),
  definitionEn: Type.String(),
  source: Type.String(),
  date: Day,
})
export type RequestFigures = Static<typeof RequestFigures>

const DistrictObservations = Type.Object({
  code: Type.String({ description: 'of the plan' }),
  title: Type.String(),
  titleEn: orNull(Type.String()),
  publishedOn: Day,
  total: Type.Integer({ description: 'published points whose place is in the district' }),
  outcomes: Type.Array(Type.Object({ outcome: orNull(oneOf(outcomes, 'outcome')), count: Type.Integer() })),
})
export type DistrictObservations = Static<typeof DistrictObservations>

export const Place = Type.Object({
  number: Type.String(),
  name: Type.String(),
  official: Type.Boolean({ description: 'false where the boundary is schematic' }),
  residents: orNull(Figure),
  areaKm2: Type.Number(),
  neighbourhoods: Type.Object({
    inside: Type.Integer({ description: 'NIL whose label lies in the district' }),
    partly: Type.Integer({ description: 'of all NIL that touch it, those that also lie in another' }),
    codes: Type.Array(Type.String(), { description: 'of the NIL that lie in it, wholly or in part' }),
  }),
})
export type Place = Static<typeof Place>

/** One district in words: what there is, what changed, what was promised. */
export const DistrictPage = Type.Object({
  district: Place,
  numbers: Type.Array(Type.String(), { description: 'of all districts' }),
  date: Day,
  period: Type.Object({ from: Day, until: Day }),
  spaces: Type.Object({
    total: Type.Integer(),
    byStatus: Type.Array(Count),
    unchecked: Type.Integer({ description: 'not surveyed in the last twelve months' }),
  }),
  changes: Type.Array(Change, { description: 'the newest first' }),
  calls: Type.Array(DistrictCall),
  requests: RequestFigures,
  promises: Type.Array(DistrictPromise, { description: 'late ones first' }),
  observations: Type.Array(DistrictObservations),
  places: Type.Object({
    labs: Type.Array(Position, { description: 'active ones' }),
    unknownLabs: Type.Integer({ description: 'labs of which nobody knows whether they are active' }),
    spaces: Type.Array(
      Type.Object({ status: oneOf(['available', 'inCall'] as const, 'what one can have'), point: Position }),
    ),
  }),
  demo: Type.Boolean(),
})
export type DistrictPage = Static<typeof DistrictPage>

const Geometry = Type.Any({ description: 'GeoJSON polygon or multipolygon, EPSG:4326' })

/** The one page to take along: the page of the district, six figures and a small map. */
export const Sheet = Type.Object({
  page: DistrictPage,
  run: Coverage.properties.run,
  travel: Coverage.properties.travel,
  figures: Type.Array(
    Type.Object({
      indicator: Indicator,
      own: Value,
      against: Type.Object({
        kind: oneOf(['city', 'mean'] as const, 'the city, or the mean of the districts'),
        value: orNull(Type.Number()),
      }),
      rank: orNull(Type.Integer({ description: '1 is the highest' })),
      of: Type.Integer(),
      all: Type.Array(Type.Object({ number: Type.String(), name: Type.String(), value: Value })),
    }),
  ),
  map: Type.Object({
    outline: Geometry,
    neighbourhoods: Type.Array(Geometry),
  }),
  link: Type.String({ description: 'page of this site that gives the same sheet again' }),
})
export type Sheet = Static<typeof Sheet>

/** What comes next for a space, why, and who sees to it. */
export const NextStep = Type.Object({
  code: oneOf(nextStepCodes, 'what comes next'),
  reason: Type.String(),
  reasonEn: Type.String(),
  until: orNull(Day),
})
export type NextStep = Static<typeof NextStep>

export const SpaceRow = Type.Object({
  code: Type.String(),
  name: Type.String(),
  place: orNull(Type.String({ description: 'name of the NIL' })),
  status: Status,
  statusSince: orNull(Day),
  areaM2: orNull(Type.Number()),
  vacantSince: orNull(Day),
  monthsIdle: orNull(Type.Integer({ description: 'whole months; null where it is not known or in use' })),
  next: NextStep,
  office: Type.String({ description: 'office responsible' }),
})
export type SpaceRow = Static<typeof SpaceRow>

export const SpaceRowsQuery = Type.Object(
  {
    sort: Type.Optional(oneOf(spaceRowSorts, 'order; months where it is not said')),
    descending: Type.Optional(Type.Boolean()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  },
  strict,
)
export type SpaceRowsQuery = Static<typeof SpaceRowsQuery>
export const SpaceRows = Type.Object({ total: Type.Integer(), items: Type.Array(SpaceRow) })
export type SpaceRows = Static<typeof SpaceRows>

/** Follow a district by mail, once a month. */
export const NewDigest = Type.Object(
  {
    email: Type.String({ format: 'email', maxLength: 254 }),
    language: oneOf(['it', 'en'] as const, 'language of the letters'),
    district: Type.String({ minLength: 1, maxLength: 20 }),
  },
  strict,
)
export type NewDigest = Static<typeof NewDigest>
export const DigestToken = Type.Object({ token: Type.String({ pattern: '^[A-Za-z0-9_-]{20,100}$' }) }, strict)
export const DigestReply = Type.Object({
  status: oneOf(['letterSent', 'confirmed', 'stopped'] as const, 'what happened'),
})
