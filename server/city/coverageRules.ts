import { Type } from 'typebox'
import { oneOf } from '../http/schema.ts'
import { strict } from './packParts.ts'

/** How coverage is computed: assumptions, each shown beside the figures. */
export const CoverageRules = Type.Object(
  {
    metricCrs: Type.String({ pattern: '^EPSG:\\d{4,6}$', description: 'in which metres are measured' }),
    speedMPerMin: Type.Number({ minimum: 20, maximum: 200, description: 'on foot' }),
    detour: Type.Number({ minimum: 1, maximum: 3, description: 'of streets against a straight line' }),
    bands: Type.Tuple([Type.Literal(5), Type.Literal(10), Type.Literal(15)], { description: 'minutes' }),
    transitM: Type.Integer({ minimum: 50, maximum: 5000 }),
    transitKinds: Type.Array(oneOf(['metro', 'rail', 'surface'] as const, 'kind of stop'), { minItems: 1 }),
    hexagonM: Type.Number({ minimum: 50, maximum: 2000, description: 'width of a cell, side to side' }),
    floating: Type.Object(
      {
        supply: oneOf(['labs', 'workstations', 'areaM2', 'hours'] as const, 'what a lab counts'),
        minutes: Type.Integer({ minimum: 5, maximum: 60, description: 'catchment' }),
        weights: Type.Array(Type.Number({ minimum: 0, maximum: 1 }), { minItems: 3, maxItems: 3 }),
      },
      strict,
    ),
    activities: Type.Array(oneOf(['planned', 'active', 'suspended', 'closed'] as const, 'activity'), {
      minItems: 1,
      description: 'of the labs that count',
    }),
    smallResidents: Type.Integer({ minimum: 0 }),
    suppressBelow: Type.Integer({ minimum: 1, description: 'people or requests that are not told' }),
    uncheckedMonths: Type.Integer({ minimum: 1 }),
    accessM: Type.Number({ minimum: 10, description: 'how far a door or a home may lie from a street' }),
    officialPopulation: Type.Array(
      Type.Object(
        {
          district: Type.String({ minLength: 1 }),
          population: Type.Integer({ minimum: 0 }),
          year: Type.Integer({ minimum: 1900 }),
          source: Type.String({ minLength: 1 }),
        },
        strict,
      ),
    ),
  },
  strict,
)
