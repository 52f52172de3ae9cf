import { parseArgs } from 'node:util'
import { Value } from 'typebox/value'
import { hashPassword } from '../server/accounts/passwords.ts'
import { createAccount } from '../server/accounts/queries.ts'
import { passwordMinimum, Registration, type Role, roles } from '../server/accounts/schema.ts'
import { readConfig } from '../server/config.ts'
import { migrate } from '../server/db/migrations.ts'
import { openDatabase } from '../server/db/open.ts'

const usage = `npm run account -- --email ADDRESS --name NAME --role ${roles.join('|')} [--district N]
The password (at least ${passwordMinimum} characters) is read from standard input.`

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
  },
})
const role = roles.find((known): known is Role => known === values.role)
if (!role || !values.email || !values.name) fail(usage)
const person = { email: values.email, name: values.name, password: await readPassword() }
if (!Value.Check(Registration, person)) {
  const [problem] = Value.Errors(Registration, person)
  fail(`${problem?.instancePath.slice(1)} ${problem?.message}`)
}

const config = readConfig()
const database = await openDatabase({ databaseUrl: config.databaseUrl, varDir: config.varDir, join: true })
await migrate(database.knex)
const passwordHash = await hashPassword(person.password)
const id = await database.knex.transaction((trx) =>
  createAccount(trx, {
    ...person,
    passwordHash,
    language: 'it',
    role,
    district: values.district ?? null,
    by: 'command',
  }),
)
await database.close()
if (!id) fail(`${person.email} has an account already.`)
console.log(`${person.email} can sign in as ${role}.`)
