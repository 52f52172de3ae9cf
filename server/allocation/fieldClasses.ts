import { type FieldClasses, leavesOf } from '../accounts/fieldAccess.ts'
import { type Change, type Changed, classedChanges, type FieldClass } from '../db/audit.ts'
import { dataClasses } from '../parties/fieldClasses.ts'
import type { RequestContent } from './schema.ts'

/**
 * Who may know each thing the applicant wrote; judicial data among the answers (GDPR art. 10) and the number
 * that identifies a person are restricted.
 */
export const contentClasses = {
  applicant: { kind: 'internal', ...dataClasses },
  makes: 'personal',
  use: 'internal',
  atecoCode: 'internal',
  atecoVersion: 'internal',
  people: 'internal',
  jobs: 'internal',
  hours: 'internal',
  powerKw: 'internal',
  noise: 'internal',
  startOn: 'internal',
  durationMonths: 'internal',
  stamp: { number: 'internal', exemption: 'internal' },
  deMinimisEur: 'internal',
  text: 'personal',
  eligibilityAnswers: 'restricted',
  declarations: 'personal',
  consents: 'personal',
} as const satisfies FieldClasses<RequestContent>

/** Who may know each thing the office decides on a request. */
const decisionClasses = {
  status: 'internal',
  assignedTo: 'internal',
  reasonCode: 'internal',
  reason: 'personal',
  answer: 'personal',
  completionItems: 'internal',
  completionMessage: 'personal',
  completionTermDays: 'internal',
  completionDueOn: 'internal',
  completionPaused: 'internal',
  completionPauseReason: 'personal',
  completionAnswer: 'personal',
  completionFiles: 'internal',
  number: 'internal',
  receivedAt: 'internal',
  contentHash: 'internal',
  identifiedBy: 'internal',
  identificationNote: 'personal',
  signedCopy: 'internal',
  award: 'internal',
  noticeKind: 'internal',
  noticeChannel: 'internal',
  noticeAddress: 'personal',
  noticeSentOn: 'internal',
  noticeTrackingNumber: 'internal',
  noticeDeliveredAt: 'internal',
  noticeFailedAt: 'internal',
  channel: 'internal',
  isLate: 'internal',
  arrivalNote: 'personal',
  paperPrices: 'internal',
} as const satisfies Record<string, FieldClass>

export type Decided = Changed<keyof typeof decisionClasses>

/** The changes of an event, each with its class. */
export const decisionChanges = (decided: Decided) => classedChanges(decisionClasses, decided)

/** What was received, as the changes of the event of sending. */
export const contentChanges = (content: RequestContent): Record<string, Change> =>
  Object.fromEntries(
    leavesOf(content, contentClasses)
      .filter(({ value }) => value !== undefined)
      .map(({ name, class: fieldClass, value }) => [
        `content.${name}`,
        { class: fieldClass, old: null, new: value },
      ]),
  )
