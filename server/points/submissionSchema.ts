import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'
import { channels } from '../observations/words.ts'
import { submissionKinds } from '../plans/words.ts'
import { File, Outcome, ShapeRead, Stage, span, submission, TargetKind, Version, words } from './parts.ts'
import { changeRefusals, shutOutRefusals } from './words.ts'

export const SubmissionPath = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** Why a submission is not shut out or taken back, with the point or the submission that stands in the way. */
const ShutOutRefusal = Type.Object({ refusal: oneOf(shutOutRefusals), of: orNull(Type.String()) })

const ReasonOfShuttingOut = Type.String({ maxLength: 20_000, description: 'as long as that of a decision' })
/** Declaring a submission inadmissible. */
export const ShuttingOut = Type.Object(
  { version: Version, reason: ReasonOfShuttingOut },
  { additionalProperties: false },
)
export type ShuttingOut = Static<typeof ShuttingOut>
/** Putting a duplicate into another submission, named by its number. */
export const Merging = Type.Object(
  { version: Version, into: words(40), reason: ReasonOfShuttingOut },
  { additionalProperties: false },
)
export type Merging = Static<typeof Merging>
/** Taking a submission back that was shut out. */
export const Restoring = Type.Object(
  { version: Version, reason: Type.String({ minLength: 10, maxLength: 2000, pattern: '\\S' }) },
  { additionalProperties: false },
)
export type Restoring = Static<typeof Restoring>

/** What was written to a plan and how far it is split. */
export const SubmissionList = Type.Object({
  total: Type.Integer(),
  toSplit: Type.Integer({ description: 'of the plan, whatever the filter' }),
  items: Type.Array(Type.Object({ ...submission, points: Type.Integer(), decided: Type.Integer() })),
})
export type SubmissionList = Static<typeof SubmissionList>
export const SubmissionQuery = Type.Object(
  {
    plan: Type.String({ minLength: 2, maxLength: 40 }),
    toSplit: Type.Optional(Type.Boolean()),
    late: Type.Optional(Type.Boolean()),
    shutOut: Type.Optional(
      Type.Boolean({ description: 'only those that are inadmissible, merged or withdrawn' }),
    ),
    kind: Type.Optional(oneOf(submissionKinds)),
    channel: Type.Optional(oneOf(channels)),
    q: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'in number, protocol number and name' }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  },
  { additionalProperties: false },
)
export type SubmissionQuery = Static<typeof SubmissionQuery>

/** A submission with its points, each with its place in the words as they were received. */
export const SplitSubmission = Type.Object({
  ...submission,
  plan: Type.String(),
  version: Type.Integer(),
  examined: Type.Boolean(),
  shutOut: orNull(
    Type.Object(
      {
        reason: Type.String(),
        into: orNull(Type.Object({ id: Type.String(), number: Type.String() })),
      },
      { description: 'why it is not examined, and what it was put into' },
    ),
  ),
  merged: Type.Array(Type.Object({ id: Type.String(), number: Type.String() }), {
    description: 'those that were put into it',
  }),
  refusals: Type.Object({
    shutOut: Type.Array(ShutOutRefusal, { description: 'why it cannot be declared inadmissible or merged' }),
    restore: Type.Array(ShutOutRefusal, { description: 'why it cannot be taken back' }),
  }),
  text: Type.String(),
  privateReasons: orNull(Type.String()),
  previous: orNull(Type.String({ description: 'the submission received before it' })),
  next: orNull(Type.String({ description: 'the next that is not split yet' })),
  targets: Type.Array(
    Type.Object({
      ...span,
      kind: TargetKind,
      provision: orNull(Type.String()),
      geometry: orNull(ShapeRead),
    }),
    { description: 'what its author says it concerns' },
  ),
  files: Type.Array(File),
  points: Type.Array(
    Type.Object({
      ...span,
      id: Type.Integer(),
      position: Type.Integer(),
      reference: Type.String(),
      synthesis: orNull(Type.String()),
      themes: Type.Array(Type.Integer()),
      stage: orNull(Stage),
      outcome: orNull(Outcome),
      version: Type.Integer(),
      refusals: Type.Array(oneOf(changeRefusals), { description: 'why it cannot be taken away' }),
    }),
  ),
})
export type SplitSubmission = Static<typeof SplitSubmission>
