import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'
import { versionChanges } from './words.ts'

/** Something a version says otherwise than the one before it. */
const CallChange = Type.Object({
  pointer: Type.String({ description: 'JSON Pointer into what the call says' }),
  before: orNull(Type.String()),
  after: orNull(Type.String()),
})
export type CallChange = Static<typeof CallChange>

/** What a call said from an instant on; the hashes are SHA-256 of canonical JSON. */
export const CallVersion = Type.Object({
  number: Type.Integer(),
  change: oneOf(versionChanges, 'what made it'),
  contentHash: Type.String(),
  criteriaHash: Type.String({ description: 'of the criteria and of each lot’s rent and purposes' }),
  reason: orNull(Type.String()),
  actNumber: orNull(Type.String()),
  actDate: orNull(Type.String({ format: 'date' })),
  madeAt: Type.String({ format: 'date-time' }),
  changes: Type.Array(CallChange, { description: 'from the version before; none in the first' }),
})
export type CallVersion = Static<typeof CallVersion>
