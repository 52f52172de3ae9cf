import { type Changed, classedChanges, type FieldClass } from '../db/audit.ts'

/**
 * Who may know each thing that is done in an evaluation. What a commissioner declares and gives is restricted:
 * no page, history or export of the log shows it, whoever reads; marks are read from the file itself once all
 * have submitted.
 */
const evaluationClasses = {
  commission: 'internal',
  act: 'internal',
  member: 'internal',
  relations: 'restricted',
  marks: 'restricted',
  markCount: 'internal',
  request: 'internal',
  conflict: 'internal',
  conflictReason: 'restricted',
  ranking: 'internal',
  rankingHash: 'internal',
  droppedReason: 'internal',
  callStatus: 'public',
  reviewUntil: 'public',
  lot: 'public',
  dueAt: 'internal',
  list: 'public',
  listHash: 'public',
  seedRule: 'public',
  seed: 'public',
  seedSource: 'public',
  reviewOutcome: 'internal',
  reviewAnswer: 'personal',
  session: 'internal',
  minutesHash: 'internal',
} as const satisfies Record<string, FieldClass>

export type EvaluationChanged = Changed<keyof typeof evaluationClasses>

/** The changes of an event, each with its class. */
export const evaluationChanges = (changed: EvaluationChanged) => classedChanges(evaluationClasses, changed)
