import { actingRole } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import { type Changed as ChangedOf, classedChanges, type FieldClass, recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'

/** Who may know each thing that is written down of a public copy; why one was taken back may name what leaked. */
const fieldClasses = {
  revision: 'internal',
  decision: 'internal',
  covers: 'internal',
  kept: 'internal',
  place: 'internal',
  notHome: 'personal',
  reason: 'personal',
} as const satisfies Record<string, FieldClass>

/** What was and what is, by field. */
export type Changed = ChangedOf<keyof typeof fieldClasses>

/** Writes what somebody of the office did to the public copies of a point into the log. */
export const recordCopy = (
  trx: Db,
  person: Person,
  pointId: number,
  action: string,
  changed: Changed,
): Promise<void> =>
  recordEvent(trx, {
    actor: { id: person.account.id, role: actingRole(person, 'examineObservations') },
    action,
    objectKind: 'point',
    objectId: String(pointId),
    changes: classedChanges(fieldClasses, changed),
  })
