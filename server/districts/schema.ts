import { type Static, Type } from 'typebox'
import { orNull, Position } from '../http/schema.ts'

/** A number that says where it comes from and what it counts. */
export const Figure = Type.Object({
  value: Type.Number(),
  unit: Type.String(),
  source: Type.String(),
  date: orNull(Type.String({ description: 'year, or year-month-day' })),
  definition: Type.String({ description: 'what is counted, in Italian' }),
  definitionEn: Type.String(),
})
export type Figure = Static<typeof Figure>

/** A Municipio, with what the public can find there. */
export const District = Type.Object({
  number: Type.String(),
  name: Type.String(),
  official: Type.Boolean({ description: 'false where the boundary is schematic' }),
  source: Type.String(),
  population: orNull(Figure),
  spaces: Type.Object({
    total: Figure,
    byStatus: Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() })),
  }),
  labs: Type.Object({ active: Figure, unknown: Figure }),
})
export type District = Static<typeof District>

/** A NIL; it does not nest in a Municipio, so `district` is that of its label point only. */
export const Neighbourhood = Type.Object({
  code: Type.String(),
  name: Type.String(),
  district: orNull(Type.String({ description: 'number of the Municipio the label point lies in' })),
  point: Position,
  official: Type.Boolean(),
  source: Type.String(),
  population: orNull(Figure),
  spaces: Type.Integer({ description: 'public spaces' }),
})
export type Neighbourhood = Static<typeof Neighbourhood>

export const DistrictList = Type.Object({ items: Type.Array(District) })
export type DistrictList = Static<typeof DistrictList>
export const NeighbourhoodList = Type.Object({ items: Type.Array(Neighbourhood) })
