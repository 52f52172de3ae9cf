import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { isHeld } from './accountList.ts'
import { createAccount, unusablePasswordHash } from './creating.ts'
import { accountChanges } from './fieldClasses.ts'
import type { DemoRole, Role } from './schema.ts'

interface DemoPerson {
  name: string
  district: string | null
  /** Where several hold one role. */
  role?: Role
}

const demoPeople: Record<DemoRole, DemoPerson> = {
  applicant: { name: 'Anna Ferrari', district: null },
  planner: { name: 'Paolo Greco', district: null },
  districtCouncillor: { name: 'Carla Sala', district: '9' },
  propertyOffice: { name: 'Ugo Colombo', district: null },
  districtOffice: { name: 'Nora Galbiati', district: '9' },
  planningHead: { name: 'Piera Valli', district: null },
  councilSecretary: { name: 'Silvio Riva', district: null },
  caseOfficer: { name: 'Rita Moretti', district: null },
  evaluator: { name: 'Elena Fontana', district: null },
  secondEvaluator: { name: 'Marco Bianchi', district: null, role: 'evaluator' },
  thirdEvaluator: { name: 'Sofia Ricci', district: null, role: 'evaluator' },
  administrator: { name: 'Ada Neri', district: null },
  auditor: { name: 'Remo Galli', district: null },
}

/** The address of somebody of the demonstration, to which no letter can go (RFC 2606). */
export const demoEmail = (key: string): string => `${key.toLowerCase()}@demo.invalid`

const roleOf = (who: DemoRole): Role => demoPeople[who].role ?? (who as Role)

/** Gives one of the demonstration their role back where it has ended, and opens their account again. */
async function renew(trx: Db, who: DemoRole): Promise<string> {
  const role = roleOf(who)
  const account = await trx('account')
    .where({ email: demoEmail(who) })
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
      district_code: demoPeople[who].district,
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
export async function demoAccount(db: Db, who: DemoRole): Promise<string> {
  return db.transaction(async (trx) => {
    const id = await createAccount(trx, {
      ...demoPeople[who],
      email: demoEmail(who),
      role: roleOf(who),
      passwordHash: unusablePasswordHash,
      language: 'it',
      demo: true,
      by: 'demonstration',
    })
    return id ?? renew(trx, who)
  })
}
