import { actingRole, isPermitted } from '../accounts/guard.ts'
import type { Permission } from '../accounts/permissions.ts'
import type { Person } from '../accounts/queries.ts'
import { districtRoles, type Role } from '../accounts/words.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { type OpinionChanged, opinionChanges } from './fieldClasses.ts'

/** Municipi a person works for, by these roles. */
export const districtsOf = (person: Person, roles: readonly Role[] = districtRoles): string[] => [
  ...new Set(
    person.grants.flatMap(({ role, district }) => (roles.includes(role) && district ? [district] : [])),
  ),
]

/** @throws {NotFoundError} where the person does not write for the Municipio, as where there is none */
export function refuseOtherDistrict(person: Person, district: string): void {
  if (districtsOf(person, ['districtOffice']).includes(district)) return
  throw new NotFoundError('There is nothing like this in your Municipio.')
}

/** What is written down in the log of opinions and purposes. */
interface Deed {
  action: string
  objectKind: 'opinionRequest' | 'opinion' | 'spacePurpose'
  objectId: string
  changed: OpinionChanged
}

/** Writes what somebody did into the log; null: the program itself. */
export const recordDeed = (
  trx: Db,
  by: { person: Person; permission: Permission } | null,
  { action, objectKind, objectId, changed }: Deed,
): Promise<void> =>
  recordEvent(trx, {
    actor: by
      ? { id: by.person.account.id, role: actingRole(by.person, by.permission) }
      : { id: null, role: 'program' },
    action,
    objectKind,
    objectId,
    changes: opinionChanges(changed),
  })

/** Whether a person may ask about something: the property office about spaces and calls, the planners about plans. */
export const mayAskAbout = (person: Person, kind: 'space' | 'call' | 'plan' | 'free'): boolean =>
  kind === 'free' || isPermitted(person, kind === 'plan' ? 'examineObservations' : 'prepareCalls')
