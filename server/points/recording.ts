import { actingRole } from '../accounts/guard.ts'
import type { Permission } from '../accounts/permissions.ts'
import type { Person } from '../accounts/queries.ts'
import { type Changed as ChangedOf, classedChanges, type FieldClass, recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'

/** Who may know each thing that is written down of a point: what people wrote may name them and others. */
const fieldClasses = {
  submission: 'internal',
  start: 'internal',
  end: 'internal',
  synthesis: 'personal',
  target: 'internal',
  documentId: 'internal',
  articleId: 'internal',
  paragraph: 'internal',
  letter: 'internal',
  sheetId: 'internal',
  geometry: 'internal',
  themes: 'internal',
  concernsVas: 'internal',
  prescription: 'internal',
  assignedTo: 'internal',
  dueOn: 'internal',
  placeId: 'internal',
  groupId: 'internal',
  reason: 'personal',
  comment: 'personal',
  relation: 'internal',
  office: 'internal',
  question: 'personal',
  answer: 'internal',
  answerText: 'personal',
  stage: 'internal',
  outcome: 'internal',
  actNumber: 'internal',
  decidedOn: 'internal',
  title: 'internal',
  points: 'internal',
  status: 'internal',
  settled: 'internal',
  articleText: 'internal',
} as const satisfies Record<string, FieldClass>

/** What was and what is, by field. */
export type Changed = ChangedOf<keyof typeof fieldClasses>

type Kind = 'point' | 'pointGroup' | 'planChange' | 'twinSuggestion'

/** Writes what somebody of the city did to a point, or to what belongs to points, into the log. */
export const record = (
  trx: Db,
  person: Person,
  [objectKind, id]: readonly [Kind, number],
  action: string,
  changed: Changed,
  permission: Permission = 'examineObservations',
): Promise<void> =>
  recordEvent(trx, {
    actor: { id: person.account.id, role: actingRole(person, permission) },
    action,
    objectKind,
    objectId: String(id),
    changes: classedChanges(fieldClasses, changed),
  })
