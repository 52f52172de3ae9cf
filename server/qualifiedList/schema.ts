import { type Static, type TProperties, Type } from 'typebox'
import { scanStates } from '../files/schema.ts'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import {
  applicationStatuses,
  checkOutcomes,
  entryStatuses,
  obstacles,
  officeActions,
  requirementTypes,
  waitingSteps,
} from './words.ts'

export * from './words.ts'

const Day = Type.String({ format: 'date' })
const body = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false })
const words = (minLength: number, maxLength: number) => Type.String({ minLength, maxLength, pattern: '\\S' })
const text = (maxLength: number) => nullOr(words(1, maxLength))
const days = Type.Integer({ minimum: 1, maximum: 365 })
const Version = Type.Integer({ minimum: 1, description: 'as it was read; another is refused with 409' })

const Option = body({
  code: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,39}$' }),
  label: words(1, 200),
  labelEn: text(200),
  accepted: Type.Boolean({ description: 'whether it meets the requirement' }),
})

/** What a lab must have to be in the list. */
export const Requirement = body({
  code: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,39}$' }),
  label: words(3, 300),
  labelEn: text(300),
  type: oneOf(requirementTypes, 'what is asked for'),
  unit: text(40),
  minimum: nullOr(Type.Number({ minimum: 0, maximum: 1_000_000 })),
  options: Type.Array(Option, { maxItems: 20 }),
  mandatory: Type.Boolean(),
  evidence: text(500),
  evidenceEn: text(500),
  source: words(2, 300),
})
export type Requirement = Static<typeof Requirement>

/** An edition of the qualified list; its requirements are frozen once it is published. */
export const EditionContent = body({
  title: words(3, 200),
  titleEn: text(200),
  act: words(2, 200),
  actDate: Day,
  opensOn: Day,
  closesOn: nullOr(Day),
  validityYears: Type.Integer({ minimum: 1, maximum: 20 }),
  takeDays: days,
  examineDays: days,
  answerDays: days,
  source: words(2, 300),
  requirements: Type.Array(Requirement, { maxItems: 60 }),
})
export type EditionContent = Static<typeof EditionContent>

const Code = Type.String({ pattern: '^[A-Z0-9][A-Z0-9-]{2,39}$' })
export const NewEdition = body({ code: Code, content: EditionContent })
export const SaveEdition = body({ version: Version, content: EditionContent })
export const PublishEdition = body({ version: Version })
export const CloseEdition = body({ version: Version, closesOn: Day })
export const EditionPath = Type.Object({ code: Type.String({ minLength: 1, maxLength: 80 }) })

export const DeskEdition = Type.Object({
  code: Type.String(),
  version: Type.Integer(),
  publishedAt: orNull(Type.String()),
  content: EditionContent,
})
export type DeskEdition = Static<typeof DeskEdition>

/** Settings of the pack from which a new edition begins. */
export const EditionTemplate = Type.Object({
  validityYears: Type.Integer(),
  takeDays: Type.Integer(),
  examineDays: Type.Integer(),
  answerDays: Type.Integer(),
  source: Type.String(),
  requirements: Type.Array(Requirement),
})
export type EditionTemplate = Static<typeof EditionTemplate>

/** How long an application waited in one step, as the sum of its stays in it. */
const StepWait = Type.Object({
  step: oneOf(waitingSteps, 'where it waits'),
  days: Type.Integer({ description: 'of the calendar' }),
  workingDays: Type.Integer(),
  promised: Type.Integer({ description: 'working days' }),
  isOpen: Type.Boolean(),
  isOver: Type.Boolean({ description: 'more working days than were promised' }),
})
export type StepWait = Static<typeof StepWait>

/** How long an application has waited; by name only once the lab is listed. */
const Waiting = Type.Object({
  number: Type.String(),
  step: oneOf(waitingSteps, 'where it is'),
  receivedOn: Day,
  days: Type.Integer({ description: 'of the calendar, since it was received' }),
  isOver: Type.Boolean(),
  steps: Type.Array(StepWait),
})
export type Waiting = Static<typeof Waiting>

const StepFigures = Type.Object({
  step: oneOf(waitingSteps, 'step'),
  promised: Type.Integer({ description: 'working days' }),
  applications: Type.Integer({ description: 'that were in it, decided ones included' }),
  medianDays: orNull(Type.Number({ description: 'working days' })),
  longestDays: orNull(Type.Integer({ description: 'working days' })),
})
export type StepFigures = Static<typeof StepFigures>

/** A lab's place in the list, as everybody may know it. */
export const ListEntry = Type.Object({
  number: Type.String(),
  edition: Type.String(),
  lab: Type.String({ description: 'code' }),
  labName: Type.String(),
  district: orNull(Type.String()),
  status: oneOf(entryStatuses, 'state'),
  validFrom: Day,
  validUntil: Day,
  actNumber: Type.String(),
  actDate: Day,
  suspendedFrom: orNull(Day),
  suspendedUntil: orNull(Day),
  endedOn: orNull(Day),
  waitedDays: Type.Integer({ description: 'of the calendar, from reception to the decision' }),
})
export type ListEntry = Static<typeof ListEntry>
export const ListEntries = Type.Object({ items: Type.Array(ListEntry) })
export type ListEntries = Static<typeof ListEntries>

const PublicEdition = Type.Object({
  code: Type.String(),
  title: Type.String(),
  titleEn: orNull(Type.String()),
  act: Type.String(),
  actDate: Day,
  opensOn: Day,
  closesOn: orNull(Day),
  isOpen: Type.Boolean(),
  validityYears: Type.Integer(),
  source: Type.String(),
  requirements: Type.Array(Requirement),
  entries: Type.Array(ListEntry),
  waiting: Type.Array(Waiting, { description: 'open applications, the longest first' }),
  figures: Type.Array(StepFigures),
})
export type PublicEdition = Static<typeof PublicEdition>

/** The qualified list for everybody. */
export const PublicList = Type.Object({
  asOf: Type.String({ description: 'instant by the clock of the database' }),
  editions: Type.Array(PublicEdition),
})
export type PublicList = Static<typeof PublicList>

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
export const Versioned = body({ version: Version })
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

const applicationMembers = {
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

const Outcome = Type.Object({
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
