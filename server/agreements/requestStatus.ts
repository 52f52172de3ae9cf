import type { Db } from '../db/index.ts'

/** SQL: an agreement made of award `a` is signed, or was. */
export const isSigned = `EXISTS (SELECT FROM agreement g
  WHERE g.award_id = a.id AND g.status NOT IN ('prepared', 'cancelled'))`

/** An award of a request and the agreement made of it, as far as they decide where the request stands. */
export interface StandingAward {
  isRevoked: boolean
  revokedReason: string | null
  answer: string | null
  isSigned: boolean
}

/**
 * Where a request stands by its awards: what stands counts before what was taken back, and the furthest of it;
 * where the act of the only award was annulled it is admitted as before.
 */
export function statusByAwards(awards: readonly StandingAward[]): string {
  const standing = awards.filter(({ isRevoked }) => !isRevoked)
  if (standing.some(({ isSigned }) => isSigned)) return 'agreement'
  if (standing.some(({ answer }) => answer === 'accepted')) return 'accepted'
  if (standing.length > 0) return 'awarded'
  const last = awards.at(-1)?.revokedReason
  if (last === 'declined') return 'declined'
  return last === 'forfeited' || last === 'checkFailed' ? 'forfeited' : 'admitted'
}

/**
 * Brings the state of a request in line with its awards.
 * @returns the state before and after
 */
export async function followAwards(trx: Db, requestId: string): Promise<[string, string]> {
  const awards: StandingAward[] = await trx({ a: 'award' })
    .where({ 'a.request_id': requestId })
    .whereNull('a.first_id')
    .orderByRaw('coalesce(a.revoked_at, a.awarded_at), a.id')
    .select({
      isRevoked: trx.raw('a.revoked_at IS NOT NULL'),
      revokedReason: 'a.revoked_reason',
      answer: 'a.answer',
      isSigned: trx.raw(isSigned),
    })
  const request = await trx('request').where({ id: requestId }).first('status', 'version')
  const status = statusByAwards(awards)
  await trx('request')
    .where({ id: requestId })
    .update({ status, version: request.version + 1, updated_at: trx.raw('clock_timestamp()') })
  return [request.status, status]
}
