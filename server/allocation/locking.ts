import { hasRequestIn } from '../calls/leading.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, ForbiddenError, NotFoundError } from '../http/problem.ts'
import { refuseEditor } from '../parties/acting.ts'
import { findMembership } from '../parties/queries.ts'
import { refuseCommissioner } from './commissioners.ts'
import { isMine, type Mine } from './mine.ts'
import { stateAfter } from './rules.ts'
import type { RequestAction, RequestContent, RequestKind, RequestStatus } from './schema.ts'

/** A request row held until the transaction ends. */
export interface LockedRequest {
  id: string
  number: string | null
  kind: RequestKind
  status: RequestStatus
  version: number
  content: RequestContent
  contentHash: string | null
  receivedAt: Date | null
  identifiedBy: string
  callId: number | null
  partyId: string
  accountId: string
  assignedTo: string | null
  idempotencyKey: string | null
  reason: string | null
  reasonCode: string | null
  answer: string | null
  isLate: boolean
}

const columns = {
  id: 'r.id',
  number: 'r.number',
  kind: 'r.kind',
  status: 'r.status',
  version: 'r.version',
  content: 'r.content',
  contentHash: 'r.content_hash',
  receivedAt: 'r.received_at',
  identifiedBy: 'r.identified_by',
  callId: 'r.call_id',
  partyId: 'r.party_id',
  accountId: 'r.account_id',
  assignedTo: 'r.assigned_to',
  idempotencyKey: 'r.idempotency_key',
  reason: 'r.reason',
  reasonCode: 'r.reason_code',
  answer: 'r.answer',
  isLate: 'r.is_late',
}

const missing = () => new NotFoundError('There is no such request.')

/**
 * A request of a party one acts for, locked, and what one is in that party; that is read after the lock,
 * so that somebody removed while waiting for it does nothing more.
 * @throws {NotFoundError} where it is another's or does not exist
 */
export async function lockMine(trx: Db, accountId: string, id: string): Promise<LockedRequest & Mine> {
  const row = await trx({ r: 'request' })
    .where({ 'r.id': id })
    .whereRaw(isMine, { accountId })
    .forUpdate()
    .first(columns)
  const member = row && (await findMembership(trx, accountId, row.partyId))
  if (!member) throw missing()
  return { ...row, role: member.role }
}

/**
 * The same for what binds the party: sending, answering and withdrawing are up to its representatives,
 * editors prepare.
 * @throws {NotFoundError} where it is another's or does not exist
 * @throws {ForbiddenError} where one is an editor
 */
export async function lockToBind(trx: Db, accountId: string, id: string): Promise<LockedRequest> {
  const request = await lockMine(trx, accountId, id)
  refuseEditor(request.role)
  return request
}

/**
 * A request that was sent, locked for the office.
 * @throws {NotFoundError} where there is none, or it is still a draft
 */
export async function lockSent(trx: Db, id: string): Promise<LockedRequest> {
  const row = await trx({ r: 'request' })
    .where({ 'r.id': id })
    .whereNot({ 'r.status': 'draft' })
    .forUpdate()
    .first(columns)
  if (!row) throw missing()
  return row
}

/**
 * Whether somebody has or had a part in a request: they are or were a member of the party that asks, began
 * the request or sent it.
 */
async function hasPartIn(db: Db, accountId: string, requestId: string): Promise<boolean> {
  const part = await db({ r: 'request' })
    .leftJoin({ m: 'party_member' }, (join) =>
      join.on('m.party_id', 'r.party_id').andOnVal('m.account_id', accountId),
    )
    .where({ 'r.id': requestId })
    .where((any) =>
      any.whereNotNull('m.id').orWhere('r.account_id', accountId).orWhere('r.sent_by', accountId),
    )
    .first('r.id')
  return part !== undefined
}

/** Whether somebody has a part in a request that competes with this one: in its call, where that is not a standing one. */
async function hasRivalOf(db: Db, accountId: string, requestId: string): Promise<boolean> {
  const call = await db({ r: 'request' })
    .join({ c: 'call' }, 'c.id', 'r.call_id')
    .where({ 'r.id': requestId, 'c.standing': false })
    .first('c.id')
  return call !== undefined && hasRequestIn(db, accountId, call.id)
}

/** Whether somebody has a part in a request, or in one that competes with it. */
export const isInterested = async (db: Db, accountId: string, requestId: string): Promise<boolean> =>
  (await hasPartIn(db, accountId, requestId)) || hasRivalOf(db, accountId, requestId)

/**
 * Nobody decides on what they have a part in, nor on what competes with it (L. 241/1990 art. 6-bis).
 * @throws {ForbiddenError} where the officer is, or was, among those who ask for the same, or it is kept from a
 *   commissioner
 */
export async function refuseInterested(trx: Db, accountId: string, requestId: string): Promise<void> {
  await refuseCommissioner(trx, accountId, requestId)
  if (await hasPartIn(trx, accountId, requestId))
    throw new ForbiddenError(
      'You are, or were, among those who sent this request: another officer decides on it (L. 241/1990 art. 6-bis).',
      '/problems/own-request',
    )
  if (await hasRivalOf(trx, accountId, requestId))
    throw new ForbiddenError(
      'You are, or were, among those who ask in this call: another officer decides (L. 241/1990 art. 6-bis).',
      '/problems/own-call',
    )
}

/**
 * A request locked for an officer who decides on it.
 * @throws {NotFoundError} where there is none, or it is still a draft
 * @throws {ForbiddenError} where the officer is, or was, among those who ask for the same
 */
export async function lockToDecide(trx: Db, accountId: string, id: string): Promise<LockedRequest> {
  const request = await lockSent(trx, id)
  await refuseInterested(trx, accountId, id)
  return request
}

/** @throws {ConflictError} where the action is not possible in the request's state */
export function nextState(request: LockedRequest, action: RequestAction): RequestStatus {
  const next = stateAfter(request.kind, request.status, action)
  if (next) return next
  throw new ConflictError(
    `"${action}" is not possible: this request is ${request.status}.`,
    '/problems/not-in-this-state',
  )
}
