import { type Changed, classedChanges, type FieldClass } from '../db/audit.ts'

/** Who may know each thing that is written down of sittings, votes and openings. */
const councilClasses = {
  heldOn: 'internal',
  actNumber: 'internal',
  councillors: 'personal',
  sitting: 'internal',
  votedOn: 'internal',
  present: 'internal',
  inFavour: 'internal',
  against: 'internal',
  abstained: 'internal',
  left: 'personal',
  amendments: 'personal',
  outcome: 'internal',
  replaces: 'internal',
  correction: 'personal',
  what: 'personal',
} as const satisfies Record<string, FieldClass>

/** The changes of an event about the Council, each with its class. */
export const councilChanges = (changed: Changed<keyof typeof councilClasses>) =>
  classedChanges(councilClasses, changed)
