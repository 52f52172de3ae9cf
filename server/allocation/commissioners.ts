import type { Db } from '../db/index.ts'
import { ForbiddenError } from '../http/problem.ts'

/**
 * SQL: request `r` is kept from the account `:accountId`, an officer too, who sits on the commission of its call:
 * they have yet to declare to whom they are tied, or a conflict of interest has taken it away (D.Lgs 36/2023
 * art. 93 c. 5; L. 241/1990 art. 6-bis).
 */
export const keptFromCommissioner = `EXISTS (SELECT FROM commission_member seat
  WHERE seat.call_id = r.call_id AND seat.account_id = :accountId
    AND ((seat.declared_at IS NULL AND seat.replaced_at IS NULL) OR EXISTS (SELECT FROM evaluation_conflict x
      WHERE x.member_id = seat.id AND x.request_id = r.id)))`

/** @throws {ForbiddenError} where a request is kept from a commissioner, whatever else they are */
export async function refuseCommissioner(db: Db, accountId: string, requestId: string): Promise<void> {
  const kept = await db({ r: 'request' })
    .where({ 'r.id': requestId })
    .whereRaw(keptFromCommissioner, { accountId })
    .first({
      hasConflict: db.raw(
        `EXISTS (SELECT FROM evaluation_conflict x JOIN commission_member seat ON seat.id = x.member_id
           WHERE x.request_id = r.id AND seat.account_id = ?)`,
        [accountId],
      ),
    })
  if (!kept) return
  throw kept.hasConflict
    ? new ForbiddenError(
        'This request has been taken away from you: you have declared or recognised a conflict of interest.',
        '/problems/conflict-of-interest',
      )
    : new ForbiddenError(
        'You sit on the commission of this call: first declare to whom you are tied.',
        '/problems/declare-first',
      )
}
