import { type Static, type TSchema, Type } from 'typebox'
import { oneOf, orNull, Position } from '../http/schema.ts'

export const spaceStatuses = [
  'reported',
  'surveyed',
  'available',
  'inCall',
  'awarded',
  'inUse',
  'expiring',
  'released',
  'withdrawn',
] as const
/** In order of openness to who looks for a space; the public never sees the other two. */
export const publicSpaceStatuses = [
  'available',
  'inCall',
  'expiring',
  'released',
  'surveyed',
  'awarded',
  'inUse',
] as const
export const ownerships = [
  'municipal',
  'publicHousing',
  'otherPublic',
  'confiscated',
  'private',
  'unknown',
] as const
export const conditions = ['excellent', 'good', 'fair', 'mediocre', 'poor', 'unfit'] as const
export const threePhases = ['yes', 'activatable', 'no'] as const
export const extractions = ['yes', 'possible', 'no'] as const
export const adviceLevels = [
  'usuallyCompatible',
  'toVerify',
  'needsAgreement',
  'usuallyIncompatible',
  'notDeterminable',
] as const
export const publicPositions = ['exact', 'neighbourhood', 'hidden'] as const
export const spaceSorts = [
  'relevance',
  'areaAscending',
  'areaDescending',
  'rentAscending',
  'near',
  'code',
] as const

export type SpaceStatus = (typeof spaceStatuses)[number]
export type PublicSpaceStatus = (typeof publicSpaceStatuses)[number]
export type AdviceLevel = (typeof adviceLevels)[number]
export type SpaceSort = (typeof spaceSorts)[number]

/** How rent is made up: base, then each reduction on what is left, then what entering costs. */
export const Rent = Type.Object({
  unitRentEurM2Year: Type.Number({ description: 'EUR per m² and year' }),
  baseEurYear: Type.Number(),
  reductions: Type.Array(
    Type.Object({
      code: Type.String(),
      label: Type.String(),
      labelEn: Type.String(),
      rate: Type.Number({ description: 'share taken off what is left, 0 to 1' }),
      amountEurYear: Type.Number({ description: 'negative' }),
      legalBasis: Type.String(),
    }),
  ),
  conditional: Type.Array(
    Type.Object({
      code: Type.String(),
      label: Type.String(),
      labelEn: Type.String(),
      rate: Type.Number({ description: 'share taken off, 0 to 1' }),
      legalBasis: Type.String(),
      condition: Type.String({ description: 'who gets it' }),
      conditionEn: Type.String(),
      eurYear: Type.Number({ description: 'the rent with this reduction too' }),
    }),
    { description: 'reductions not everybody gets, each alone on top of the others' },
  ),
  eurYear: Type.Number({ description: 'what is left after the reductions everybody gets' }),
  eurMonth: Type.Number(),
  depositEur: Type.Number({ description: 'months of rent by the city pack' }),
  depositMonths: Type.Number(),
  worksEur: orNull(Type.Number()),
  entryEur: Type.Number({ description: 'deposit, first month and works where recorded' }),
})
export type Rent = Static<typeof Rent>

/** What a use is likely to meet at a place; never a permission (domain: functional indifference). */
export const Advice = Type.Object({
  activity: Type.String({ description: 'code of a use in the city pack' }),
  level: oneOf(adviceLevels, 'advice level'),
  reasons: Type.Array(
    Type.Object({
      text: Type.String(),
      textEn: Type.String(),
      reference: Type.String({ description: 'article' }),
      level: oneOf(adviceLevels, 'advice level'),
    }),
  ),
  planVersion: Type.String(),
  example: Type.Boolean({ description: 'true where the zoning itself is invented' }),
})
export type Advice = Static<typeof Advice>

/** One row of the list. */
export const SpaceItem = Type.Object({
  id: Type.Integer({ description: 'stable; also the id of the feature in tiles' }),
  code: Type.String(),
  name: Type.String(),
  address: orNull(Type.String()),
  areaM2: orNull(Type.Number({ description: 'usable area' })),
  status: oneOf(publicSpaceStatuses, 'status'),
  district: orNull(Type.String({ description: 'number of the Municipio' })),
  neighbourhood: orNull(Type.String({ description: 'code of the NIL' })),
  neighbourhoodName: orNull(Type.String()),
  zoning: Type.Array(Type.String()),
  point: orNull(Position),
  publicPosition: oneOf(publicPositions, 'how exactly the place is public'),
  bbox: orNull(Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()])),
  /** Outline for the little picture of the row, in whole metres east and north of its own corner. */
  outline: orNull(Type.Array(Type.Array(Type.Tuple([Type.Integer(), Type.Integer()])))),
  heightM: orNull(Type.Number()),
  threePhase: orNull(oneOf(threePhases, 'three-phase supply')),
  powerKw: orNull(Type.Number()),
  floor: orNull(Type.String()),
  ownership: oneOf(ownerships, 'owner'),
  rentEurMonth: orNull(Type.Number()),
  callClosesAt: orNull(Type.String({ format: 'date-time' })),
  site: orNull(
    Type.Object({ code: Type.String(), name: Type.String(), index: Type.Integer(), count: Type.Integer() }),
  ),
})
export type SpaceItem = Static<typeof SpaceItem>

/** One space, with all the public may know. */
export const Space = Type.Object({
  ...SpaceItem.properties,
  geometry: orNull(Type.Unknown({ description: 'GeoJSON geometry, EPSG:4326, lon/lat' })),
  siteGeometry: orNull(Type.Unknown({ description: 'GeoJSON geometry of the site' })),
  statusSince: orNull(Type.String()),
  commercialAreaM2: orNull(Type.Number()),
  floorLoadKgM2: orNull(Type.Number()),
  vehicleAccess: orNull(Type.Boolean()),
  doorWidthM: orNull(Type.Number()),
  extraction: orNull(oneOf(extractions, 'fume extraction')),
  stepFree: orNull(Type.Boolean()),
  streetWindow: orNull(Type.Boolean()),
  heating: orNull(Type.String()),
  toilets: orNull(Type.Integer()),
  energyClass: orNull(Type.String()),
  condition: orNull(oneOf(conditions, 'state of repair')),
  lawfulUse: orNull(Type.String({ description: 'code of a use in the city pack' })),
  cadastralCategory: orNull(Type.String()),
  works: orNull(Type.String()),
  suggestedPurposes: Type.Array(Type.String()),
  description: orNull(Type.String()),
  holderName: orNull(Type.String({ description: 'only where the holder is an organisation' })),
  useEndsOn: orNull(Type.String()),
  vacantSince: orNull(Type.String()),
  monthsVacant: orNull(Type.Integer()),
  photos: Type.Array(
    Type.Object({ url: Type.String(), alt: Type.String(), author: Type.String(), licence: Type.String() }),
  ),
  zones: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), official: Type.Boolean() })),
  outsideRing: orNull(Type.Boolean()),
  nearestLab: orNull(
    Type.Object({ code: Type.String(), name: Type.String(), distanceM: Type.Number(), point: Position }),
  ),
  nearestStop: orNull(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      lines: Type.Array(Type.String()),
      distanceM: Type.Number(),
      point: Position,
    }),
  ),
  advice: Type.Array(Advice),
  rent: orNull(Rent),
  call: orNull(
    Type.Object({
      code: Type.String(),
      title: Type.String(),
      titleEn: orNull(Type.String()),
      lot: Type.Integer(),
      lotId: Type.Integer(),
      status: Type.String(),
      opensAt: orNull(Type.String()),
      closesAt: orNull(Type.String()),
      instrument: Type.String(),
      termYears: orNull(Type.Integer()),
      technicalWeight: orNull(Type.Integer()),
      priceWeight: orNull(Type.Integer()),
      visits: orNull(Type.String()),
      caseOfficer: orNull(Type.String()),
      baseRentEurYear: orNull(Type.Number({ description: 'of the whole lot, as the call sets it' })),
    }),
  ),
  canAsk: Type.Object({
    kind: orNull(oneOf(['application', 'expressionOfInterest'] as const, 'what can be sent')),
    reasonCode: orNull(Type.String({ description: 'why nothing can be sent' })),
  }),
  office: Type.Object({
    name: Type.String(),
    phone: Type.String(),
    hours: Type.String(),
    hoursEn: orNull(Type.String()),
    email: Type.String(),
  }),
  history: Type.Array(
    Type.Object({
      date: Type.String(),
      status: Type.String(),
      note: orNull(Type.String()),
      noteEn: orNull(Type.String()),
    }),
  ),
  siblings: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      areaM2: orNull(Type.Number()),
      status: Type.String(),
    }),
  ),
  similar: Type.Array(SpaceItem),
  surveyedOn: orNull(Type.String()),
  surveyedBy: orNull(Type.String()),
  source: Type.String(),
  sourceDate: orNull(Type.String()),
  demo: Type.Boolean(),
})
export type Space = Static<typeof Space>

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
