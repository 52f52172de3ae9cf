import { endOfDay, romeDate } from '../city/rules.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { publicLink } from '../mail/body.ts'
import { notify } from '../mail/news.ts'
import { queueLetter } from '../mail/outbox.ts'
import { accountState, isAdministratorLeft, isHeld } from './accountList.ts'
import { accountChanges } from './fieldClasses.ts'
import { forgetLinks } from './ownPassword.ts'
import { type RoleFacts, type RoleNews, roleLetter } from './roleLetters.ts'
import { refuseFor } from './roleProblems.ts'
import { disableRefusals, endRefusals, giveRefusals } from './roleRules.ts'
import type { AccountState, Language, Role, RoleGiven } from './schema.ts'

/** Who changes roles: an administrator, or a command of whoever has the server. */
interface Changer {
  id: string | null
  role: 'administrator' | 'command'
}

/** What somebody is told with: the transaction, and the address of the site. */
export interface TellingFrom {
  trx: Db
  publicUrl: string
}

/** What roles are changed with, and who does it. */
export interface Changing extends TellingFrom {
  changer: Changer
}

/** The same, where it is an administrator who does it. */
export type ByAdministrator = Changing & { changer: { id: string } }

/** An account as it stands while it is held. */
export interface LockedAccount {
  id: string
  name: string
  email: string | null
  language: Language
  demo: boolean
  state: AccountState
  held: Role[]
}

/** The account, held until the transaction ends; whoever refers to it meanwhile does not wait. */
export async function lockAccount(trx: Db, id: string): Promise<LockedAccount> {
  const row = await trx({ a: 'account' })
    .where('a.id', id)
    .forNoKeyUpdate()
    .first('a.id', 'a.name', trx.raw('a.email::text'), 'a.language', 'a.demo', {
      state: trx.raw(accountState),
    })
  if (!row) throw new NotFoundError('There is no such account.')
  const held = await trx({ r: 'account_role' }).where('r.account_id', id).whereRaw(isHeld).pluck('r.role')
  return { ...row, held }
}

/** Makes two who take administrators away at the same time wait for each other, as the database does. */
async function countAdministrators(trx: Db, account: LockedAccount): Promise<boolean> {
  await trx.raw("SELECT pg_advisory_xact_lock(hashtext('administrators'))")
  return account.demo || isAdministratorLeft(trx, account.id)
}

/** The day in Italy by the database's clock. */
export async function today(trx: Db): Promise<string> {
  return romeDate(await databaseNow(trx))
}

/** Writes what changed about an account into the log. */
export async function record(
  { trx, changer }: Changing,
  action: string,
  id: string,
  changes: Parameters<typeof accountChanges>[0],
) {
  await recordEvent(trx, {
    actor: changer,
    action,
    objectKind: 'account',
    objectId: id,
    changes: accountChanges(changes),
  })
}

/** Tells whose account it is, by letter too; people of the demonstration have no address that takes one. */
export async function tell(
  { trx, publicUrl }: TellingFrom,
  news: RoleNews,
  account: Pick<LockedAccount, 'id' | 'name' | 'email' | 'language' | 'demo'>,
  facts: Omit<RoleFacts, 'name' | 'link'>,
  path = '/',
): Promise<void> {
  const { name, email, demo, ...rest } = account
  const { id } = account
  await notify(trx, [id], {
    kind: `account.${news}`,
    objectKind: 'account',
    objectId: id,
    facts: { ...(facts.role && { role: facts.role }), ...(facts.until && { until: facts.until }) },
  })
  if (!email || demo) return
  const link = publicLink({ publicUrl }, path)
  await queueLetter(trx, roleLetter(news, { ...rest, email }, { ...facts, name, link }))
}

/** Ends those of the account's grants that count now, of one role and district; gives the last day they had. */
async function endHeld(
  { trx, changer }: Changing,
  where: { account_id: string; role: Role; district_code: string | null },
  except: number,
): Promise<string | null> {
  const held = await trx({ r: 'account_role' })
    .where(where)
    .whereNot('r.id', except)
    .whereRaw(isHeld)
    .select<{ id: number; until: Date | null }[]>('r.id', { until: 'r.valid_until' })
  const ids = held.map(({ id }) => id)
  await trx('account_role')
    .whereIn('id', ids)
    .update({ valid_until: trx.raw('clock_timestamp()'), ended_by: changer.id })
  const [last] = held
  return last?.until ? romeDate(last.until) : null
}

/** @throws {ConflictError | UnprocessableError} by `giveRefusals` */
export async function refuseGiving(
  { trx, changer }: Changing,
  account: Pick<LockedAccount, 'id' | 'state' | 'held'>,
  given: RoleGiven,
): Promise<void> {
  const districts = await trx('district').orderBy('code').pluck('code')
  refuseFor(giveRefusals({ actorId: changer.id, account, given, districts, today: await today(trx) }))
}

/**
 * Inserts a role; the same role for the same district, where it is held already, ends as the new one begins.
 * @returns the last day it had before
 */
async function writeGrant(changing: Changing, id: string, given: RoleGiven): Promise<string | null> {
  const { trx, changer } = changing
  const { role, district = null, until } = given
  const [row] = await trx('account_role')
    .insert({
      account_id: id,
      role,
      district_code: district,
      valid_until: until ? endOfDay(until) : null,
      granted_by: changer.id,
    })
    .returning('id')
  return endHeld(changing, { account_id: id, role, district_code: district }, row.id)
}

/**
 * Gives somebody a role until a day, with the event and the letter.
 * @throws {ConflictError | UnprocessableError} by `giveRefusals`
 */
export async function giveRole(changing: Changing, id: string, given: RoleGiven): Promise<void> {
  const account = await lockAccount(changing.trx, id)
  await refuseGiving(changing, account, given)
  const former = await writeGrant(changing, id, given)
  const { role, district = null, until = null } = given
  await record(changing, 'giveRole', id, {
    role: [null, role],
    district: [null, district],
    until: [former, until],
  })
  await tell(changing, 'roleGiven', account, { role, district, until })
}

/**
 * Ends a role now.
 * @throws {ConflictError} by `endRefusals`
 */
export async function endRole(changing: Changing, id: string, grant: number, reason: string): Promise<void> {
  const { trx, changer } = changing
  const account = await lockAccount(trx, id)
  const row = await trx({ r: 'account_role' })
    .where({ 'r.id': grant, 'r.account_id': id })
    .first('r.role', { district: 'r.district_code', until: 'r.valid_until', isCurrent: trx.raw(isHeld) })
  if (!row) throw new NotFoundError('There is no such role.')
  const { role, district, until, isCurrent } = row
  const isOneLeft = role !== 'administrator' || (await countAdministrators(trx, account))
  refuseFor(endRefusals({ actorId: changer.id, accountId: id, role, isCurrent, isOneLeft }))
  await trx('account_role')
    .where({ id: grant })
    .update({ valid_until: trx.raw('clock_timestamp()'), ended_by: changer.id })
  await record(changing, 'endRole', id, {
    role: [role, null],
    district: [district, null],
    until: [until && romeDate(until), await today(trx)],
    reason: [null, reason],
  })
  await tell(changing, 'roleEnded', account, { role, district, reason })
}

/**
 * Closes an account to its holder, ends their sessions and the links of their letters; the record and its
 * roles stay.
 * @throws {ConflictError} by `disableRefusals`
 */
export async function disableAccount(changing: Changing, id: string, reason: string): Promise<void> {
  const { trx, changer } = changing
  const account = await lockAccount(trx, id)
  const isOneLeft = !account.held.includes('administrator') || (await countAdministrators(trx, account))
  refuseFor(disableRefusals({ actorId: changer.id, account, isOneLeft }))
  await trx('account')
    .where({ id })
    .update({ disabled_at: trx.raw('clock_timestamp()') })
  await trx('session').where({ account_id: id }).delete()
  await forgetLinks(trx, id)
  await record(changing, 'disable', id, {
    state: [account.state, 'disabled'],
    reason: [null, reason],
  })
  await tell(changing, 'accountDisabled', account, { reason })
}

/**
 * Opens a disabled account again.
 * @throws {ConflictError} where it is not disabled
 */
export async function enableAccount(changing: Changing, id: string, reason: string): Promise<void> {
  const { trx } = changing
  const account = await lockAccount(trx, id)
  refuseFor(account.state === 'disabled' ? [] : ['notDisabled'])
  await trx('account').where({ id }).update({ disabled_at: null })
  await record(changing, 'enable', id, { state: ['disabled', 'active'], reason: [null, reason] })
  await tell(changing, 'accountEnabled', account, { reason }, '/sign-in')
}
