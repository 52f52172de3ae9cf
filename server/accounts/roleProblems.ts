import { ConflictError, UnprocessableError } from '../http/problem.ts'
import { refusalField, refusalName } from './roleRules.ts'
import type { RoleRefusal } from './words.ts'

const details: Record<RoleRefusal, string> = {
  ownRole: 'Nobody gives themselves a role, nor makes one longer: ask another administrator.',
  ownAdministrator: 'Nobody ends their own administrator role: ask another administrator.',
  ownAccount: 'Nobody disables their own account: ask another administrator.',
  lastAdministrator: 'This is the last administrator: make another one first.',
  incompatible:
    'An auditor holds no role of those they check (separation of duties): end the other role first.',
  districtMissing: 'This role is held for a Municipio: say which.',
  districtNotForRole: 'This role is not held for a Municipio.',
  districtUnknown: 'There is no such Municipio.',
  untilMissing: 'Say the last day of the role.',
  untilNotForRole: 'An applicant is one without an end.',
  untilPast: 'The last day is over.',
  untilTooFar: 'A role is given for five years at most.',
  accountClosed: 'The account is disabled or erased.',
  notHeld: 'The role is over already.',
  notDisabled: 'The account is not disabled.',
  ownName: 'Nobody who holds an office changes their own name: ask another administrator.',
  notOfficial: 'Who never held an office changes their name themselves.',
}

/**
 * Goes on where there is no reason to refuse.
 * @throws {ConflictError} where what there is stands in the way
 * @throws {UnprocessableError} where what was sent is wrong
 */
export function refuseFor([reason]: readonly RoleRefusal[]): void {
  if (!reason) return
  const type = `/problems/${refusalName(reason)}`
  const field = refusalField[reason]
  if (!field) throw new ConflictError(details[reason], type)
  throw new UnprocessableError(details[reason], type, [{ pointer: `/${field}`, detail: details[reason] }])
}
