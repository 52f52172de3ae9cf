import { addDays } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import { createAccount } from './creating.ts'
import { hashPassword, refuseWeakPassword } from './passwords.ts'
import { type Changing, giveRole, refuseGiving, today } from './roles.ts'
import type { RoleGiven } from './schema.ts'

export interface AccountCommand {
  email: string
  name: string
  given: RoleGiven
  /** Asked for where the address has no account yet. */
  readPassword: () => Promise<string>
}

/** How long a role lasts where no last day is given, in days. */
const usualDays = 365

async function findAccount(db: Db, email: string): Promise<string | undefined> {
  const row = await db('account')
    .where({ email, demo: false })
    .orderByRaw('password_hash IS NULL, id')
    .first('id')
  return row?.id
}

/**
 * Gives a role by whoever has the server, first opening the account where the address has none; in the audit
 * log it stands as done by the command.
 * @returns whether the account is new, and the last day of the role
 * @throws {ProblemError} where the rules for roles or passwords refuse it
 */
export async function runAccountCommand(
  db: Db,
  publicUrl: string,
  { email, name, given: { until: asked, ...given }, readPassword }: AccountCommand,
): Promise<{ isNew: boolean; until: string | null }> {
  const until = given.role === 'applicant' ? asked : (asked ?? addDays(await today(db), usualDays))
  const role: RoleGiven = { ...given, ...(until && { until }) }
  const changing = (trx: Db): Changing => ({ trx, changer: { id: null, role: 'command' }, publicUrl })
  const known = await findAccount(db, email)
  if (known) {
    await db.transaction((trx) => giveRole(changing(trx), known, role))
    return { isNew: false, until: until ?? null }
  }
  await refuseGiving(changing(db), { id: '', state: 'active', held: [] }, role)
  const password = await readPassword()
  refuseWeakPassword(password, { name, email })
  const passwordHash = await hashPassword(password)
  await db.transaction((trx) =>
    createAccount(trx, { email, name, passwordHash, language: 'it', by: 'command', ...role }),
  )
  return { isNew: true, until: until ?? null }
}
