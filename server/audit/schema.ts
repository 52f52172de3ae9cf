import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'

const word = (description: string) => Type.Optional(Type.String({ minLength: 1, maxLength: 80, description }))

const filters = {
  from: Type.Optional(Type.String({ format: 'date', description: 'first day, in Italy' })),
  to: Type.Optional(Type.String({ format: 'date', description: 'last day, in Italy' })),
  actor: Type.Optional(
    Type.String({ minLength: 1, maxLength: 254, description: 'id of an account, or its e-mail address' }),
  ),
  role: word('role in which it was done'),
  action: word('what was done'),
  objectKind: word('kind of the object'),
  objectId: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  q: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'in the number or code of the object' }),
  ),
}

/** What narrows the audit log. */
export const AuditFilters = Type.Object(filters, { additionalProperties: false })
export type AuditFilters = Static<typeof AuditFilters>

/** A page of the audit log, newest first; `cursor` is the `next` of the page before. */
export const AuditQuery = Type.Object(
  {
    ...filters,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    cursor: Type.Optional(Type.String({ pattern: '^[0-9]{1,18}$' })),
  },
  { additionalProperties: false },
)
export type AuditQuery = Static<typeof AuditQuery>

export const fieldClassNames = ['public', 'internal', 'personal', 'restricted'] as const

/** `withheld`: not for the reader's eyes; `sealed`: for nobody's before the deadline of the call; `erased`: gone. */
const changeStates = ['shown', 'withheld', 'sealed', 'erased'] as const

export const AuditChange = Type.Object({
  field: Type.String(),
  class: oneOf(fieldClassNames, 'who may know the value'),
  state: oneOf(changeStates, 'whether the values are given'),
  old: Type.Unknown({ description: 'null unless shown' }),
  new: Type.Unknown({ description: 'null unless shown' }),
  fingerprint: orNull(
    Type.String({ description: 'salted hash of the new value, where values can be erased' }),
  ),
  names: Type.Optional(
    Type.Record(Type.String(), Type.String(), {
      description: 'of who acts for the city, by the id of their account among the values',
    }),
  ),
})
export type AuditChange = Static<typeof AuditChange>

/** Who did what to which object. */
export const AuditEvent = Type.Object({
  id: Type.String({ description: 'number, rising' }),
  at: Type.String({ format: 'date-time' }),
  actorId: orNull(Type.String()),
  actorName: orNull(Type.String({ description: 'of who acts for the city; applicants are not named' })),
  actorRole: Type.String(),
  action: Type.String(),
  objectKind: Type.String(),
  objectId: Type.String(),
  objectName: Type.String({ description: 'number or code by which people know the object' }),
  changes: Type.Array(AuditChange),
  hash: Type.String(),
})
export type AuditEvent = Static<typeof AuditEvent>

export const AuditEventList = Type.Object({
  total: Type.Integer(),
  items: Type.Array(AuditEvent),
  next: orNull(Type.String({ description: 'cursor of the next page' })),
})
export type AuditEventList = Static<typeof AuditEventList>

/** Kinds of objects that have a history of their own on a page. */
export const historyKinds = ['request', 'space', 'account', 'party'] as const
export type HistoryKind = (typeof historyKinds)[number]
export const HistoryPath = Type.Object({
  objectKind: oneOf(historyKinds, 'kind of the object'),
  objectId: Type.String({ minLength: 1, maxLength: 200 }),
})
export const History = Type.Object({
  items: Type.Array(AuditEvent, {
    description: 'what happened to the object, in order; at most the last 500',
  }),
})
export type History = Static<typeof History>

export const ObjectQuery = Type.Object(
  {
    objectKind: Type.String({ minLength: 1, maxLength: 80 }),
    objectId: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { additionalProperties: false },
)

const eventFaults = ['unlinked', 'changed', 'valueChanged', 'valueMissing'] as const

/** Whether the chain of an object is as it was written. */
export const ChainVerification = Type.Object({
  valid: Type.Boolean(),
  events: Type.Integer(),
  brokenAt: orNull(Type.String({ description: 'id of the first event that does not fit' })),
  fault: orNull(oneOf(eventFaults, 'what is wrong with it')),
})
export type ChainVerification = Static<typeof ChainVerification>

export const dayStates = ['signed', 'otherKey', 'badSignature'] as const

export const AuditDayList = Type.Object({
  items: Type.Array(
    Type.Object({
      day: Type.String({ format: 'date' }),
      events: Type.Integer(),
      head: Type.String(),
      signedAt: Type.String({ format: 'date-time' }),
      state: oneOf(dayStates, 'of the signature: of the key in use, of another, or not right'),
    }),
    { description: 'the newest first' },
  ),
})
export type AuditDayList = Static<typeof AuditDayList>

export const DayPath = Type.Object({ day: Type.String({ format: 'date' }) })
export const dayFaults = ['changed', 'badSignature', 'unknownKey', 'notAsDeposited'] as const
/** Whether the head of a day fits its events and its signature. */
export const DayVerification = Type.Object({
  valid: Type.Boolean(),
  fault: orNull(oneOf(dayFaults, 'what is wrong with it')),
})
export type DayVerification = Static<typeof DayVerification>
