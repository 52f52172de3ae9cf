import { type FieldClasses, leavesOf } from '../accounts/fieldAccess.ts'
import { type Change, type Changed, classedChanges, type FieldClass } from '../db/audit.ts'
import type { SubmissionContent } from './contentSchema.ts'

/** Who may know each thing somebody writes to a plan: what is public of it is a copy that two people make. */
const contentClasses = {
  kind: 'internal',
  opinionOutcome: 'internal',
  submitterKind: 'internal',
  submitter: {
    name: 'personal',
    fiscalCode: 'restricted',
    email: 'personal',
    pec: 'personal',
    phone: 'personal',
    address: 'personal',
    onBehalfOf: 'personal',
  },
  targets: {
    kind: 'internal',
    text: 'personal',
    documentId: 'internal',
    articleId: 'internal',
    paragraph: 'internal',
    letter: 'internal',
    sheetId: 'internal',
    parcels: 'personal',
    geometry: 'personal',
    prescription: 'internal',
  },
  privateReasons: 'restricted',
} as const satisfies FieldClasses<SubmissionContent>

/** Who may know each thing that happens to a submission. */
const eventClasses = {
  status: 'internal',
  number: 'internal',
  channel: 'internal',
  receivedAt: 'internal',
  isLate: 'internal',
  contentHash: 'internal',
  protocol: 'internal',
  accessCode: 'internal',
  inboxItem: 'internal',
  reason: 'internal',
  mergedInto: 'internal',
  shutOutReason: 'personal',
  file: 'internal',
  fileName: 'personal',
} as const satisfies Record<string, FieldClass>

/** The changes of an event, each with its class. */
export const eventChanges = (happened: Changed<keyof typeof eventClasses>) =>
  classedChanges(eventClasses, happened)

/** What was received, as the changes of the event of receiving it. */
export const contentChanges = (content: SubmissionContent): Record<string, Change> =>
  Object.fromEntries(
    leavesOf(content, contentClasses)
      .filter(({ value }) => value !== undefined)
      .map(({ name, class: fieldClass, value }) => [
        `content.${name}`,
        { class: fieldClass, old: null, new: value },
      ]),
  )
