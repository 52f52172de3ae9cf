import { type Static, Type } from 'typebox'
import { scanStates } from '../files/schema.ts'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import { submissionKinds } from '../plans/words.ts'
import { Submitter } from './contentSchema.ts'
import { inboxChannels, opinionOutcomes, registeredTextLimit, submitterKinds, textLimit } from './words.ts'

const strict = { additionalProperties: false }
const Id = Type.String({ format: 'uuid' })
const Instant = Type.String({ format: 'date-time' })

/** Why something that came in cannot be read by itself; a person reads it. */
const inboxProblems = ['noText', 'unreadable', 'noCertificate', 'noDate'] as const

/** A part of a message that came in: an attachment, the certificate of its provider, a signature. */
const inboxPart = {
  id: Id,
  purpose: oneOf(['attachment', 'certificate', 'signature'] as const),
  name: Type.String(),
  mediaType: Type.String(),
  sizeBytes: Type.Integer(),
  scanState: oneOf(scanStates),
}
const InboxPart = Type.Object({ ...inboxPart, hasText: Type.Boolean() })
export type InboxPart = Static<typeof InboxPart>

/** Something that came in beside the form, and what could be read of it. */
const inboxItem = {
  id: Id,
  plan: Type.String(),
  channel: oneOf(inboxChannels),
  name: Type.String(),
  sha256: Type.String({ description: 'of the original, which is kept as it came' }),
  rowNumber: Type.Integer({ description: 'of a list; 0 for what is one thing' }),
  receivedAt: orNull(Instant),
  isLate: orNull(Type.Boolean({ description: 'by the window of observations; null without a time' })),
  sender: orNull(Type.String()),
  subject: orNull(Type.String()),
  text: orNull(Type.String({ description: 'as it was extracted: a working copy' })),
  problem: orNull(oneOf(inboxProblems)),
  addedAt: Instant,
  submission: orNull(Type.Object({ id: Id, number: Type.String() })),
  dismissedReason: orNull(Type.String()),
}
export const InboxItem = Type.Object({ ...inboxItem, parts: Type.Array(InboxPart) })
export type InboxItem = Static<typeof InboxItem>

/** The same with the words of its parts. */
export const InboxItemWhole = Type.Object({
  ...inboxItem,
  parts: Type.Array(
    Type.Object({
      ...inboxPart,
      hasText: Type.Boolean(),
      text: orNull(Type.String({ description: 'of a PDF, also inside its signature: a working copy' })),
    }),
  ),
})
export type InboxItemWhole = Static<typeof InboxItemWhole>

export const inboxStates = ['open', 'registered', 'putAside'] as const
export type InboxState = (typeof inboxStates)[number]

export const Inbox = Type.Object({
  open: Type.Integer({ description: 'of the plan, whatever the filter' }),
  total: Type.Integer({ description: 'that the filter keeps' }),
  items: Type.Array(InboxItem, { description: 'open ones first, then the latest' }),
})
export type Inbox = Static<typeof Inbox>

export const InboxQuery = Type.Object({ plan: Type.String({ minLength: 1, maxLength: 40 }) }, strict)
export const InboxListQuery = Type.Object(
  {
    plan: Type.String({ minLength: 1, maxLength: 40 }),
    state: Type.Optional(oneOf(inboxStates)),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  },
  strict,
)
export type InboxListQuery = Static<typeof InboxListQuery>
export const InboxPath = Type.Object({ id: Id })
export const InboxPartPath = Type.Object({ id: Id, partId: Id })

export const InboxTaken = Type.Object({
  added: Type.Integer(),
  known: Type.Integer({ description: 'that came in before: the same bytes count once' }),
})
export type InboxTaken = Static<typeof InboxTaken>

/** What the office makes of something that came in. */
export const InboxRegistration = Type.Object(
  {
    kind: oneOf(submissionKinds),
    opinionOutcome: Type.Optional(nullOr(oneOf(opinionOutcomes, 'of an opinion alone'))),
    channel: oneOf(inboxChannels),
    submitterKind: oneOf(submitterKinds),
    submitter: Submitter,
    receivedAt: Type.String({ format: 'date-time', description: 'legal time: when it reached the city' }),
    text: Type.String({
      minLength: 1,
      maxLength: registeredTextLimit,
      pattern: '\\S',
      description: 'what was asked, whole: it is split into points afterwards',
    }),
    privateReasons: Type.Optional(nullOr(Type.String({ maxLength: textLimit }))),
  },
  strict,
)
export type InboxRegistration = Static<typeof InboxRegistration>

const Reason = Type.String({ minLength: 5, maxLength: 2000, pattern: '\\S' })
export const InboxDismissal = Type.Object({ reason: Reason }, strict)

/** The one act about everything that came late to a plan. */
export const LateAct = Type.Object(
  {
    examined: Type.Boolean({ description: 'whether late ones are examined like the others' }),
    reason: Type.String({ minLength: 10, maxLength: 2000, pattern: '\\S' }),
    actNumber: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
    actDate: Type.String({ format: 'date' }),
  },
  strict,
)
export type LateAct = Static<typeof LateAct>
export const LateActMade = Type.Object({ submissions: Type.Integer({ description: 'it decides about' }) })
