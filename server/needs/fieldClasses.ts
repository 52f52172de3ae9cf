import { type Changed, classedChanges, type FieldClass } from '../db/audit.ts'

/** Who may know each thing that is logged of a need. */
const fieldClasses = {
  title: 'internal',
  description: 'personal',
  firmName: 'restricted',
  process: 'internal',
  material: 'internal',
  size: 'internal',
  quantity: 'internal',
  dueOn: 'internal',
  endsOn: 'internal',
  audience: 'internal',
  actsFor: 'internal',
  lab: 'internal',
  message: 'personal',
  can: 'internal',
  note: 'personal',
  closedAt: 'internal',
  file: 'internal',
} as const satisfies Record<string, FieldClass>

/** The changes of an event about a need. */
export const needChanges = (changed: Changed<keyof typeof fieldClasses>) =>
  classedChanges(fieldClasses, changed)
