import { expect, test } from 'vitest'
import {
  anyGiveRefusals,
  areSeparated,
  disableRefusals,
  endRefusals,
  giveRefusals,
  latestEnd,
} from './roleRules.ts'
import { districtRoles, roles } from './words.ts'

const account = { id: 'ugo', state: 'active' as const, held: [] }
const giving = { actorId: 'ada', account, districts: ['1', '9'], today: '2026-11-24' }
const until = '2027-05-31'

test('a role has a last day, from today to five years on', () => {
  const reasons = (day?: string) =>
    giveRefusals({ ...giving, given: { role: 'planner', ...(day && { until: day }) } })
  expect(reasons()).toEqual(['untilMissing'])
  expect(reasons('2026-11-23')).toEqual(['untilPast'])
  expect(reasons('2026-11-24')).toEqual([])
  expect(reasons('2031-11-24')).toEqual([])
  expect(reasons('2031-11-25')).toEqual(['untilTooFar'])
  expect(latestEnd('2028-02-29')).toBe('2033-02-28')
})

test('an applicant is one without an end', () => {
  expect(giveRefusals({ ...giving, given: { role: 'applicant' } })).toEqual([])
  expect(giveRefusals({ ...giving, given: { role: 'applicant', until } })).toEqual(['untilNotForRole'])
})

test('a district office is the one of a Municipio that exists, other roles are of none', () => {
  const reasons = (role: 'districtOffice' | 'planner', district?: string) =>
    giveRefusals({ ...giving, given: { role, until, ...(district && { district }) } })
  expect(reasons('districtOffice')).toEqual(['districtMissing'])
  expect(reasons('districtOffice', '10')).toEqual(['districtUnknown'])
  expect(reasons('districtOffice', '9')).toEqual([])
  expect(reasons('planner', '9')).toEqual(['districtNotForRole'])
})

test('nobody gives themselves a role, whichever it is; the command gives it to anybody', () => {
  const own = { ...account, id: 'ada' }
  for (const role of roles) {
    const given = {
      role,
      ...(role !== 'applicant' && { until }),
      ...(districtRoles.includes(role) && { district: '9' }),
    }
    expect(giveRefusals({ ...giving, account: own, given }), role).toEqual(['ownRole'])
    expect(giveRefusals({ ...giving, given }), role).toEqual([])
    expect(giveRefusals({ ...giving, actorId: null, account: own, given }), role).toEqual([])
  }
  expect(anyGiveRefusals({ actorId: 'ada', account: own })).toEqual(['ownRole'])
  expect(anyGiveRefusals({ actorId: 'ada', account })).toEqual([])
})

test('one gives up a role of one’s own, but not that of administrator, nor does one disable oneself', () => {
  const own = { ...account, id: 'ada' }
  const ending = { actorId: 'ada', accountId: 'ada', isCurrent: true, isOneLeft: true }
  expect(endRefusals({ ...ending, role: 'administrator' })).toEqual(['ownAdministrator'])
  expect(endRefusals({ ...ending, role: 'planner' })).toEqual([])
  expect(disableRefusals({ actorId: 'ada', account: own, isOneLeft: true })).toEqual(['ownAccount'])
})

test('the last administrator is neither ended nor disabled', () => {
  const ending = { actorId: 'ada', accountId: 'ugo', role: 'administrator', isCurrent: true } as const
  expect(endRefusals({ ...ending, isOneLeft: false })).toEqual(['lastAdministrator'])
  expect(endRefusals({ ...ending, isOneLeft: true })).toEqual([])
  expect(endRefusals({ ...ending, isCurrent: false, isOneLeft: false })).toEqual(['notHeld'])
  const administrator = { ...account, held: ['administrator' as const] }
  expect(disableRefusals({ actorId: 'ada', account: administrator, isOneLeft: false })).toEqual([
    'lastAdministrator',
  ])
  expect(disableRefusals({ actorId: 'ada', account, isOneLeft: false })).toEqual([])
})

test('an auditor holds no role of those they check, whichever comes first', () => {
  const separated = roles.filter((role) => areSeparated('auditor', role))
  expect(roles.filter((role) => !separated.includes(role))).toEqual([
    'applicant',
    'districtCouncillor',
    'auditor',
  ])
  const auditor = { ...account, held: ['auditor' as const] }
  const officer = { ...account, held: ['caseOfficer' as const, 'applicant' as const] }
  const reasons = (holder: typeof auditor | typeof officer, role: 'auditor' | 'planner' | 'caseOfficer') =>
    giveRefusals({ ...giving, account: holder, given: { role, until } })
  expect(reasons(auditor, 'planner')).toEqual(['incompatible'])
  expect(reasons(officer, 'auditor')).toEqual(['incompatible'])
  expect(reasons(officer, 'caseOfficer')).toEqual([])
})

test('a closed account is given nothing and disabled once', () => {
  const closed = { ...account, state: 'disabled' as const }
  expect(giveRefusals({ ...giving, account: closed, given: { role: 'planner', until } })).toEqual([
    'accountClosed',
  ])
  expect(disableRefusals({ actorId: 'ada', account: closed, isOneLeft: true })).toEqual(['accountClosed'])
})
