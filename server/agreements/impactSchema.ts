import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'

/** The figures of the public page; each has one query. */
export const figureIds = [
  'spacesInUse',
  'areaInUse',
  'spacesEver',
  'jobs',
  'residentHours',
  'peripheryShare',
  'daysSurveyToUse',
  'daysCallToHandover',
] as const
export type FigureId = (typeof figureIds)[number]

export const seriesIds = ['byDistrict', 'byYear'] as const
export type SeriesId = (typeof seriesIds)[number]

const told = {
  population: Type.Object({
    count: Type.Integer({ description: 'records the figure is taken over' }),
    it: Type.String(),
    en: Type.String(),
  }),
  definition: Type.Object({ it: Type.String(), en: Type.String() }),
  source: Type.Object({ it: Type.String(), en: Type.String() }),
  date: Type.String({ format: 'date', description: 'day of the clocks of Italy on which it was computed' }),
  query: Type.String({ description: 'the SQL it comes from' }),
}

/** A figure with everything one needs to judge it. */
export const Figure = Type.Object({
  id: oneOf(figureIds, 'which'),
  value: orNull(Type.Number({ description: 'null where the population is empty' })),
  unit: oneOf(['spaces', 'm2', 'people', 'hours', 'share', 'days'] as const, 'of the value'),
  ...told,
})
export type Figure = Static<typeof Figure>

/** The same figure split by something; the points sum up to `total`, which is the figure `of`. */
export const Series = Type.Object({
  id: oneOf(seriesIds, 'split by what'),
  of: oneOf(figureIds, 'figure its points sum up to'),
  points: Type.Array(Type.Object({ key: Type.String(), spaces: Type.Integer(), areaM2: Type.Number() })),
  ...told,
})
export type Series = Static<typeof Series>

export const Impact = Type.Object({ figures: Type.Array(Figure), series: Type.Array(Series) })
export type Impact = Static<typeof Impact>
