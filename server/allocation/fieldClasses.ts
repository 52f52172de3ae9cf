import type { Change, FieldClass } from '../db/audit.ts'
import type { RequestContent } from './schema.ts'

/** Who may know each thing the applicant wrote; judicial data among the answers is restricted (GDPR art. 10). */
const contentClasses: Record<keyof RequestContent, FieldClass> = {
  applicant: 'personal',
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
  text: 'personal',
  eligibilityAnswers: 'restricted',
  consents: 'personal',
}

/** Who may know each thing the office decides on a request. */
const decisionClasses = {
  status: 'internal',
  assignedTo: 'internal',
  reasonCode: 'internal',
  reason: 'personal',
  answer: 'personal',
  completionItems: 'internal',
  completionMessage: 'personal',
  completionDueOn: 'internal',
  completionAnswer: 'personal',
  completionFiles: 'internal',
  number: 'internal',
  receivedAt: 'internal',
  contentHash: 'internal',
  award: 'internal',
  spaceStatus: 'public',
} as const satisfies Record<string, FieldClass>

type DecisionField = keyof typeof decisionClasses
export type Decided = Partial<Record<DecisionField, [before: unknown, after: unknown]>>

/** The changes of an event, each with its class. */
export function decisionChanges(decided: Decided): Record<string, Change> {
  return Object.fromEntries(
    (Object.entries(decided) as [DecisionField, [unknown, unknown]][]).map(([field, [before, after]]) => [
      field,
      { class: decisionClasses[field], old: before, new: after },
    ]),
  )
}

/** What was received, as the changes of the event of sending. */
export function contentChanges(content: RequestContent): Record<string, Change> {
  const fields = Object.keys(contentClasses) as (keyof RequestContent)[]
  return Object.fromEntries(
    fields
      .filter((field) => content[field] !== undefined)
      .map((field) => [`content.${field}`, { class: contentClasses[field], old: null, new: content[field] }]),
  )
}
