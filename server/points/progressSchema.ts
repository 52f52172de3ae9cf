import { type Static, Type } from 'typebox'
import { orNull } from '../http/schema.ts'
import { Stage } from './parts.ts'

const counted = { points: Type.Integer(), undecided: Type.Integer(), overdue: Type.Integer() }

/** How far the work on a plan is: by stage with a forecast, by place, by person, by theme. */
export const Progress = Type.Object({
  today: Type.String({ format: 'date' }),
  lastDay: orNull(
    Type.String({ format: 'date', description: 'to decide in time (LR 12/2005 art. 13 c. 7)' }),
  ),
  points: Type.Integer(),
  submissions: Type.Object({ total: Type.Integer(), toSplit: Type.Integer() }),
  stages: Type.Array(
    Type.Object({
      stage: Stage,
      done: Type.Integer(),
      left: Type.Integer(),
      perDay: Type.Number(),
      endsOn: orNull(Type.String({ format: 'date' })),
      neededPerDay: orNull(Type.Number()),
      late: Type.Boolean(),
    }),
  ),
  places: Type.Array(Type.Object({ id: Type.Integer(), points: Type.Integer() })),
  people: Type.Array(Type.Object({ id: orNull(Type.String()), name: orNull(Type.String()), ...counted })),
  themes: Type.Array(Type.Object({ id: orNull(Type.Integer()), ...counted })),
  vas: Type.Object({ points: Type.Integer(), granted: Type.Integer(), refused: Type.Integer() }),
})
export type Progress = Static<typeof Progress>
