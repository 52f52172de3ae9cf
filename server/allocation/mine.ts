import type { MemberRole } from '../parties/schema.ts'

/**
 * SQL: whether a request `r` is of the account `:accountId`, the only place that says so: it is of
 * everybody who is a member of its party at this moment, whoever began it.
 */
const membership = `mine.party_id = r.party_id AND mine.account_id = :accountId AND mine.ended_at IS NULL`
export const mineJoin = `JOIN party_member mine ON ${membership}`
export const isMine = `EXISTS (SELECT FROM party_member mine WHERE ${membership})`

/** SQL: whether the account, a member `mine` of the party, may throw the draft `r` away. */
export const mayDiscard = `r.status = 'draft' AND (r.account_id = :accountId OR mine.role = 'representative')`

/** What somebody is in the party that asks. */
export interface Mine {
  role: MemberRole
}
