import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError } from '../http/problem.ts'
import { refuseEditor } from '../parties/acting.ts'
import { findMembership, isMemberOf } from '../parties/queries.ts'
import type { MemberRole } from '../parties/schema.ts'
import type { StoredAnswers } from './parts.ts'
import type { ApplicationStatus } from './schema.ts'

/** An application row held until the transaction ends. */
export interface LockedApplication {
  id: string
  editionId: number
  labId: number
  partyId: string
  accountId: string
  status: ApplicationStatus
  version: number
  number: string | null
  receivedAt: Date | null
  answers: StoredAnswers
  idempotencyKey: string | null
  renewsId: string | null
  assignedTo: string | null
  /** Days of Italy; null where it is not in the list. */
  validFrom: string | null
  validUntil: string | null
}

const columns = (db: Db) => ({
  id: 'a.id',
  editionId: 'a.edition_id',
  labId: 'a.lab_id',
  partyId: 'a.party_id',
  accountId: 'a.account_id',
  status: 'a.status',
  version: 'a.version',
  number: 'a.number',
  receivedAt: 'a.received_at',
  answers: 'a.answers',
  idempotencyKey: 'a.idempotency_key',
  renewsId: 'a.renews_id',
  assignedTo: 'a.assigned_to',
  validFrom: db.raw("to_char(lower(a.validity), 'YYYY-MM-DD')"),
  validUntil: db.raw("to_char(upper(a.validity) - 1, 'YYYY-MM-DD')"),
})

const missing = () => new NotFoundError('There is no such application to the list.')

/**
 * SQL: whether an application `a` is of the account `:accountId`: it is of everybody who is a member now of the
 * organisation that sent it.
 */
export const isMine = isMemberOf('a')

/**
 * An application of an organisation one acts for, locked, and what one is in it, read after the lock.
 * @throws {NotFoundError} where it is another's or does not exist
 */
export async function lockMine(
  trx: Db,
  accountId: string,
  id: string,
): Promise<LockedApplication & { role: MemberRole }> {
  const row = await trx({ a: 'lab_list_application' })
    .where({ 'a.id': id })
    .whereRaw(isMine, { accountId })
    .forUpdate()
    .first(columns(trx))
  const member = row && (await findMembership(trx, accountId, row.partyId))
  if (!member) throw missing()
  return { ...row, role: member.role }
}

/** The same for what binds the organisation. @throws {ForbiddenError} where one prepares only */
export async function lockToBind(trx: Db, accountId: string, id: string): Promise<LockedApplication> {
  const application = await lockMine(trx, accountId, id)
  refuseEditor(application.role)
  return application
}

/**
 * An application that was sent, locked for the office.
 * @throws {NotFoundError} where there is none, or it is a draft
 */
export async function lockSent(trx: Db, id: string): Promise<LockedApplication> {
  const row = await trx({ a: 'lab_list_application' })
    .where({ 'a.id': id })
    .whereNot({ 'a.status': 'draft' })
    .forUpdate()
    .first(columns(trx))
  if (!row) throw missing()
  return row
}

/** @throws {ConflictError} where the application is in none of the states */
export function refuseUnless({ status }: LockedApplication, ...allowed: ApplicationStatus[]): void {
  if (allowed.includes(status)) return
  throw new ConflictError(`The application is ${status}.`, '/problems/not-in-this-state')
}

/** Writes a change of an application and its next version. */
export async function updateApplication(
  trx: Db,
  { id, version }: Pick<LockedApplication, 'id' | 'version'>,
  changes: Record<string, unknown>,
): Promise<void> {
  await trx('lab_list_application')
    .where({ id })
    .update({ ...changes, version: version + 1, updated_at: trx.raw('clock_timestamp()') })
}
