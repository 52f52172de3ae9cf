import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'
import { Day, Requirement } from './editionSchema.ts'
import { entryStatuses, waitingSteps } from './words.ts'

/** How long an application waited in one step, as the sum of its stays in it. */
export const StepWait = Type.Object({
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
