import { type Static, Type } from 'typebox'
import { scanStates } from '../files/schema.ts'
import { oneOf, orNull } from '../http/schema.ts'
import { submissionKinds } from '../plans/words.ts'
import { SubmissionContent } from './contentSchema.ts'
import { channels, filePurposes, opinionOutcomes, pointOutcomes, submissionStatuses } from './words.ts'

export * from './contentSchema.ts'
export * from './inboxSchema.ts'
export * from './words.ts'

const strict = { additionalProperties: false }
const Id = Type.String({ format: 'uuid' })
const Instant = Type.String({ format: 'date-time' })
const Version = Type.Integer({
  minimum: 1,
  maximum: 2_147_483_647,
  description: 'as it was read; another is refused with 409',
})

/** A number of the city's protocol: unique for its registry and year alone. */
export const Protocol = Type.Object({
  registry: Type.String(),
  year: Type.Integer(),
  number: Type.String(),
  at: Instant,
})
export type Protocol = Static<typeof Protocol>

export const SubmissionFile = Type.Object({
  id: Id,
  purpose: oneOf(filePurposes),
  name: Type.String(),
  mediaType: Type.String(),
  sizeBytes: Type.Integer(),
  sha256: Type.String(),
  addedAt: Instant,
  scanState: oneOf(scanStates),
})
export type SubmissionFile = Static<typeof SubmissionFile>

const facts = {
  number: orNull(Type.String()),
  kind: oneOf(submissionKinds),
  opinionOutcome: orNull(oneOf(opinionOutcomes)),
  status: oneOf(submissionStatuses),
  plan: Type.Object({ code: Type.String(), title: Type.String(), titleEn: orNull(Type.String()) }),
  receivedAt: orNull(Instant),
  isLate: Type.Boolean({
    description: 'received after the end of its window; one act decides for all of them',
  }),
  protocol: orNull(Protocol),
}

export const MySubmissionItem = Type.Object({
  id: Id,
  ...facts,
  points: Type.Integer(),
  updatedAt: Instant,
})
export type MySubmissionItem = Static<typeof MySubmissionItem>
export const MySubmissionList = Type.Object({ total: Type.Integer(), items: Type.Array(MySubmissionItem) })
export type MySubmissionList = Static<typeof MySubmissionList>

/** A point as who wrote it follows it; outcome and reply once they are public. */
export const FollowedPoint = Type.Object({
  position: Type.Integer(),
  text: Type.String(),
  prescription: Type.Boolean({ description: 'of an opinion' }),
  outcome: orNull(oneOf(pointOutcomes)),
  reply: orNull(Type.String()),
  decidedOn: orNull(Type.String({ format: 'date' })),
})
export type FollowedPoint = Static<typeof FollowedPoint>

/** Why a submission is not examined, for who wrote it. */
const shutOut = orNull(
  Type.Object({
    reason: Type.String(),
    into: orNull(Type.String({ description: 'number of the one it was put into' })),
  }),
)

/** A submission as its author reads it. */
export const MySubmission = Type.Object({
  id: Id,
  ...facts,
  version: Type.Integer(),
  updatedAt: Instant,
  channel: oneOf(channels),
  content: SubmissionContent,
  contentHash: orNull(Type.String()),
  files: Type.Array(SubmissionFile),
  shutOut,
  points: Type.Array(FollowedPoint, { description: 'once the office has split it; until then none' }),
  demo: Type.Boolean(),
})
export type MySubmission = Static<typeof MySubmission>

/** The same for who follows by number and code, without an account: nothing that says who wrote. */
export const FollowedSubmission = Type.Object({
  ...facts,
  contentHash: orNull(Type.String()),
  shutOut,
  points: Type.Array(FollowedPoint),
})
export type FollowedSubmission = Static<typeof FollowedSubmission>

export const Following = Type.Object(
  {
    number: Type.String({ minLength: 1, maxLength: 40, description: 'of the receipt, or of the protocol' }),
    code: Type.String({ minLength: 8, maxLength: 40, description: 'on the receipt' }),
  },
  strict,
)
export type Following = Static<typeof Following>

export const SubmissionStart = Type.Object({ plan: Type.String({ minLength: 1, maxLength: 40 }) }, strict)
export const SubmissionSave = Type.Object({ version: Version, content: SubmissionContent }, strict)
export type SubmissionSave = Static<typeof SubmissionSave>
export const SubmissionSaved = Type.Object({ id: Id, version: Type.Integer(), updatedAt: Instant })
export type SubmissionSaved = Static<typeof SubmissionSaved>

export const SubmissionSending = Type.Object({ draftId: Id, version: Version }, strict)
export type SubmissionSending = Static<typeof SubmissionSending>

/** What proves that and when something was received (L. 241/1990 art. 18-bis). */
export const SubmissionReceipt = Type.Object({
  id: Id,
  number: Type.String(),
  receivedAt: Type.String({ format: 'date-time', description: 'legal time: by the clock of the database' }),
  isLate: Type.Boolean(),
  contentHash: Type.String({ description: 'SHA-256 of what was received, in canonical JSON' }),
  protocol: orNull(Protocol),
  accessCode: orNull(
    Type.String({ description: 'to follow without an account: told this once, and in the letter' }),
  ),
  demo: Type.Boolean(),
})
export type SubmissionReceipt = Static<typeof SubmissionReceipt>

export const SubmissionWithdrawal = Type.Object({ version: Version }, strict)
export const SubmissionPath = Type.Object({ id: Id })
export const SubmissionFilePath = Type.Object({ id: Id, fileId: Id })
export const SubmissionFileQuery = Type.Object(
  { purpose: Type.Optional(oneOf(['attachment', 'delegation'] as const)) },
  strict,
)
