import { endOfDay } from '../city/rules.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { accountChanges } from './fieldClasses.ts'
import type { Language, Role } from './schema.ts'

export interface NewAccount {
  name: string
  email: string
  passwordHash: string
  language: Language
  role: Role
  demo?: boolean
  district?: string | null
  /** Last day of the role, yyyy-mm-dd; a year from now where it is not given. An applicant is one for ever. */
  until?: string
  /** How it came to be, for the audit log: by itself, or by an administrator. */
  by: 'registration' | 'command' | 'demonstration' | { administrator: string }
}

/** No argon2 hash: no password fits it. */
export const unusablePasswordHash = 'none'

const endOf = (trx: Db, { role, until }: NewAccount) => {
  if (role === 'applicant') return null
  return until ? endOfDay(until) : trx.raw("clock_timestamp() + interval '1 year'")
}

/** Creates an account with one role; null where the address has one already. */
export async function createAccount(trx: Db, account: NewAccount): Promise<string | null> {
  const { name, email, passwordHash, language, role, demo = false, district = null, until, by } = account
  const actor =
    typeof by === 'string' ? { id: null, role: by } : { id: by.administrator, role: 'administrator' }
  const [row] = await trx('account')
    .insert({ name, email, password_hash: passwordHash, language, demo })
    .onConflict(trx.raw('(email) WHERE password_hash IS NOT NULL'))
    .ignore()
    .returning('id')
  if (!row) return null
  await trx('account_role').insert({
    account_id: row.id,
    role,
    district_code: district,
    valid_until: endOf(trx, account),
    granted_by: actor.id,
  })
  await recordEvent(trx, {
    actor,
    action: 'create',
    objectKind: 'account',
    objectId: row.id,
    changes: accountChanges({
      name: [null, name],
      email: [null, email],
      role: [null, role],
      district: [null, district],
      ...(until && { until: [null, until] }),
    }),
  })
  return row.id
}
