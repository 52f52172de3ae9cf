import type { Change, FieldClass } from '../db/audit.ts'

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

type Changed = Partial<Record<keyof typeof councilClasses, readonly [before: unknown, after: unknown]>>

/** The changes of an event about the Council, each with its class. */
export const councilChanges = (changed: Changed): Record<string, Change> =>
  Object.fromEntries(
    (Object.entries(changed) as [keyof typeof councilClasses, [unknown, unknown]][]).map(
      ([field, [before, after]]) => [field, { class: councilClasses[field], old: before, new: after }],
    ),
  )
