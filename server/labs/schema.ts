import { type Static, Type } from 'typebox'
import { oneOf, orNull, Position } from '../http/schema.ts'

const labKinds = ['fablab', 'makerspace', 'hub', 'coworking', 'school'] as const
export const labActivities = ['planned', 'active', 'suspended', 'closed'] as const

/** A FabLab, makerspace or hub. */
export const Lab = Type.Object({
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
})
export type Lab = Static<typeof Lab>

export const LabList = Type.Object({ total: Type.Integer(), items: Type.Array(Lab) })

const list = <Values extends readonly string[]>(values: Values, description: string) =>
  Type.Optional(Type.Array(oneOf(values, description), { maxItems: 100 }))

/** Filters of labs; `none` as an activity is "not known". */
export const labLists = {
  kind: list(labKinds, 'kind'),
  activity: list([...labActivities, 'none'] as const, 'activity; none: not known'),
}
