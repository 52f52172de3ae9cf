import { type Static, Type } from 'typebox'
import { scanStates } from '../files/schema.ts'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import { body, Day, Requirement, text, Version, words } from './editionSchema.ts'
import { StepWait } from './publicSchema.ts'
import { applicationStatuses, checkOutcomes } from './words.ts'

export const LabPath = Type.Object({ code: Type.String({ minLength: 1, maxLength: 80 }) })
export const ApplicationPath = Type.Object({ id: Type.String({ format: 'uuid' }) })
export const ApplicationFilePath = Type.Object({
  id: Type.String({ format: 'uuid' }),
  fileId: Type.String({ format: 'uuid' }),
})
export const FileOfRequirement = body({ requirement: words(1, 40) })

/** What the lab says to one requirement: the member of its type, and a remark. */
export const Answer = body({
  requirement: words(1, 40),
  number: nullOr(Type.Number({ minimum: 0, maximum: 1_000_000 })),
  yes: nullOr(Type.Boolean()),
  choice: nullOr(words(1, 40)),
  note: text(2000),
})
export type Answer = Static<typeof Answer>

export const StartApplication = body({ edition: words(1, 80), lab: words(1, 80) })
export type StartApplication = Static<typeof StartApplication>
export const SaveAnswers = body({ version: Version, answers: Type.Array(Answer, { maxItems: 60 }) })
export const AnswerAsk = body({ version: Version, text: words(3, 4000) })

export const ApplicationFile = Type.Object({
  id: Type.String(),
  requirement: Type.String(),
  name: Type.String(),
  mediaType: Type.String(),
  sizeBytes: Type.Integer(),
  addedAt: Type.String(),
  sent: Type.Boolean(),
  scanState: oneOf(scanStates, 'what a check for viruses said'),
})
export type ApplicationFile = Static<typeof ApplicationFile>

/** Files that may hang on one application. */
export const applicationFileLimit = 30

const Ask = Type.Object({
  id: Type.Integer(),
  kind: oneOf(['integration', 'grounds'] as const, 'what was written to the lab'),
  message: Type.String(),
  requirements: Type.Array(Type.String()),
  dueOn: Day,
  askedAt: Type.String(),
  answer: orNull(Type.String()),
  answeredAt: orNull(Type.String()),
  isOpen: Type.Boolean(),
})
export type Ask = Static<typeof Ask>

const Suspension = Type.Object({
  from: Day,
  until: orNull(Day),
  reason: Type.String(),
  liftedOn: orNull(Day),
  liftReason: orNull(Type.String()),
})

/** What an application says to whoever may read it. */
export const applicationMembers = {
  id: Type.String(),
  status: oneOf(applicationStatuses, 'state'),
  version: Type.Integer(),
  number: orNull(Type.String()),
  receivedAt: orNull(Type.String()),
  edition: Type.Object({
    code: Type.String(),
    title: Type.String(),
    titleEn: orNull(Type.String()),
    validityYears: Type.Integer(),
    answerDays: Type.Integer(),
  }),
  lab: Type.Object({ code: Type.String(), name: Type.String() }),
  renews: orNull(Type.String({ description: 'number of the entry it renews' })),
  validFrom: orNull(Day),
  validUntil: orNull(Day),
  actNumber: orNull(Type.String()),
  actDate: orNull(Day),
  reasons: orNull(Type.String()),
  endedOn: orNull(Day),
  endReason: orNull(Type.String()),
  requirements: Type.Array(Requirement),
  answers: Type.Array(Answer),
  files: Type.Array(ApplicationFile),
  asks: Type.Array(Ask),
  suspensions: Type.Array(Suspension),
  steps: Type.Array(StepWait),
}

/** What was found of one requirement. */
export const Outcome = Type.Object({
  requirement: Type.String(),
  outcome: oneOf(checkOutcomes, 'what was found'),
  note: orNull(Type.String()),
  checkedOn: Day,
})

/** An application as the lab that sends it sees it. */
export const MyApplication = Type.Object({
  ...applicationMembers,
  mayBind: Type.Boolean({ description: 'whether one may send, answer and withdraw' }),
  checks: Type.Array(Outcome, { description: 'the last of each requirement' }),
})
export type MyApplication = Static<typeof MyApplication>

export const MyLabs = Type.Object({
  labs: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  openEditions: Type.Array(
    Type.Object({
      code: Type.String(),
      title: Type.String(),
      titleEn: orNull(Type.String()),
      closesOn: orNull(Day),
    }),
  ),
  applications: Type.Array(
    Type.Object({
      id: Type.String(),
      number: orNull(Type.String()),
      status: oneOf(applicationStatuses, 'state'),
      edition: Type.String(),
      lab: Type.String(),
      labName: Type.String(),
      validUntil: orNull(Day),
      dueOn: orNull(Day),
      canRenew: Type.Boolean(),
    }),
  ),
})
export type MyLabs = Static<typeof MyLabs>

export const ApplicationReceipt = Type.Object({
  id: Type.String(),
  number: Type.String(),
  receivedAt: Type.String(),
  demo: Type.Boolean(),
})
export type ApplicationReceipt = Static<typeof ApplicationReceipt>
