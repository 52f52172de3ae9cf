import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'
import { outcomes } from '../points/words.ts'

/** What a register is counted by beside the outcome. */
export const seriesNames = ['theme', 'district', 'article'] as const
export type SeriesName = (typeof seriesNames)[number]

const Counts = Type.Array(Type.Object({ outcome: orNull(oneOf(outcomes)), count: Type.Integer() }), {
  description: 'the outcomes there are, in the order of the list of outcomes',
})

/** How the points of a register were decided, in all and by theme, Municipio and article. */
export const RegisterStatistics = Type.Object({
  total: Type.Integer(),
  outcomes: Counts,
  series: Type.Array(
    Type.Object({
      by: oneOf(seriesNames),
      rows: Type.Array(
        Type.Object({
          value: Type.String({ description: 'as the filter takes it; none where there is no such thing' }),
          label: orNull(Type.String()),
          labelEn: orNull(Type.String()),
          count: Type.Integer(),
          outcomes: Counts,
        }),
      ),
    }),
    { description: 'a point with several themes counts in each, and in those above them' },
  ),
})
export type RegisterStatistics = Static<typeof RegisterStatistics>
