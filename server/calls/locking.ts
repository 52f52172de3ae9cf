import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError } from '../http/problem.ts'
import { type CallAction, type CallSituation, moveCall } from './moves.ts'
import type { CallStatus } from './schema.ts'

export interface LockedCall extends Omit<CallSituation, 'faults'> {
  id: number
  code: string
  title: string
  version: number
}

/** SQL: requests for call `c` that were sent and are neither withdrawn nor excluded. */
const standingRequests = `(SELECT count(*)::integer FROM request r
  WHERE r.call_id = c.id AND r.status NOT IN ('draft', 'withdrawn', 'excluded'))`

const lockedColumns = (db: Db) => ({
  id: 'c.id',
  code: 'c.code',
  title: 'c.title',
  version: 'c.version',
  status: 'c.status',
  standing: 'c.standing',
  opensAt: 'c.opens_at',
  closesAt: 'c.closes_at',
  unsealedAt: 'c.unsealed_at',
  standingRequests: db.raw(standingRequests),
})

/**
 * A call for whoever changes it. Its spaces are locked before it, in order, as an award locks them: two
 * changes wait for each other in one line.
 * @throws {NotFoundError} where there is no such call
 */
export async function lockCall(trx: Db, code: string): Promise<LockedCall> {
  await trx.raw(
    `SELECT s.id FROM space s WHERE s.id IN (SELECT ls.space_id FROM call c JOIN lot l ON l.call_id = c.id
       JOIN lot_space ls ON ls.lot_id = l.id WHERE c.code = :code) ORDER BY s.id FOR NO KEY UPDATE`,
    { code },
  )
  const held = await trx('call').where({ code }).forUpdate().first('id')
  if (!held) throw new NotFoundError(`There is no call "${code}".`)
  return trx({ c: 'call' }).where({ 'c.id': held.id }).first(lockedColumns(trx))
}

/** The same without a lock, for whoever only looks. */
export async function findLeadable(db: Db, code: string): Promise<LockedCall> {
  const call = await db({ c: 'call' }).where({ 'c.code': code }).first(lockedColumns(db))
  if (!call) throw new NotFoundError(`There is no call "${code}".`)
  return call
}

/** @throws {ConflictError} where somebody has saved it since */
export function checkVersion(call: LockedCall, version: number): void {
  if (call.version === version) return
  throw new ConflictError(
    `The call has been changed in the meantime: it is at version ${call.version}.`,
    '/problems/version',
  )
}

const refusalTexts = {
  notInThisState: 'The call is not in a state in which this is done.',
  faultsRemain: 'The call still has faults.',
  notYetTime: 'The call opens later.',
  deadlineAhead: 'The deadline of the call is not over.',
  deadlineOver: 'The deadline of the call is over.',
  alreadyUnsealed: 'Its requests have been opened.',
  requestsStand: 'There are requests that stand.',
} as const

/**
 * The state an action leads to.
 * @throws {ConflictError} of the type that says why it cannot be done
 */
export async function nextStatus(trx: Db, call: LockedCall, action: CallAction): Promise<CallStatus> {
  const { to, refusal } = moveCall({ ...call, faults: 0 }, action, await databaseNow(trx))
  if (to) return to
  throw new ConflictError(refusalTexts[refusal], `/problems/call/${refusal}`)
}
