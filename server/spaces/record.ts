import { type Static, Type } from 'typebox'
import { oneOf, orNull, Position } from '../http/schema.ts'
import {
  adviceLevels,
  conditions,
  extractions,
  ownerships,
  publicPositions,
  publicSpaceStatuses,
  threePhases,
} from './vocabulary.ts'

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
      standing: Type.Boolean({
        description: 'applications are read as they come; else they stay sealed until the deadline',
      }),
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
      status: oneOf(publicSpaceStatuses, 'status'),
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
