import { actingRole } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { type Change, recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import { day } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { checkVersion } from '../http/version.ts'
import { isMemberOf } from '../parties/queries.ts'
import { columnsOf, readContent, writeContent, writeMachines } from './content.ts'
import { labChanges } from './fieldClasses.ts'
import { labFaults } from './rules.ts'
import type { LabContent, NewActivity, NewLab, SaveLab } from './schema.ts'

/** By which permission somebody keeps a profile: staff any, a member of its keeper that one. */
export type KeepingPermission = 'keepLabs' | 'actForParties'

/** Somebody who writes on a profile. */
export interface Keeper {
  person: Person
  permission: KeepingPermission
}

export interface KnownLab {
  id: number
  code: string
  name: string
  version: number
  partyId: string | null
  confirmedOn: string | null
}

const columns = (db: Db) => ({
  id: 'l.id',
  code: 'l.code',
  name: 'l.name',
  version: 'l.version',
  partyId: 'l.party_id',
  confirmedOn: day(db, 'l.confirmed_on'),
})

/** SQL: lab `l` is kept by a party of which the account `:accountId` is a member now. */
export const isMine = isMemberOf('l')

const labs = (db: Db, code: string) => db({ l: 'lab' }).where({ 'l.code': code }).whereNull('l.ended_on')
const missing = () => new NotFoundError('There is no such lab that you keep.')

/** @throws {NotFoundError} where there is none */
export async function findLab(db: Db, code: string): Promise<KnownLab> {
  const lab = await labs(db, code).first(columns(db))
  if (!lab) throw missing()
  return lab
}

/**
 * The lab, where the person may write on it; inside a transaction held until its end.
 * @throws {NotFoundError} where there is none, or somebody else keeps it
 */
export async function findKeptLab(db: Db, { person, permission }: Keeper, code: string): Promise<KnownLab> {
  const query = labs(db, code)
  if (permission === 'actForParties') query.whereRaw(isMine, { accountId: person.account.id })
  if (db.isTransaction) query.forUpdate('l')
  const lab = await query.first(columns(db))
  if (!lab) throw missing()
  return lab
}

/** Writes into the log what a keeper did to a lab. */
export const recordLab = (
  trx: Db,
  { person, permission }: Keeper,
  code: string,
  action: string,
  changes: Record<string, Change>,
) =>
  recordEvent(trx, {
    actor: { id: person.account.id, role: actingRole(person, permission) },
    action,
    objectKind: 'lab',
    objectId: code,
    changes,
  })

/** @throws {UnprocessableError} naming every fault by its place */
function refuseFaults({ city }: Context, content: LabContent): void {
  const faults = labFaults(content, city)
  if (faults.length === 0) return
  throw new UnprocessableError(
    'The profile cannot be kept like this.',
    '/problems/lab-faults',
    faults.map(({ pointer, code }) => ({ pointer: `/content${pointer}`, detail: code })),
  )
}

const confirmedNow = (before: string | null, today: string) => ({
  confirmedOn: { class: 'public' as const, old: before, new: today },
})

/**
 * Saves what is written of a lab; where the keeper says so, as confirmed today.
 * @throws {ConflictError} where somebody saved it since `version`
 */
export async function saveLab(
  context: Context,
  keeper: Keeper,
  code: string,
  { version, content, confirm }: SaveLab,
): Promise<void> {
  refuseFaults(context, content)
  await context.db.transaction(async (trx) => {
    const lab = await findKeptLab(trx, keeper, code)
    checkVersion(lab, version)
    const today = romeDate(await databaseNow(trx))
    const before = await readContent(trx, lab.id)
    await writeContent(trx, lab.id, content, {
      version: version + 1,
      ...(confirm && { confirmed_on: today, confirmed_by: keeper.person.account.id }),
    })
    await recordLab(trx, keeper, code, 'change', {
      ...labChanges(before, await readContent(trx, lab.id)),
      ...(confirm && confirmedNow(lab.confirmedOn, today)),
    })
  })
}

/**
 * Enters a lab nobody has recorded.
 * @throws {ConflictError} where its code is taken
 */
export async function createLab(
  context: Context,
  keeper: Keeper,
  { code, content, source }: NewLab,
): Promise<void> {
  refuseFaults(context, content)
  await context.db.transaction(async (trx) => {
    const [created] = await trx('lab')
      .insert({ code, source, ...columnsOf(trx, content), version: 2 })
      .onConflict('code')
      .ignore()
      .returning('id')
    if (!created) throw new ConflictError(`There is a lab "${code}" already.`, '/problems/lab-code-taken')
    await writeMachines(trx, created.id, content.machines)
    await recordLab(trx, keeper, code, 'create', labChanges(null, content))
  })
}

/**
 * Says that all that is written is so today.
 * @throws {ConflictError} where somebody saved it since `version`
 */
export async function confirmLab(
  context: Context,
  keeper: Keeper,
  code: string,
  version: number,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const lab = await findKeptLab(trx, keeper, code)
    checkVersion(lab, version)
    const today = romeDate(await databaseNow(trx))
    await trx('lab')
      .where({ id: lab.id })
      .update({ confirmed_on: today, confirmed_by: keeper.person.account.id, version: version + 1 })
    await recordLab(trx, keeper, code, 'confirm', confirmedNow(lab.confirmedOn, today))
  })
}

/**
 * Adds a period of activity; what is on record stays. A lab that is closed begins anew from a day that is said.
 * @throws {UnprocessableError} where that day is missing, or lies before it closed
 */
export async function addActivity(
  context: Context,
  keeper: Keeper,
  code: string,
  { activity, fromOn, note }: NewActivity,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const lab = await findKeptLab(trx, keeper, code)
    const was = await trx({ s: 'lab_state' })
      .where({ 's.lab_id': lab.id })
      .first({ activity: 's.activity', since: day(trx, 's.since') })
    const isTooEarly = was.since !== null && fromOn !== null && fromOn < was.since
    if (was.activity === 'closed' && activity !== 'closed' && (fromOn === null || isTooEarly))
      throw new UnprocessableError('A closed lab begins anew from a day after.', '/problems/lab-closed', [
        { pointer: '/fromOn', detail: 'afterClosing' },
      ])
    await trx('lab_activity').insert({
      lab_id: lab.id,
      activity,
      from_on: fromOn,
      note,
      entered_by: keeper.person.account.id,
    })
    await trx('lab')
      .where({ id: lab.id })
      .update({ version: lab.version + 1 })
    await recordLab(trx, keeper, code, 'addActivity', {
      activity: { class: 'public', old: was.activity, new: activity },
      fromOn: { class: 'public', old: was.since, new: fromOn },
      note: { class: 'public', old: null, new: note },
    })
  })
}
