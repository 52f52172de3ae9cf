import { type Static, Type } from 'typebox'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import { applicationMembers, Outcome } from './applicationSchema.ts'
import { body, Day, text, Version, words } from './editionSchema.ts'
import { StepWait } from './publicSchema.ts'
import { applicationStatuses, checkOutcomes, obstacles, officeActions } from './words.ts'

export const DeskQueue = Type.Object({
  editions: Type.Array(
    Type.Object({
      code: Type.String(),
      title: Type.String(),
      publishedAt: orNull(Type.String()),
      opensOn: Day,
      closesOn: orNull(Day),
      open: Type.Integer({ description: 'open applications' }),
      listed: Type.Integer(),
    }),
  ),
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      number: Type.String(),
      edition: Type.String(),
      lab: Type.String(),
      labName: Type.String(),
      status: oneOf(applicationStatuses, 'state'),
      officer: orNull(Type.String()),
      receivedAt: Type.String(),
      validUntil: orNull(Day),
      dueOn: orNull(Day),
      steps: Type.Array(StepWait),
    }),
  ),
})
export type DeskQueue = Static<typeof DeskQueue>

const DeskCheck = Type.Object({
  ...Outcome.properties,
  officer: Type.String(),
  isLast: Type.Boolean(),
})
export type DeskCheck = Static<typeof DeskCheck>

/** An application as the office examines it. */
export const DeskApplication = Type.Object({
  ...applicationMembers,
  party: Type.Object({ name: Type.String(), email: orNull(Type.String()), pec: orNull(Type.String()) }),
  officer: orNull(Type.String()),
  checks: Type.Array(DeskCheck, { description: 'all there were, the newest first' }),
  actions: Type.Array(
    Type.Object({
      action: oneOf(officeActions, 'what could be done'),
      obstacles: Type.Array(oneOf(obstacles, 'why it cannot be done now')),
    }),
  ),
})
export type DeskApplication = Static<typeof DeskApplication>

const act = { actNumber: words(1, 120), actDate: Day }

/** Bodies of what the office does. */
export const Check = body({
  version: Version,
  requirement: words(1, 40),
  outcome: oneOf(checkOutcomes, 'what was found'),
  note: text(2000),
  checkedOn: Day,
})
export type Check = Static<typeof Check>
export const AskMore = body({
  version: Version,
  message: words(3, 4000),
  requirements: Type.Array(words(1, 40), { maxItems: 60 }),
  dueOn: Day,
})
export type AskMore = Static<typeof AskMore>
export const Grounds = body({ version: Version, message: words(10, 4000), dueOn: Day })
export const Listing = body({ version: Version, ...act, from: Day })
export type Listing = Static<typeof Listing>
export const Refusal = body({ version: Version, ...act, reasons: words(10, 4000) })
export type Refusal = Static<typeof Refusal>
export const Suspending = body({ version: Version, from: Day, until: nullOr(Day), reason: words(3, 2000) })
export type Suspending = Static<typeof Suspending>
export const Ending = body({ version: Version, reason: words(3, 2000) })
