import { type Static, type TSchema, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'
import { SpaceItem } from './record.ts'
import {
  adviceLevels,
  conditions,
  extractions,
  ownerships,
  publicSpaceStatuses,
  spaceSorts,
  threePhases,
} from './vocabulary.ts'

export * from './record.ts'
export * from './vocabulary.ts'

const list = <Item extends TSchema>(item: Item, description: string) =>
  Type.Optional(Type.Array(item, { description, maxItems: 100 }))
const word = Type.String({ minLength: 1, maxLength: 80 })
const number = (description: string, maximum = 1e9) =>
  Type.Optional(Type.Number({ minimum: 0, maximum, description }))

/**
 * The filters of spaces, already read from the query string: OR inside one, AND across.
 * `none` is a value of a list where the field may be empty.
 */
export const SpaceFilters = Type.Object(
  {
    areaMin: number('m² usable, at least'),
    areaMax: number('m² usable, at most'),
    zoning: list(word, 'zoning class of the plan in force, or none'),
    activity: Type.Optional(Type.String({ maxLength: 80, description: 'code of a use in the city pack' })),
    advice: list(
      oneOf(adviceLevels, 'level'),
      'levels kept for the activity; without it all but usuallyIncompatible',
    ),
    district: list(word, 'number of the Municipio, or none'),
    neighbourhood: list(word, 'code of the NIL, or none'),
    zone: list(word, 'code of a Piano Periferie zone, or none'),
    call: list(word, 'code of a call, past ones too, that has the space in a lot'),
    status: list(oneOf(publicSpaceStatuses, 'status'), 'status'),
    ownership: list(oneOf(ownerships, 'ownership'), 'ownership'),
    condition: list(oneOf([...conditions, 'none'] as const, 'condition'), 'state of repair, or none'),
    floor: list(word, 'floor: T ground, R mezzanine, S1 basement, 1 and up; or none'),
    heightMin: number('m, at least', 100),
    threePhase: list(oneOf([...threePhases, 'none'] as const, 'supply'), 'three-phase supply, or none'),
    powerMin: number('kW, at least', 1e6),
    vehicleAccess: Type.Optional(Type.Boolean({ description: 'a vehicle can enter' })),
    extraction: list(oneOf([...extractions, 'none'] as const, 'extraction'), 'fume extraction, or none'),
    stepFree: Type.Optional(Type.Boolean({ description: 'reachable without a step' })),
    rentMax: number('EUR per m² and year, at most', 1e6),
    worksMax: number('EUR of works before use, at most'),
    labWithin: number('m to the nearest lab, straight line, at most', 1e5),
    transitWithin: number('m to the nearest metro or rail stop, straight line, at most', 1e5),
    bbox: Type.Optional(Type.String({ maxLength: 200, description: 'w,s,e,n in degrees' })),
    near: Type.Optional(
      Type.String({ maxLength: 200, description: 'lon,lat,metres; haversine from the representative point' }),
    ),
    within: Type.Optional(
      Type.String({
        maxLength: 4000,
        description:
          'polygon as lon lat pairs "9.1 45.4,9.2 45.4,…" (at most 200 vertices), or area:ID; planar in 4326, on the representative point',
      }),
    ),
    q: Type.Optional(
      Type.String({ maxLength: 200, description: 'text: code, address, NIL; accents and case folded' }),
    ),
    unknown: Type.Optional(
      oneOf(['include'] as const, 'count unknown values of numeric and yes/no filters as matching'),
    ),
  },
  { additionalProperties: false },
)
export type SpaceFilters = Static<typeof SpaceFilters>

const FacetValue = Type.Object({ value: Type.String(), count: Type.Integer() })
const Bins = Type.Object({
  bins: Type.Array(Type.Object({ min: Type.Number(), max: Type.Number(), count: Type.Integer() })),
})

/** Each facet is counted with all the other filters applied. */
export const SpaceFacets = Type.Object({
  district: Type.Array(FacetValue),
  neighbourhood: Type.Array(FacetValue),
  zone: Type.Array(FacetValue),
  zoning: Type.Array(FacetValue),
  status: Type.Array(FacetValue),
  ownership: Type.Array(FacetValue),
  condition: Type.Array(FacetValue),
  floor: Type.Array(FacetValue),
  threePhase: Type.Array(FacetValue),
  extraction: Type.Array(FacetValue),
  vehicleAccess: Type.Array(FacetValue),
  stepFree: Type.Array(FacetValue),
  advice: Type.Array(FacetValue, { description: 'for the chosen activity; empty without one' }),
  areaM2: Bins,
})
export type SpaceFacets = Static<typeof SpaceFacets>

export const SpaceList = Type.Object({
  total: Type.Integer(),
  withoutPlace: Type.Integer({ description: 'how many of the total have no place on the map' }),
  revision: Type.Integer({ description: 'rises with each change applied; a cache key for tiles' }),
  facets: SpaceFacets,
  unknowns: Type.Record(Type.String(), Type.Integer(), {
    description: 'filter name → how many more would match if its unknown values counted',
  }),
  nearMisses: Type.Array(Type.Object({ filters: Type.Array(Type.String()), total: Type.Integer() }), {
    description: 'only where total is 0: a filter (areaMin and areaMax go together) and the total without it',
  }),
  bbox: orNull(Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()])),
  items: Type.Array(SpaceItem),
  next: orNull(Type.String({ description: 'cursor of the next page' })),
})
export type SpaceList = Static<typeof SpaceList>

/** The filters with order and paging, as `GET /api/spaces` takes them. */
export const SpaceQuery = Type.Object(
  {
    ...SpaceFilters.properties,
    sort: Type.Optional(oneOf(spaceSorts, 'order; near needs the filter near')),
    limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
    cursor: Type.Optional(Type.String({ maxLength: 400, description: 'next of the page before' })),
  },
  { additionalProperties: false },
)
export type SpaceQuery = Static<typeof SpaceQuery>

/** An area too large for a URL. */
export const NewArea = Type.Object(
  {
    type: oneOf(['Polygon', 'MultiPolygon'] as const, 'GeoJSON type'),
    coordinates: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 10_000 }),
  },
  { additionalProperties: false, description: 'GeoJSON, EPSG:4326, at most 10,000 vertices in all' },
)
export const Area = Type.Object({ id: Type.String({ description: 'used as within=area:ID' }) })

const Token = Type.String({ pattern: '^[A-Za-z0-9_-]{20,100}$' })

/** "Avvisami": tell me by mail when a space that matches can be had. */
export const NewAlert = Type.Object(
  {
    email: Type.String({ format: 'email', maxLength: 254 }),
    language: oneOf(['it', 'en'] as const, 'language of the letters'),
    filters: SpaceFilters,
  },
  { additionalProperties: false },
)
export type NewAlert = Static<typeof NewAlert>
export const AlertToken = Type.Object({ token: Token }, { additionalProperties: false })
export const AlertReply = Type.Object({
  status: oneOf(['letterSent', 'confirmed', 'stopped'] as const, 'what happened'),
})
