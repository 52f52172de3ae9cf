import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isPermitted } from './guard.ts'
import { type Permission, permissionNames, permissions } from './permissions.ts'
import type { Person } from './queries.ts'
import { separatedRoles } from './roleRules.ts'
import { districtRoles, type Role, roleNames, roles } from './words.ts'

const file = new URL('../../docs/permissions.md', import.meta.url)

/** What each permission lets one do, for whoever reads the document. */
const words: Record<Permission, string> = {
  useOwnAccount: 'Read and change one’s own account, sessions, letters and data',
  writeRequests: 'Write, send, complete and withdraw one’s own requests',
  actForParties: 'Enter organisations and groupings, invite others to act for them',
  readRequestFiles: 'Open files of requests: one’s own, or those sent to the office',
  examineRequests: 'See the requests that were sent, examine them, answer, award',
  prepareCalls:
    'Prepare calls, publish, correct, extend and revoke them; open their requests after the deadline; appoint commissions, publish rankings, hold draws, answer reviews, keep minutes',
  evaluateRequests: 'Read and judge the requests of the commissions one sits on, sign the technical ranking',
  manageAgreements:
    'Award by final rankings, check, prepare and lead agreements, keep agreements with private operators',
  examineLabs:
    'Prepare editions of the qualified list of labs, examine what labs apply for, list, suspend and take off',
  keepLabs:
    'Write on the profile of any lab, add periods to its activity, say who keeps it, enter what it was granted',
  writeObservations: 'Write, send and follow one’s own observations on a city plan',
  examineObservations:
    'Prepare plans, receive what is written to them, split it into points and examine them',
  leadPlans:
    'Set the windows of a plan and move it, confirm groups, sign public texts, record proposals of the Giunta, publish',
  recordVotes: 'Record the votes of the Council',
  readCouncilEdition: 'Open the Council’s edition of the replies, which has names',
  manageAccounts:
    'Find accounts, give and end roles, invite, disable, correct names of officers; enter a verified codice fiscale',
  readAudit: 'Read, export and verify the audit log',
}

const nameOf = (role: Role) => roleNames[role].en
const may = (role: Role, permission: Permission) => isPermitted({ roles: [role] } as Person, permission)
const table = (head: [string, string], rows: [string, string][]) =>
  [head, ['---', '---'] as const, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

function document(): string {
  const byPermission = permissionNames.map((permission): [string, string] => [
    `${words[permission]} (\`${permission}\`)`,
    permissions[permission] === 'signedIn'
      ? 'whoever is signed in'
      : roles
          .filter((role) => may(role, permission))
          .map(nameOf)
          .join(', '),
  ])
  const byRole = roles.map((role): [string, string] => {
    const own = permissionNames.filter(
      (permission) => permissions[permission] !== 'signedIn' && may(role, permission),
    )
    const forOne = districtRoles.includes(role) ? ' (held for one Municipio)' : ''
    const names = own.map((permission) => `\`${permission}\``).join(', ')
    return [nameOf(role) + forOne, names || 'nothing yet beyond what everybody may']
  })
  const separated = separatedRoles.map(
    ({ role, from }) => `- ${nameOf(role)}: not together with ${from.map(nameOf).join(', ')}.`,
  )
  return `# Who may do what

A role is given by an administrator until a day, five years at most, and ends that day by itself; only an
applicant is one without an end. Every request to the server is checked against this table before anything of
it is read: without an account the answer is 401, without the permission 403, and where the object is somebody
else’s 404, as if it were not there. The table is \`server/accounts/permissions.ts\`; \`UPDATE_DOCS=1 npx vitest
run --project unit permissionsDocument\` writes it here anew, and the tests fail where the two differ.

## By permission

${table(['what', 'who'], byPermission)}

## By role

${table(['role', 'may'], byRole)}

## Roles kept apart

Who checks the traces is not among those who leave them (separation of duties: NIST SP 800-53 AC-5, ISO/IEC
27002:2022 5.3). The list is \`separatedRoles\` in \`server/accounts/roleRules.ts\`.

${separated.join('\n')}

Besides: nobody gives themselves a role or makes one of theirs longer, ends their own administrator role or
disables their own account, and the last administrator can be neither ended nor disabled. The database refuses a
role given to oneself and the end of the last administrator too. Other roles of one’s own can be given up. Only
\`npm run account\`, by whoever has the server, gives a role without an administrator.
`
}

test('docs/permissions.md says what the code says; UPDATE_DOCS=1 writes it', () => {
  if (process.env.UPDATE_DOCS === '1') writeFileSync(file, document())
  expect(readFileSync(file, 'utf8')).toBe(document())
})
