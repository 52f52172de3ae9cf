import { type Static, Type } from 'typebox'
import { oneOf, orNull, Position } from '../http/schema.ts'
import { indicatorIds } from './indicatorIds.ts'

export { type IndicatorId, indicatorIds } from './indicatorIds.ts'

/**
 * What a figure can be told of. Codes: `city` · number of the Municipio · code of the NIL · `inside` or `outside` of
 * the ring · the same of any Piano Periferie area · code of one Piano Periferie area.
 */
export const areaKinds = ['city', 'district', 'neighbourhood', 'ring', 'periphery', 'zone'] as const
export type AreaKind = (typeof areaKinds)[number]

/** How one gets from a door to a home: as the crow flies, corrected, or on foot over the streets. */
const travelModes = ['straight', 'network'] as const
export type TravelMode = (typeof travelModes)[number]

const indicatorGroups = [
  'C1',
  'C2',
  'C3',
  'C4',
  'C5',
  'C6',
  'C7',
  'C8',
  'C9',
  'C10',
  'C11',
  'C12',
  'census',
] as const

const units = [
  'share',
  'count',
  'per10k',
  'm2per1000',
  'metres',
  'ratio',
  'gini',
  'months',
  'days',
  'perSpace',
] as const

const valueStates = ['known', 'suppressed', 'unknown', 'noResidents', 'notApplicable'] as const

const Text = Type.Object({ it: Type.String(), en: Type.String() })

/** A figure of an area: unknown is not nought, and fewer than five people or requests are not told. */
export const Value = Type.Object({
  value: orNull(Type.Number()),
  state: oneOf(valueStates, 'why there is no value, where there is none'),
  count: orNull(Type.Integer({ description: 'facilities or records behind it' })),
})
export type Value = Static<typeof Value>

/** What an indicator says, how it is computed, and from what. */
export const Indicator = Type.Object({
  id: oneOf(indicatorIds, 'which'),
  group: oneOf(indicatorGroups, 'family'),
  title: Text,
  definition: Text,
  formula: Type.String(),
  unit: oneOf(units, 'of the value; shares are 0 to 1'),
  higherIs: oneOf(['better', 'worse', 'neither'] as const, 'how to read a higher value'),
  source: Text,
  reference: orNull(Type.String({ description: 'publication or rule it follows' })),
  population: Text,
})
export type Indicator = Static<typeof Indicator>

const values = Object.fromEntries(indicatorIds.map((id) => [id, Value])) as Record<
  (typeof indicatorIds)[number],
  typeof Value
>

/** An area with all its figures. */
export const Area = Type.Object({
  kind: oneOf(areaKinds, 'kind'),
  code: Type.String(),
  name: Type.String(),
  residents: orNull(Type.Integer({ description: 'null where unknown, or fewer than five' })),
  residentsYear: orNull(Type.Integer()),
  residentsSource: orNull(Type.String()),
  official: Type.Boolean({ description: 'residents are the official figure, not a sum of smaller areas' }),
  small: Type.Boolean({ description: 'under 1,000 residents: rates say little' }),
  border: Type.Boolean({
    description:
      'at the border of the city, and no lab beyond it is recorded: access may be higher than told',
  }),
  values: Type.Object(values),
})
export type Area = Static<typeof Area>

/** When and from what the figures were computed; the same version of data and method gives the same figures. */
const Run = Type.Object({
  id: orNull(Type.Integer({ description: 'null: computed now, and not kept' })),
  computedAt: Type.String(),
  date: Type.String({ description: 'day of the clocks of Italy that the figures are of' }),
  dataVersion: Type.String({ description: 'hash of everything that went in' }),
  method: Type.String({ description: 'version of the method' }),
})

const Travel = Type.Object({
  mode: oneOf(travelModes, 'how distances were measured'),
  speedMPerMin: Type.Number(),
  detour: orNull(Type.Number({ description: 'by which straight lines are multiplied; null on streets' })),
  bands: Type.Array(Type.Integer(), { description: 'minutes' }),
  note: Text,
})

/** Figures of areas, and everything one must know to repeat them. */
export const Coverage = Type.Object({
  run: Run,
  travel: Travel,
  census: Type.Object({
    lastSurvey: orNull(Type.String({ description: 'day of the newest survey of a public space' })),
    uncheckedShare: orNull(Type.Number()),
  }),
  facilities: Type.Object({
    labsInside: Type.Integer(),
    labsOutside: Type.Integer({ description: 'counted for reach, not for any area' }),
    stops: Type.Integer(),
  }),
  indicators: Type.Array(Indicator),
  areas: Type.Array(Area),
})
export type Coverage = Static<typeof Coverage>

const strict = { additionalProperties: false }
const travel = Type.Optional(oneOf(travelModes, 'default: over the streets where they are imported'))
const run = Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'a kept run' }))
const kind = Type.Optional(Type.Array(oneOf(areaKinds, 'kind'), { maxItems: areaKinds.length }))

export const CoverageQuery = Type.Object({ kind, run, travel }, strict)
export const RunQuery = Type.Object({ run, travel }, strict)
export const ShapesQuery = Type.Object({ kind }, strict)

const Minutes = Type.Optional(oneOf(['5', '10', '15'] as const, 'minutes on foot; default 15'))
export const GapsQuery = Type.Object(
  { minutes: Minutes, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })), travel },
  strict,
)
export const WhatIfQuery = Type.Object(
  {
    labs: Type.String({ minLength: 3, maxLength: 600, description: 'lon,lat;lon,lat of at most ten labs' }),
    minutes: Minutes,
    travel,
  },
  strict,
)

export const IndicatorList = Type.Object({ items: Type.Array(Indicator) })
/** A definition with what it gives for the whole city. */
export const IndicatorPage = Type.Object({ ...Indicator.properties, run: Run, travel: Travel, city: Value })

/** A figure of a Municipio beside those of the city and of the others. */
export const DistrictFigure = Type.Object({
  indicator: oneOf(indicatorIds, 'which'),
  ...Value.properties,
  unit: oneOf(units, 'unit'),
  source: Type.String(),
  date: Type.String(),
  definition: Type.String({ description: 'in Italian' }),
  definitionEn: Type.String(),
  city: Value,
  rank: orNull(Type.Integer({ description: 'among the Municipi with a value, 1 is the highest' })),
  of: Type.Integer({ description: 'Municipi with a value' }),
})
export type DistrictFigure = Static<typeof DistrictFigure>

export const DistrictCoverage = Type.Object({
  district: Type.Omit(Area, ['values']),
  run: Run,
  travel: Travel,
  figures: Type.Array(DistrictFigure),
})
export type DistrictCoverage = Static<typeof DistrictCoverage>

/** A place where one more lab would reach residents whom none reaches. */
export const Gap = Type.Object({
  rank: Type.Integer(),
  point: Position,
  neighbourhood: orNull(Type.String()),
  neighbourhoodName: orNull(Type.String()),
  district: orNull(Type.String()),
  residents: Type.Integer({
    description: 'whom a lab here would reach and none does, nor one ranked before',
  }),
})
export type Gap = Static<typeof Gap>
export const GapList = Type.Object({ travel: Travel, minutes: Type.Integer(), items: Type.Array(Gap) })
export type GapList = Static<typeof GapList>

const change = { before: Type.Integer(), after: Type.Integer(), change: Type.Integer() }

/** Residents within reach of a lab today, and with labs that are not there. */
export const WhatIf = Type.Object({
  travel: Travel,
  minutes: Type.Integer(),
  residents: Type.Object(change),
  areas: Type.Array(
    Type.Object({
      kind: Type.Literal('district'),
      code: Type.String(),
      name: Type.String(),
      residents: Type.Integer(),
      ...change,
    }),
  ),
  each: Type.Array(
    Type.Object({
      point: Position,
      gained: Type.Integer({ description: 'by this one alone' }),
    }),
  ),
})
export type WhatIf = Static<typeof WhatIf>

const runReasons = ['monthly', 'asked'] as const

/** A run that was kept: its figures never change. */
export const KeptRun = Type.Object({
  ...Run.properties,
  id: Type.Integer(),
  reason: oneOf(runReasons, 'by the clock or by a person'),
  travel: oneOf(travelModes, 'how distances were measured'),
})
export type KeptRun = Static<typeof KeptRun>
export const KeptRuns = Type.Object({ items: Type.Array(KeptRun) })

/** Outlines of areas for a drawing of about 900 pixels. */
export const Shapes = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(
    Type.Object({
      type: Type.Literal('Feature'),
      id: Type.String(),
      geometry: Type.Any(),
      properties: Type.Object({
        kind: oneOf(areaKinds, 'kind'),
        code: Type.String(),
        name: Type.String(),
        district: Type.Optional(orNull(Type.String({ description: 'of a NIL: where its label point lies' }))),
      }),
    }),
  ),
})
export type Shapes = Static<typeof Shapes>
