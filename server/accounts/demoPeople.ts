import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { isHeld } from './accountList.ts'
import { createAccount, unusablePasswordHash } from './creating.ts'
import { accountChanges } from './fieldClasses.ts'
import type { DemoRole } from './schema.ts'

const demoPeople: Record<DemoRole, { name: string; district: string | null }> = {
  applicant: { name: 'Anna Ferrari', district: null },
  planner: { name: 'Paolo Greco', district: null },
  districtCouncillor: { name: 'Carla Sala', district: '9' },
  propertyOffice: { name: 'Ugo Colombo', district: null },
  planningHead: { name: 'Piera Valli', district: null },
  councilSecretary: { name: 'Silvio Riva', district: null },
  caseOfficer: { name: 'Rita Moretti', district: null },
  administrator: { name: 'Ada Neri', district: null },
  auditor: { name: 'Remo Galli', district: null },
}

/** The address of somebody of the demonstration, to which no letter can go (RFC 2606). */
export const demoEmail = (key: string): string => `${key.toLowerCase()}@demo.invalid`

/** Gives one of the demonstration their role back where it has ended, and opens their account again. */
async function renew(trx: Db, role: DemoRole): Promise<string> {
  const account = await trx('account')
    .where({ email: demoEmail(role) })
    .forNoKeyUpdate()
    .first('id', { isDisabled: trx.raw('disabled_at IS NOT NULL') })
  const held = await trx({ r: 'account_role' })
    .where({ 'r.account_id': account.id, 'r.role': role })
    .whereRaw(isHeld)
    .first('r.id')
  if (held && !account.isDisabled) return account.id
  await trx('account').where({ id: account.id }).update({ disabled_at: null })
  if (!held)
    await trx('account_role').insert({
      account_id: account.id,
      role,
      district_code: demoPeople[role].district,
      valid_until: role === 'applicant' ? null : trx.raw("clock_timestamp() + interval '1 year'"),
    })
  await recordEvent(trx, {
    actor: { id: null, role: 'demonstration' },
    action: 'renew',
    objectKind: 'account',
    objectId: account.id,
    changes: accountChanges({ role: [held ? role : null, role] }),
  })
  return account.id
}

/**
 * The account of one of the people of the demonstration, made at first use; no password opens it. Whatever
 * somebody has done to it, it can be tried again.
 */
export async function demoAccount(db: Db, role: DemoRole): Promise<string> {
  return db.transaction(async (trx) => {
    const id = await createAccount(trx, {
      ...demoPeople[role],
      email: demoEmail(role),
      role,
      passwordHash: unusablePasswordHash,
      language: 'it',
      demo: true,
      by: 'demonstration',
    })
    return id ?? renew(trx, role)
  })
}
