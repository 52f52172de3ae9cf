import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import { day } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { checkVersion } from '../http/version.ts'
import { isMemberOf } from '../parties/queries.ts'
import { listChanges } from './fieldClasses.ts'
import { lockMine, refuseUnless, updateApplication } from './locking.ts'
import { toAnswers, toStored } from './parts.ts'
import { readRequirements } from './requirements.ts'
import { answerFaults, isOpenOn, isRenewable } from './rules.ts'
import type { Answer, ListFault, StartApplication } from './schema.ts'

export const actorOf = ({ account }: Person) => ({ id: account.id, role: 'applicant' })

/** A lab that somebody keeps, locked: two applications of one lab wait for each other. */
async function lockKeptLab(
  trx: Db,
  accountId: string,
  code: string,
): Promise<{ id: number; partyId: string }> {
  const lab = await trx({ l: 'lab' })
    .whereRaw('upper(l.code) = upper(?)', [code])
    .whereNull('l.ended_on')
    .whereRaw(isMemberOf('l'), { accountId })
    .forNoKeyUpdate()
    .first({ id: 'l.id', partyId: 'l.party_id' })
  if (!lab) throw new NotFoundError('There is no such lab among those you keep.')
  return lab
}

/** @throws {ConflictError} where the edition is not open for applications today */
async function readOpenEdition(trx: Db, code: string, today: string): Promise<number> {
  const edition = await trx({ e: 'lab_list_edition' })
    .where({ 'e.code': code })
    .whereNotNull('e.published_at')
    .first({
      id: 'e.id',
      opensOn: day(trx, 'e.opens_on'),
      closesOn: day(trx, 'e.closes_on'),
    })
  if (!edition) throw new NotFoundError('There is no such edition.')
  if (!isOpenOn(edition, today))
    throw new ConflictError('One cannot apply to this edition today.', '/problems/edition-closed')
  return edition.id
}

interface Entry {
  id: string
  status: 'listed' | 'suspended' | 'expired'
  lastDay: string
}

/** The entry that a new application of a lab would renew; null where it has none. */
async function findRenewed(trx: Db, labId: number, today: string): Promise<string | null> {
  const entry: Entry | undefined = await trx('lab_list_application')
    .where({ lab_id: labId })
    .whereIn('status', ['listed', 'suspended', 'expired'])
    .orderByRaw('upper(validity) DESC')
    .first({ id: 'id', status: 'status', lastDay: trx.raw("to_char(upper(validity) - 1, 'YYYY-MM-DD')") })
  if (!entry) return null
  if (isRenewable(entry.status, entry.lastDay, today)) return entry.id
  throw new ConflictError(`The lab is in the list until ${entry.lastDay}.`, '/problems/listed-already', [
    { pointer: '/lab', detail: entry.lastDay },
  ])
}

/**
 * Begins an application of a lab that one keeps; a renewal where the lab is in the list and the end is near, with the
 * answers it gave before.
 * @throws {ConflictError} where one is open already, or the lab is in the list for longer
 */
export async function startApplication(
  db: Db,
  person: Person,
  { edition, lab: labCode }: StartApplication,
): Promise<{ id: string; created: boolean }> {
  return db.transaction(async (trx) => {
    const lab = await lockKeptLab(trx, person.account.id, labCode)
    const today = romeDate(await databaseNow(trx))
    const editionId = await readOpenEdition(trx, edition, today)
    const open = await trx('lab_list_application')
      .where({ lab_id: lab.id, edition_id: editionId })
      .whereIn('status', ['draft', 'submitted', 'examining', 'integration', 'grounds'])
      .first('id', 'status', 'party_id')
    if (open?.status === 'draft' && open.party_id === lab.partyId) return { id: open.id, created: false }
    if (open)
      throw new ConflictError('An application of this lab is open already.', '/problems/application-open', [
        { pointer: '/lab', detail: open.id },
      ])
    const renewsId = await findRenewed(trx, lab.id, today)
    const [{ id }] = await trx('lab_list_application')
      .insert({
        edition_id: editionId,
        lab_id: lab.id,
        party_id: lab.partyId,
        account_id: person.account.id,
        renews_id: renewsId,
        answers: JSON.stringify(await earlierAnswers(trx, renewsId, editionId)),
      })
      .returning('id')
    await recordEvent(trx, {
      actor: actorOf(person),
      action: 'create',
      objectKind: 'labListApplication',
      objectId: id,
      changes: listChanges({ lab: [null, labCode], edition: [null, edition] }),
    })
    return { id, created: true }
  })
}

/** What was answered before to requirements that the edition asks for too. */
async function earlierAnswers(trx: Db, renewsId: string | null, editionId: number) {
  if (!renewsId) return {}
  const { answers } = await trx('lab_list_application').where({ id: renewsId }).first('answers')
  const asked = await readRequirements(trx, editionId)
  const kept = toAnswers(answers).filter((answer) => answerFaults(asked, [answer]).length === 0)
  return toStored(kept)
}

/** @throws {UnprocessableError} naming each fault */
export function refuseListFaults(faults: readonly { pointer: string; code: ListFault }[]): void {
  if (faults.length === 0) return
  throw new UnprocessableError(
    'Something is missing or wrong.',
    '/problems/lab-application-faults',
    faults.map(({ pointer, code }) => ({ pointer, detail: code })),
  )
}

/**
 * Saves the answers of a draft.
 * @throws {ConflictError} where it was sent, or somebody saved it since `version`
 */
export async function saveAnswers(
  db: Db,
  person: Person,
  id: string,
  { version, answers }: { version: number; answers: Answer[] },
): Promise<void> {
  await db.transaction(async (trx) => {
    const application = await lockMine(trx, person.account.id, id)
    refuseUnless(application, 'draft')
    checkVersion(application, version)
    refuseListFaults(answerFaults(await readRequirements(trx, application.editionId), answers))
    await updateApplication(trx, application, { answers: JSON.stringify(toStored(answers)) })
  })
}

/** Throws a draft away, with its files. */
export async function discardDraft(db: Db, person: Person, id: string): Promise<void> {
  await db.transaction(async (trx) => {
    const application = await lockMine(trx, person.account.id, id)
    refuseUnless(application, 'draft')
    await trx('lab_list_file').where({ application_id: id }).delete()
    await trx('lab_list_application').where({ id }).delete()
    await recordEvent(trx, {
      actor: actorOf(person),
      action: 'discardDraft',
      objectKind: 'labListApplication',
      objectId: id,
      changes: listChanges({ status: ['draft', null] }),
    })
  })
}
