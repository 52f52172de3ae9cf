import type { RetentionKind } from '../city/schema.ts'
import type { Db } from '../db/index.ts'

/** How one kind of record reaches its end; `period` is a PostgreSQL interval. */
export interface RetentionStep {
  count(db: Db, period: string): Promise<number>
  /** Deletes or anonymises what is due, in the caller's transaction; returns how many records. */
  apply(trx: Db, period: string): Promise<number>
}

async function run(db: Db, statement: string, period: string): Promise<number> {
  const { rows } = await db.raw<{ rows: { count: number }[] }>(statement, { period })
  return rows[0]?.count ?? 0
}

interface Deletion {
  table: string
  /** SQL: the row `t` is due. */
  due: string
  /** Tables whose rows belong to the row and go first, each with the column that names it. */
  parts?: Record<string, string>
  key?: string
}

function deleting({ table, due, parts = {}, key = 'id' }: Deletion): RetentionStep {
  const dueKeys = `SELECT t.${key} FROM ${table} t WHERE ${due}`
  return {
    count: (db, period) => run(db, `SELECT count(*)::integer AS count FROM ${table} t WHERE ${due}`, period),
    async apply(trx, period) {
      for (const [part, column] of Object.entries(parts)) {
        await trx.raw(`DELETE FROM ${part} x WHERE x.${column} IN (${dueKeys})`, { period })
      }
      const gone = `WITH gone AS (DELETE FROM ${table} t WHERE ${due} RETURNING 1)`
      return run(trx, `${gone} SELECT count(*)::integer AS count FROM gone`, period)
    },
  }
}

/** The steps one after another, as one kind. */
function together(...steps: RetentionStep[]): RetentionStep {
  const sum = async (how: 'count' | 'apply', db: Db, period: string) => {
    let total = 0
    for (const step of steps) total += await step[how](db, period)
    return total
  }
  return {
    count: (db, period) => sum('count', db, period),
    apply: (trx, period) => sum('apply', trx, period),
  }
}

const ago = 'now() - :period::interval'
const ended = `t.expires_at < ${ago}`

/** Letters that are no notice and left no receipt of the certified post: those follow the act they tell of. */
const isOrdinary = `t.channel = 'mail' AND coalesce(t.sent_at, t.failed_at) < ${ago}
  AND NOT EXISTS (SELECT FROM notice n WHERE n.letter_id = t.id)
  AND NOT EXISTS (SELECT FROM pec_receipt p WHERE p.letter_id = t.id)`

const eventsOfAccounts = `FROM audit_event e WHERE e.object_kind = 'account' AND e.happened_at < ${ago}
  AND p.event_id = e.id AND p.erased_at IS NULL`

const accountEvents: RetentionStep = {
  count: (db, period) =>
    run(
      db,
      `SELECT count(*)::integer AS count FROM audit_personal p WHERE EXISTS (SELECT ${eventsOfAccounts})`,
      period,
    ),
  apply: (trx, period) =>
    run(
      trx,
      `WITH erased AS (UPDATE audit_personal p
         SET salt = NULL, old_value = NULL, new_value = NULL, erased_at = clock_timestamp()
         ${eventsOfAccounts} RETURNING 1)
       SELECT count(*)::integer AS count FROM erased`,
      period,
    ),
}

/** SQL: the procedure of the request `r` ended without an award, long enough ago. */
const isOver = `r.status <> 'draft' AND r.erased_at IS NULL
  AND greatest(r.updated_at, (SELECT c.closes_at FROM call c WHERE c.id = r.call_id)) < ${ago}
  AND NOT EXISTS (SELECT FROM award a WHERE a.request_id = r.id)`

/** What hangs on requests that are over, `over` being their ids. */
const emptyParts = [
  `DELETE FROM pec_receipt p USING notice n, over o
     WHERE p.letter_id = n.letter_id AND n.object_kind = 'request' AND n.object_id = o.id::text`,
  `UPDATE notice n SET address = NULL, tracking_number = NULL FROM over o
     WHERE n.object_kind = 'request' AND n.object_id = o.id::text`,
  `UPDATE mail_outbox m SET recipient = '', subject = '', body_text = '', body_html = NULL, account_id = NULL
     FROM over o WHERE m.object_kind = 'request' AND m.object_id = o.id::text`,
  'DELETE FROM request_file f USING over o WHERE f.request_id = o.id',
  "UPDATE request_completion k SET message = '', answer = CASE WHEN k.answer IS NOT NULL THEN '' END FROM over o WHERE k.request_id = o.id",
  `UPDATE audit_personal p SET salt = NULL, old_value = NULL, new_value = NULL, erased_at = clock_timestamp()
     FROM audit_event e, over o
     WHERE p.event_id = e.id AND e.object_kind = 'request' AND e.object_id = o.id::text AND p.erased_at IS NULL`,
]

const unsuccessfulRequests: RetentionStep = {
  count: (db, period) => run(db, `SELECT count(*)::integer AS count FROM request r WHERE ${isOver}`, period),
  async apply(trx, period) {
    for (const statement of emptyParts) {
      await trx.raw(`WITH over AS (SELECT r.id FROM request r WHERE ${isOver}) ${statement}`, { period })
    }
    return run(
      trx,
      `WITH erased AS (UPDATE request r SET content = '{}', account_id = NULL, party_id = NULL, sent_by = NULL,
         idempotency_key = NULL, reason = CASE WHEN r.reason IS NOT NULL THEN '' END, answer = NULL,
         erased_at = clock_timestamp() WHERE ${isOver} RETURNING 1)
       SELECT count(*)::integer AS count FROM erased`,
      period,
    )
  },
}

const isUnanswered = `t.confirmed_at IS NULL AND t.stopped_at IS NULL AND t.created_at < ${ago}`
const isStopped = `t.stopped_at < ${ago}`

/** Kinds that Spazi itself deletes or anonymises; the others are kept, or left to who runs the server. */
export const retentionSteps: Partial<Record<RetentionKind, RetentionStep>> = {
  registrations: deleting({ table: 'account_registration', due: ended }),
  signInLinks: together(
    deleting({ table: 'password_reset', due: ended, key: 'token_hash' }),
    deleting({ table: 'email_change', due: ended, key: 'token_hash' }),
    deleting({ table: 'oidc_attempt', due: ended, key: 'state_hash' }),
  ),
  invitations: deleting({ table: 'party_invitation', due: ended }),
  sessions: deleting({ table: 'session', due: ended }),
  signInFailures: deleting({ table: 'sign_in_failure', due: `t.failed_at < ${ago}` }),
  drafts: deleting({
    table: 'request',
    due: `t.status = 'draft' AND t.updated_at < ${ago}`,
    parts: { request_file: 'request_id', request_lot: 'request_id' },
  }),
  unansweredAlerts: together(
    deleting({ table: 'alert', due: isUnanswered, parts: { alert_match: 'alert_id' } }),
    deleting({ table: 'district_digest', due: isUnanswered, parts: { district_digest_sent: 'digest_id' } }),
  ),
  stoppedAlerts: together(
    deleting({ table: 'alert', due: isStopped, parts: { alert_match: 'alert_id' } }),
    deleting({ table: 'district_digest', due: isStopped, parts: { district_digest_sent: 'digest_id' } }),
  ),
  areas: deleting({
    table: 'area',
    due: `t.used_at < ${ago} AND NOT EXISTS (
      SELECT FROM alert a WHERE a.stopped_at IS NULL AND a.filters ->> 'within' = 'area:' || t.id)`,
  }),
  notifications: deleting({ table: 'notification', due: `t.created_at < ${ago}` }),
  secretLetters: deleting({ table: 'mail_outbox', due: `t.holds_secret AND ${isOrdinary}` }),
  letters: deleting({ table: 'mail_outbox', due: `NOT t.holds_secret AND ${isOrdinary}` }),
  accountEvents,
  unsuccessfulRequests,
  needs: deleting({
    table: 'need',
    due: `t.ends_on < ${ago}`,
    parts: { need_file: 'need_id', need_contact: 'need_id', need_answer: 'need_id' },
  }),
}
