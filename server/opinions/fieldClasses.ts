import { type Changed, classedChanges, type FieldClass } from '../db/audit.ts'

/** Who may know each thing that is written down of opinions and purposes; what is public is public from its day. */
const classes = {
  title: 'internal',
  about: 'internal',
  districts: 'internal',
  district: 'internal',
  dueOn: 'internal',
  silence: 'internal',
  audience: 'internal',
  withdrawal: 'internal',
  hearingOn: 'internal',
  hearingPlace: 'internal',
  outcome: 'internal',
  sitting: 'internal',
  publicFrom: 'internal',
  isLate: 'internal',
  replaces: 'internal',
  correction: 'internal',
  fileName: 'internal',
  sha256: 'internal',
  space: 'internal',
  uses: 'internal',
  reasons: 'internal',
  priority: 'internal',
  call: 'internal',
  lot: 'internal',
  taken: 'internal',
  points: 'internal',
  reason: 'internal',
} as const satisfies Record<string, FieldClass>

type OpinionField = keyof typeof classes
export type OpinionChanged = Changed<OpinionField>

/** The changes of an event about opinions, each with its class. */
export const opinionChanges = (changed: OpinionChanged) => classedChanges(classes, changed)
