import { parseArgs } from 'node:util'
import { Value } from 'typebox/value'
import { runAccountCommand } from '../server/accounts/command.ts'
import { passwordMinimum, RoleGiven, roles, StaffInvitation } from '../server/accounts/schema.ts'
import { readConfig } from '../server/config.ts'
import { prepareSchema } from '../server/db/grants.ts'
import { openDatabase } from '../server/db/open.ts'
import { ProblemError } from '../server/http/problem.ts'

const usage = `npm run account -- --email ADDRESS --name NAME --role ${roles.join('|')}
    [--district N] [--until YYYY-MM-DD]
Gives the role until that day, a year from today where it is not given. Where the address has no account one is
opened: its password (at least ${passwordMinimum} characters) is read from standard input.`

/** Ends with one line that says what is wrong. */
function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) console.error('Password, then Enter (it is shown as you type):')
  for await (const chunk of process.stdin) return String(chunk).split(/\r?\n/)[0] ?? ''
  return ''
}

const { values } = parseArgs({
  options: {
    email: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
    district: { type: 'string' },
    until: { type: 'string' },
  },
})
const { email, name, ...given } = values
if (!email || !name || !Value.Check(RoleGiven, given)) fail(usage)
const person = { email, name, ...given }
if (!Value.Check(StaffInvitation, person)) {
  const [problem] = Value.Errors(StaffInvitation, person)
  fail(`${problem?.instancePath.slice(1)} ${problem?.message}`)
}

const config = readConfig()
const database = await openDatabase({ databaseUrl: config.databaseUrl, varDir: config.varDir, join: true })
try {
  await prepareSchema(database.knex, config.databaseOwnerUrl)
  const { isNew, until } = await runAccountCommand(database.knex, config.publicUrl, {
    email,
    name,
    given,
    readPassword,
  })
  const end = until ? ` until ${until} included` : ''
  console.log(`${email} ${isNew ? 'can sign in as' : 'now also is'} ${given.role}${end}.`)
} catch (error) {
  if (!(error instanceof ProblemError)) throw error
  console.error(error.message)
  process.exitCode = 1
} finally {
  await database.close()
}
