import { type Changed, classedChanges, type FieldClass } from '../db/audit.ts'

/** Who may know each thing that is logged of an application to the list, or of an edition. */
const fieldClasses = {
  status: 'internal',
  number: 'internal',
  receivedAt: 'internal',
  lab: 'internal',
  edition: 'public',
  answers: 'personal',
  file: 'internal',
  requirement: 'internal',
  outcome: 'internal',
  note: 'personal',
  checkedOn: 'internal',
  message: 'personal',
  requirements: 'internal',
  dueOn: 'internal',
  answer: 'personal',
  validFrom: 'public',
  validUntil: 'public',
  actNumber: 'public',
  actDate: 'public',
  reasons: 'personal',
  from: 'public',
  until: 'public',
  liftedOn: 'public',
  endedOn: 'public',
  content: 'public',
  publishedAt: 'public',
  closesOn: 'public',
} as const satisfies Record<string, FieldClass>

/** The changes of an event of the qualified list. */
export const listChanges = (changed: Changed<keyof typeof fieldClasses>) =>
  classedChanges(fieldClasses, changed)
