import { actingRole } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { type Change, recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, UnprocessableError } from '../http/problem.ts'
import { findCallFiles } from './callFiles.ts'
import type { NewCall } from './deskSchema.ts'
import { type CallFault, callFaults } from './faults.ts'
import { contentChanges } from './fieldClasses.ts'
import { checkVersion, type LockedCall, lockCall } from './locking.ts'
import { findLotSpaces } from './lotSpaces.ts'
import { readContent } from './rows.ts'
import type { CallContent } from './schema.ts'
import { timeFaults } from './window.ts'
import { writeContent } from './writing.ts'

/** Who acts, for the log. */
export const actorOf = (person: Person) => ({
  id: person.account.id,
  role: actingRole(person, 'prepareCalls'),
})

/** Writes what an officer did to a call into the log. */
export const recordCall = (
  trx: Db,
  person: Person,
  code: string,
  action: string,
  changes: Record<string, Change>,
) => recordEvent(trx, { actor: actorOf(person), action, objectKind: 'call', objectId: code, changes })

/**
 * Begins a call, with the office of the city in it.
 * @throws {ConflictError} where its code is taken
 */
export async function createCall(
  { db, city }: Context,
  person: Person,
  { code, title }: NewCall,
): Promise<void> {
  const { name, phone, hours, email } = city.office
  await db.transaction(async (trx) => {
    const [created] = await trx('call')
      .insert({
        code,
        title,
        status: 'draft',
        procedure: 'publicCall',
        office: name,
        office_phone: phone,
        office_hours: hours,
        office_email: email,
      })
      .onConflict('code')
      .ignore()
      .returning('id')
    if (!created) throw new ConflictError(`There is a call "${code}" already.`, '/problems/call-code-taken')
    await recordCall(trx, person, code, 'create', { title: { class: 'internal', old: null, new: title } })
  })
}

/** @throws {UnprocessableError} naming every fault by its place in the content */
export function refuseFaults(faults: readonly { pointer: string; code: string }[]): void {
  if (faults.length === 0) return
  throw new UnprocessableError(
    'The call cannot be kept or published like this.',
    '/problems/call-faults',
    faults.map(({ pointer, code }) => ({ pointer: `/content${pointer}`, detail: code })),
  )
}

/** Everything that keeps a call from being published with a content, or from being corrected to it. */
export async function findFaults(
  db: Db,
  { city }: Pick<Context, 'city'>,
  call: Pick<LockedCall, 'id' | 'status'>,
  content: CallContent,
): Promise<CallFault[]> {
  const now = await databaseNow(db)
  return callFaults(content, {
    holidays: city.holidays,
    now,
    today: romeDate(now),
    uses: city.uses.map(({ code }) => code),
    files: await findCallFiles(db, call.id),
    spaces: await findLotSpaces(db, call.id, content),
    hasKey: (await db('call_key').where({ call_id: call.id }).first('call_id')) !== undefined,
    ...(call.status === 'open' && { isOpen: true, published: await readContent(db, call.id) }),
  })
}

/**
 * Saves a draft that is being changed, whatever is still missing in it.
 * @param change what it says from what it said
 * @returns the id of the call
 * @throws {ConflictError} where it was saved by somebody else since `version`, or is published
 */
export async function rewriteDraft(
  trx: Db,
  person: Person,
  { code, version }: { code: string; version: number },
  change: (content: CallContent) => CallContent,
): Promise<number> {
  const call = await lockCall(trx, code)
  checkVersion(call, version)
  if (call.status !== 'draft')
    throw new ConflictError('A published call is corrected by an act.', '/problems/call/notInThisState')
  const before = await readContent(trx, call.id)
  const after = change(before)
  await writeContent(trx, call.id, after, { version: version + 1 })
  await recordCall(trx, person, code, 'save', contentChanges(before, after, true))
  return call.id
}

/**
 * Saves a draft as it was written.
 * @throws {ConflictError} where it was saved by somebody else since `version`, or is published
 * @throws {UnprocessableError} where a time is none
 */
export async function saveDraft(
  { db }: Context,
  person: Person,
  code: string,
  { version, content }: { version: number; content: CallContent },
): Promise<void> {
  refuseFaults(timeFaults(content))
  await db.transaction((trx) => rewriteDraft(trx, person, { code, version }, () => content))
}
