import { addDays } from '../city/rules.ts'
import type { RoleGiven } from './adminSchema.ts'
import { type AccountState, districtRoles, type Role, type RoleRefusal } from './words.ts'

const officeRoles: readonly Role[] = [
  'evaluator',
  'planner',
  'planningHead',
  'councilSecretary',
  'propertyOffice',
  'caseOfficer',
  'districtOffice',
  'dataEditor',
  'administrator',
]

/**
 * Roles that nobody holds at the same time as others: who checks the traces is not among those who leave
 * them (separation of duties: NIST SP 800-53 AC-5, ISO/IEC 27002:2022 5.3).
 */
export const separatedRoles: readonly { role: Role; from: readonly Role[] }[] = [
  { role: 'auditor', from: officeRoles },
]

/** Whether nobody may hold the two at the same time. */
export const areSeparated = (one: Role, other: Role): boolean =>
  separatedRoles.some(
    ({ role, from }) => (role === one && from.includes(other)) || (role === other && from.includes(one)),
  )

/** The last day a role given on a day may have: five years later. */
export const latestEnd = (today: string): string =>
  addDays(`${Number(today.slice(0, 4)) + 5}${today.slice(4).replace('02-29', '02-28')}`, 0)

interface Holder {
  id: string
  state: AccountState
  /** Roles held today. */
  held: readonly Role[]
}

interface Giving {
  /** Null where a command gives it. */
  actorId: string | null
  account: Holder
  given: RoleGiven
  /** Codes of the districts there are. */
  districts: readonly string[]
  /** The day in Italy, yyyy-mm-dd. */
  today: string
}

type Check = readonly [refused: boolean, reason: RoleRefusal]
const reasonsOf = (checks: readonly Check[]): RoleRefusal[] =>
  checks.filter(([refused]) => refused).map(([, reason]) => reason)
const isOpen = (state: AccountState) => state === 'active' || state === 'invited'

function districtChecks({ given: { role, district }, districts }: Giving): Check[] {
  const isForDistrict = districtRoles.includes(role)
  return [
    [isForDistrict && !district, 'districtMissing'],
    [!isForDistrict && district !== undefined, 'districtNotForRole'],
    [district !== undefined && !districts.includes(district), 'districtUnknown'],
  ]
}

function untilChecks({ given: { role, until }, today }: Giving): Check[] {
  if (role === 'applicant') return [[until !== undefined, 'untilNotForRole']]
  if (until === undefined) return [[true, 'untilMissing']]
  return [
    [until < today, 'untilPast'],
    [until > latestEnd(today), 'untilTooFar'],
  ]
}

const holderChecks = ({ actorId, account }: Pick<Giving, 'actorId' | 'account'>): Check[] => [
  [!isOpen(account.state), 'accountClosed'],
  [actorId === account.id, 'ownRole'],
]

/** Why somebody can be given no role at all; empty where some can be. */
export const anyGiveRefusals = (giving: Pick<Giving, 'actorId' | 'account'>): RoleRefusal[] =>
  reasonsOf(holderChecks(giving))

/** Why a role cannot be given so; empty where it can. */
export function giveRefusals(giving: Giving): RoleRefusal[] {
  const { account, given } = giving
  return reasonsOf([
    ...holderChecks(giving),
    [account.held.some((role) => areSeparated(role, given.role)), 'incompatible'],
    ...districtChecks(giving),
    ...untilChecks(giving),
  ])
}

interface Ending {
  actorId: string | null
  accountId: string
  role: Role
  isCurrent: boolean
  /** Whether somebody else is an administrator, so that one is left. */
  isOneLeft: boolean
}

/**
 * Why a role cannot be ended; empty where it can. One's own may be given up, but for the one that could then
 * be given back by nobody.
 */
export function endRefusals({ actorId, accountId, role, isCurrent, isOneLeft }: Ending): RoleRefusal[] {
  const isAdministrator = role === 'administrator'
  return reasonsOf([
    [!isCurrent, 'notHeld'],
    [isAdministrator && actorId === accountId, 'ownAdministrator'],
    [isCurrent && isAdministrator && !isOneLeft, 'lastAdministrator'],
  ])
}

interface Disabling {
  actorId: string | null
  account: Holder
  isOneLeft: boolean
}

/** Why an account cannot be disabled; empty where it can. */
export function disableRefusals({ actorId, account, isOneLeft }: Disabling): RoleRefusal[] {
  const isAdministrator = account.held.includes('administrator')
  return reasonsOf([
    [!isOpen(account.state), 'accountClosed'],
    [actorId === account.id, 'ownAccount'],
    [isAdministrator && !isOneLeft, 'lastAdministrator'],
  ])
}

interface Renaming {
  actorId: string
  account: Pick<Holder, 'id' | 'state'>
  /** Whether any role but applicant is held or was. */
  isOfficial: boolean
}

/** Why an administrator cannot change the name of an account; empty where they can. */
export function renameRefusals({ actorId, account, isOfficial }: Renaming): RoleRefusal[] {
  return reasonsOf([
    [!isOpen(account.state), 'accountClosed'],
    [actorId === account.id, 'ownName'],
    [!isOfficial, 'notOfficial'],
  ])
}

/** The part of what was sent that is wrong; the other reasons lie in what there is. */
export const refusalField: Partial<Record<RoleRefusal, 'district' | 'until'>> = {
  districtMissing: 'district',
  districtNotForRole: 'district',
  districtUnknown: 'district',
  untilMissing: 'until',
  untilNotForRole: 'until',
  untilPast: 'until',
  untilTooFar: 'until',
}

/** The last part of a reason's problem type: `lastAdministrator` is `/problems/last-administrator`. */
export const refusalName = (reason: RoleRefusal): string =>
  reason.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
