import { type Static, Type } from 'typebox'
import { RetentionRule } from '../city/schema.ts'
import { oneOf, orNull } from '../http/schema.ts'

/** What the program may hold about somebody, in the order in which the page tells it. */
export const dataKinds = [
  'account',
  'identities',
  'roles',
  'sessions',
  'parties',
  'drafts',
  'sentRequests',
  'awardedRequests',
  'files',
  'labApplications',
  'needs',
  'letters',
  'notices',
  'notifications',
  'alerts',
  'events',
] as const
export type DataKind = (typeof dataKinds)[number]

const HeldKind = Type.Object({
  kind: oneOf(dataKinds, 'what is held'),
  count: Type.Integer(),
  rule: orNull(RetentionRule),
})
export type HeldKind = Static<typeof HeldKind>

/** Why the data of an account cannot be erased now. */
const erasureObstacles = ['demonstration', 'openRequests', 'officeRole', 'soleRepresentative'] as const
export type ErasureObstacle = (typeof erasureObstacles)[number]

/** Why something stays after an erasure. */
const stayReasons = ['archive', 'procedure', 'officeActs', 'trail'] as const

const Stay = Type.Object({
  kind: oneOf(dataKinds, 'what stays'),
  count: Type.Integer(),
  reason: oneOf(stayReasons, 'why'),
  until: orNull(Type.String({ format: 'date', description: 'null: for good' })),
  rule: orNull(RetentionRule),
})
export type Stay = Static<typeof Stay>

/** What an erasure would take and leave; `obstacles` empty where it can be done now. */
export const ErasurePlan = Type.Object({
  obstacles: Type.Array(oneOf(erasureObstacles, 'what stands in the way')),
  goes: Type.Array(Type.Object({ kind: oneOf(dataKinds, 'what goes'), count: Type.Integer() })),
  stays: Type.Array(Stay),
  nameStays: Type.Boolean({ description: 'of an officer, on the acts they signed' }),
  needsPassword: Type.Boolean(),
  needsFreshSignIn: Type.Boolean({ description: 'without a password: signed in less than ten minutes ago' }),
})
export type ErasurePlan = Static<typeof ErasurePlan>

/** What is held about whoever is signed in. */
export const HeldData = Type.Object({ held: Type.Array(HeldKind), erasure: ErasurePlan })
export type HeldData = Static<typeof HeldData>

export const ErasureRequest = Type.Object(
  {
    password: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    understood: Type.Literal(true, { description: 'that it cannot be undone' }),
  },
  { additionalProperties: false },
)
export type ErasureRequest = Static<typeof ErasureRequest>

/** The table of how long what is kept, for everybody. */
export const RetentionTable = Type.Object({ rules: Type.Array(RetentionRule) })
