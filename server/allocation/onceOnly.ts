import type { Db } from '../db/index.ts'
import { ConflictError } from '../http/problem.ts'
import type { Asked } from './asking.ts'

/** Whether something is asked in a call that is held once, in which a party sends one application for all its lots. */
export async function isHeldOnce(db: Db, asked: Asked): Promise<boolean> {
  if (asked.kind !== 'application') return false
  return !(await db('call').where({ id: asked.callId }).first('standing')).standing
}

/**
 * Holds a party to one application for a call that is held once; the row of the party must be locked, so that
 * two that are sent together wait for each other.
 * @throws {ConflictError} naming the one that was sent, which can be withdrawn and sent again
 */
export async function refuseSecond(trx: Db, partyId: string, asked: Asked): Promise<void> {
  if (asked.kind !== 'application') return
  const sent: { id: string; number: string } | undefined = await trx('request')
    .where({ party_id: partyId, call_id: asked.callId })
    .whereNotIn('status', ['draft', 'withdrawn'])
    .first('id', 'number')
  if (!sent) return
  throw new ConflictError(
    `${sent.number} has been sent for this call: withdraw it first, then send another until the deadline.`,
    '/problems/one-application',
    [{ pointer: `/requests/${sent.id}`, detail: sent.number }],
  )
}
