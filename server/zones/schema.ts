import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'

export const zoneKinds = ['peripheryPlan', 'ring'] as const

/** An area of a programme: a Piano Periferie area, or what lies inside the outer ring road. */
export const Zone = Type.Object({
  code: Type.String(),
  name: Type.String(),
  kind: oneOf(zoneKinds, 'kind'),
  official: Type.Boolean({ description: 'false where the outline is a working proxy' }),
  source: Type.String(),
  sourceDate: orNull(Type.String()),
  spaces: orNull(Type.Integer({ description: 'public spaces inside; null for the ring' })),
})
export type Zone = Static<typeof Zone>

export const ZoneList = Type.Object({ items: Type.Array(Zone) })
