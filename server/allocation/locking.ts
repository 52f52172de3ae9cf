import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError } from '../http/problem.ts'
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
  partyId: string | null
  accountId: string
  assignedTo: string | null
  idempotencyKey: string | null
  reason: string | null
  reasonCode: string | null
  answer: string | null
}

const columns = {
  id: 'id',
  number: 'number',
  kind: 'kind',
  status: 'status',
  version: 'version',
  content: 'content',
  contentHash: 'content_hash',
  receivedAt: 'received_at',
  identifiedBy: 'identified_by',
  callId: 'call_id',
  partyId: 'party_id',
  accountId: 'account_id',
  assignedTo: 'assigned_to',
  idempotencyKey: 'idempotency_key',
  reason: 'reason',
  reasonCode: 'reason_code',
  answer: 'answer',
}

const missing = () => new NotFoundError('There is no such request.')

/**
 * One's own request, locked.
 * @throws {NotFoundError} where it is another's or does not exist
 */
export async function lockMine(trx: Db, accountId: string, id: string): Promise<LockedRequest> {
  const row = await trx('request').where({ id, account_id: accountId }).forUpdate().first(columns)
  if (!row) throw missing()
  return row
}

/**
 * A request that was sent, locked for the office.
 * @throws {NotFoundError} where there is none, or it is still a draft
 */
export async function lockSent(trx: Db, id: string): Promise<LockedRequest> {
  const row = await trx('request').where({ id }).whereNot({ status: 'draft' }).forUpdate().first(columns)
  if (!row) throw missing()
  return row
}

/** @throws {ConflictError} where somebody changed it since `version` was read; the entry names the current one */
export function checkVersion(request: LockedRequest, version: number): void {
  if (request.version === version) return
  throw new ConflictError(
    `This was changed elsewhere in the meantime (version ${request.version}): load it again.`,
    '/problems/version',
    [{ pointer: '/version', detail: String(request.version) }],
  )
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
