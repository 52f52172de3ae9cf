import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { ConflictError } from '../http/problem.ts'
import { isOfficial } from './accountList.ts'
import { accountChanges } from './fieldClasses.ts'
import { hasPassword, type Person } from './queries.ts'
import type { Profile, ProfileChange } from './schema.ts'

/** What an account says of its owner. */
export async function readProfile(db: Db, accountId: string): Promise<Profile> {
  const row = await db('account')
    .where({ id: accountId })
    .first({
      name: 'name',
      email: 'email',
      phone: 'phone',
      language: 'language',
      createdAt: 'created_at',
      nameIsVerified: db.raw('fiscal_code_verified_at IS NOT NULL'),
      nameIsOfficial: db.raw(isOfficial('account.id')),
      hasPassword: db.raw(hasPassword),
    })
  return { ...row, createdAt: row.createdAt.toISOString() }
}

const correctable = ['name', 'phone', 'language'] as const

/**
 * Goes on where somebody may change their own name.
 * @throws {ConflictError} where it stands beside acts of an office, or the identity provider has told it
 */
function refuseOtherName({ nameIsOfficial, nameIsVerified }: Profile): void {
  if (nameIsOfficial)
    throw new ConflictError(
      'The name of who holds or held an office is changed by an administrator.',
      '/problems/official-name',
    )
  if (nameIsVerified)
    throw new ConflictError(
      'The name comes from your identity provider and changes there.',
      '/problems/verified-name',
    )
}

/**
 * Corrects what an account says of its owner.
 * @throws {ConflictError} for another name where it is not theirs to change
 */
export async function changeProfile(db: Db, { account }: Person, change: ProfileChange): Promise<Profile> {
  await db.transaction(async (trx) => {
    await trx('account').where({ id: account.id }).forUpdate().first('id')
    const before = await readProfile(trx, account.id)
    const fields = correctable.filter(
      (field) => change[field] !== undefined && change[field] !== before[field],
    )
    if (fields.length === 0) return
    if (fields.includes('name')) refuseOtherName(before)
    await trx('account')
      .where({ id: account.id })
      .update(Object.fromEntries(fields.map((field) => [field, change[field]])))
    await recordEvent(trx, {
      actor: { id: account.id, role: 'owner' },
      action: 'changeProfile',
      objectKind: 'account',
      objectId: account.id,
      changes: accountChanges(
        Object.fromEntries(fields.map((field) => [field, [before[field], change[field]]])),
      ),
    })
  })
  return readProfile(db, account.id)
}
