import { type LockedRequest, lockToBind } from '../allocation/locking.ts'
import { isMine } from '../allocation/mine.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { type JudgedCall, lockCall } from './locking.ts'

/**
 * The call of a request of a party one represents, and the request, locked in this order: as everything that
 * moves an evaluation on locks them.
 * @throws {NotFoundError} where the request is another's, does not exist, or asks in no call that is judged
 */
export async function lockOwnCall(
  trx: Db,
  accountId: string,
  requestId: string,
): Promise<{ call: JudgedCall; request: LockedRequest }> {
  const row = await trx({ r: 'request' })
    .join({ c: 'call' }, 'c.id', 'r.call_id')
    .where({ 'r.id': requestId })
    .whereRaw(isMine, { accountId })
    .first('c.code')
  if (!row) throw new NotFoundError('There is no such request.')
  const call = await lockCall(trx, row.code)
  return { call, request: await lockToBind(trx, accountId, requestId) }
}
