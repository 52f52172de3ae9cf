import { type Static, Type } from 'typebox'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import { body, Day, text, words } from './profileSchema.ts'
import { grantStates } from './words.ts'

/** What the city granted a lab; a lab that is listed is not for that funded. */
export const GrantContent = body({
  measure: nullOr(Type.String({ minLength: 1, maxLength: 60, description: 'code of the city pack' })),
  title: words(3, 300),
  year: Type.Integer({ minimum: 1990, maximum: 2100 }),
  actNumber: text(120),
  actDate: nullOr(Day),
  amountEur: Type.Number({ exclusiveMinimum: 0, maximum: 1e8, multipleOf: 0.01 }),
  state: oneOf(grantStates, 'what came of it'),
  stateOn: nullOr(Day),
  source: words(3, 300),
})
export type GrantContent = Static<typeof GrantContent>

export const Grant = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  ...GrantContent.properties,
  labCode: Type.String(),
  labName: Type.String(),
  district: orNull(Type.String()),
})
export type Grant = Static<typeof Grant>

export const GrantList = Type.Object({
  total: Type.Integer(),
  grantedEur: Type.Number({ description: 'granted and paid, without what was revoked' }),
  paidEur: Type.Number(),
  items: Type.Array(Grant),
})
export type GrantList = Static<typeof GrantList>

export const NewGrant = body({ content: GrantContent })
export const SaveGrant = body({ version: Type.Integer({ minimum: 1 }), content: GrantContent })
export const GrantPath = Type.Object({ grantId: Type.String({ format: 'uuid' }) })
