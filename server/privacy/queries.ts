import { hasPassword, type Person } from '../accounts/queries.ts'
import { isMine } from '../allocation/mine.ts'
import type { Db } from '../db/index.ts'
import type { HeldFacts } from './rules.ts'
import type { DataKind } from './schema.ts'

/** SQL: the request `r` is this person's: entered or sent by them, or of the party they are themselves. */
const isTheirs = `(r.account_id = :accountId OR r.sent_by = :accountId OR r.party_id IN (
  SELECT o.id FROM party o WHERE o.account_id = :accountId AND o.is_own))`

/**
 * SQL: the same, where they still act for the party that asks: whoever has left an organisation has lost
 * sight of its requests, also of those they began.
 */
export const isTheirsToSee = `(${isTheirs} AND ${isMine})`

/** SQL: an award rests on the request `r`. */
const hasAward = 'EXISTS (SELECT FROM award a WHERE a.request_id = r.id)'

/** SQL: the alert, or the digest of a district, `l` goes to the address of the account. */
export const isTheirAlert =
  'l.email = (SELECT a.email FROM account a WHERE a.id = :accountId AND a.password_hash IS NOT NULL)'

/** SQL: the request `r` was sent, and who sent it must still be reached. */
const isOpen = `r.status IN ('submitted', 'formalCheck', 'completionRequested', 'admitted', 'evaluated',
  'ranked', 'awarded', 'accepted')`

/** SQL: nobody but this person acts for the party that asks, whoever began the request `r`. */
const isTheirsAlone = `(${isMine} AND NOT EXISTS (SELECT FROM party_member o
  WHERE o.party_id = r.party_id AND o.ended_at IS NULL AND o.account_id <> :accountId))`

/** SQL: the letter `m` is no legal notice, nor went by certified post: those belong to the act they tell of. */
export const isOrdinary = `m.channel = 'mail' AND NOT EXISTS (SELECT FROM notice n WHERE n.letter_id = m.id)
  AND NOT EXISTS (SELECT FROM pec_receipt p WHERE p.letter_id = m.id)`

const counted: Record<DataKind, string> = {
  account: '1',
  identities: 'SELECT count(*) FROM account_identity i WHERE i.account_id = :accountId',
  roles: 'SELECT count(*) FROM account_role r WHERE r.account_id = :accountId',
  sessions: 'SELECT count(*) FROM session s WHERE s.account_id = :accountId',
  parties: 'SELECT count(*) FROM party_member m WHERE m.account_id = :accountId AND m.ended_at IS NULL',
  drafts: `SELECT count(*) FROM request r WHERE r.account_id = :accountId AND r.status = 'draft'`,
  sentRequests: `SELECT count(*) FROM request r WHERE ${isTheirs} AND r.status <> 'draft' AND NOT ${hasAward}`,
  awardedRequests: `SELECT count(*) FROM request r WHERE ${isTheirs} AND r.status <> 'draft' AND ${hasAward}`,
  files: `SELECT count(*) FROM request_file f JOIN request r ON r.id = f.request_id
    WHERE ${isTheirs} AND r.status <> 'draft' AND f.removed_at IS NULL`,
  labApplications: `SELECT count(*) FROM lab_list_application a WHERE a.account_id = :accountId OR a.sent_by = :accountId`,
  needs: `SELECT count(*) FROM need n WHERE n.account_id = :accountId`,
  letters: `SELECT count(*) FROM mail_outbox m WHERE m.account_id = :accountId AND ${isOrdinary}`,
  notices: `SELECT count(*) FROM mail_outbox m WHERE m.account_id = :accountId AND NOT (${isOrdinary})`,
  notifications: 'SELECT count(*) FROM notification n WHERE n.account_id = :accountId',
  alerts: `SELECT (SELECT count(*) FROM alert l WHERE ${isTheirAlert})
    + (SELECT count(*) FROM district_digest l WHERE ${isTheirAlert})`,
  events: 'SELECT count(*) FROM audit_event e WHERE e.actor_id = :accountId',
}

const facts = {
  hasPassword: `SELECT ${hasPassword} FROM account WHERE account.id = :accountId`,
  signedInLately: `SELECT s.created_at > clock_timestamp() - interval '10 minutes' FROM session s
    WHERE s.id = :sessionId`,
  officeRoles: `SELECT count(*)::integer FROM account_role r WHERE r.account_id = :accountId
    AND r.role <> 'applicant' AND (r.valid_until IS NULL OR r.valid_until > clock_timestamp())`,
  openRequests: `SELECT count(*)::integer FROM request r
    WHERE (r.account_id = :accountId OR ${isTheirsAlone}) AND ${isOpen}`,
  soleRepresentations: `SELECT count(*)::integer FROM party_member m
    WHERE m.account_id = :accountId AND m.ended_at IS NULL AND m.role = 'representative'
      AND EXISTS (SELECT FROM party_member o WHERE o.party_id = m.party_id AND o.ended_at IS NULL
        AND o.account_id <> m.account_id)
      AND NOT EXISTS (SELECT FROM party_member o WHERE o.party_id = m.party_id AND o.ended_at IS NULL
        AND o.account_id <> m.account_id AND o.role = 'representative')`,
  officeActs: `SELECT (SELECT count(*) FROM award a WHERE a.awarded_by = :accountId)::integer
    + (SELECT count(*) FROM audit_event e WHERE e.actor_id = :accountId AND e.object_kind = 'request'
       AND NOT EXISTS (SELECT FROM request r WHERE r.id::text = e.object_id AND ${isTheirs}))::integer`,
  lastProcedureEnd: `SELECT max(greatest(r.updated_at, c.closes_at)) FROM request r
    LEFT JOIN call c ON c.id = r.call_id WHERE ${isTheirs} AND r.status <> 'draft' AND NOT ${hasAward}`,
}

const columns = [
  ...Object.entries(counted).map(([kind, statement]) => `(${statement})::integer AS "${kind}"`),
  ...Object.entries(facts).map(([name, statement]) => `(${statement}) AS "${name}"`),
].join(', ')

type FactRow = Record<DataKind, number> & Omit<HeldFacts, 'counts' | 'isDemo'>

/** What is held about whoever is signed in, and what decides about erasing it. */
export async function readFacts(db: Db, { account, sessionId }: Person): Promise<HeldFacts> {
  const { rows } = await db.raw<{ rows: FactRow[] }>(`SELECT ${columns}`, {
    accountId: account.id,
    sessionId,
  })
  const [row] = rows
  if (!row) throw new Error('the database counted nothing')
  const { hasPassword, signedInLately, officeRoles, openRequests, soleRepresentations, ...rest } = row
  const { officeActs, lastProcedureEnd, ...counts } = rest
  return {
    counts,
    isDemo: account.demo,
    hasPassword,
    signedInLately,
    officeRoles,
    openRequests,
    soleRepresentations,
    officeActs,
    lastProcedureEnd,
  }
}
