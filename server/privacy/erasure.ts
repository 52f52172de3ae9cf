import { checkOwnPassword, holdProved } from '../accounts/ownPassword.ts'
import type { Person } from '../accounts/queries.ts'
import type { RetentionRule } from '../city/schema.ts'
import { erasePersonal, recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, ForbiddenError } from '../http/problem.ts'
import { isOrdinary, isTheirAlert, readFacts } from './queries.ts'
import { planErasure } from './rules.ts'
import type { ErasurePlan } from './schema.ts'

/** The name an account and a party bear once theirs is forgotten. */
const erasedName = '(dati cancellati)'

/** Drafts of a party with other members go on under one of them; the others go. */
const draftStatements = [
  `UPDATE request r SET account_id = (SELECT o.account_id FROM party_member o
     WHERE o.party_id = r.party_id AND o.ended_at IS NULL AND o.account_id <> :accountId ORDER BY o.id LIMIT 1)
   WHERE r.account_id = :accountId AND r.status = 'draft' AND EXISTS (SELECT FROM party_member o
     WHERE o.party_id = r.party_id AND o.ended_at IS NULL AND o.account_id <> :accountId)`,
  ...['request_file', 'request_lot'].map(
    (part) => `DELETE FROM ${part} x USING request r
      WHERE x.request_id = r.id AND r.account_id = :accountId AND r.status = 'draft'`,
  ),
  `DELETE FROM request r WHERE r.account_id = :accountId AND r.status = 'draft'`,
  `DELETE FROM submission s WHERE s.account_id = :accountId AND s.status = 'draft'`,
]

/**
 * A draft for the list of labs goes with who wrote it alone; needs that nobody else looks after lose their words and are
 * closed, what was told to others' needs stays without them.
 */
const labStatements = [
  `DELETE FROM lab_list_file f USING lab_list_application a WHERE f.application_id = a.id
     AND a.account_id = :accountId AND a.status = 'draft'`,
  `DELETE FROM lab_list_application a WHERE a.account_id = :accountId AND a.status = 'draft'`,
  ...['need_file', 'need_contact'].map(
    (part) => `DELETE FROM ${part} x USING need n WHERE x.need_id = n.id AND n.account_id = :accountId
      AND NOT EXISTS (SELECT FROM party_member o WHERE o.party_id = n.party_id AND o.ended_at IS NULL
        AND o.account_id <> :accountId)`,
  ),
  `UPDATE audit_personal p SET salt = NULL, old_value = NULL, new_value = NULL, erased_at = clock_timestamp()
   FROM audit_event e, need n WHERE p.event_id = e.id AND p.erased_at IS NULL
     AND e.object_kind = 'need' AND e.object_id = n.code AND n.account_id = :accountId
     AND NOT EXISTS (SELECT FROM party_member o WHERE o.party_id = n.party_id AND o.ended_at IS NULL
       AND o.account_id <> :accountId)`,
  `UPDATE need n SET title = '${erasedName}', description = '', firm_name = NULL, firm_shown = false, reply_to = '',
     closed_at = coalesce(n.closed_at, clock_timestamp())
   WHERE n.account_id = :accountId AND NOT EXISTS (SELECT FROM party_member o WHERE o.party_id = n.party_id
     AND o.ended_at IS NULL AND o.account_id <> :accountId)`,
  `UPDATE need_answer w SET note = NULL WHERE w.account_id = :accountId`,
]

/** Questions lose who asked and their own words, answers to all stay; places on visits that are to come are free. */
const callStatements = [
  `UPDATE audit_personal p SET salt = NULL, old_value = NULL, new_value = NULL, erased_at = clock_timestamp()
   FROM audit_event e, call_question q WHERE p.event_id = e.id AND p.erased_at IS NULL
     AND e.object_kind = 'callQuestion' AND e.object_id = q.id::text AND q.account_id = :accountId`,
  `DELETE FROM call_question q WHERE q.account_id = :accountId AND q.answered_at IS NULL`,
  `UPDATE call_question q SET account_id = NULL, text = '' WHERE q.account_id = :accountId`,
  `UPDATE visit_booking b SET account_id = NULL, party_id = NULL, visitor_name = '${erasedName}',
     status = CASE WHEN b.status IN ('booked', 'waiting') THEN 'cancelled' ELSE b.status END
   WHERE b.account_id = :accountId`,
]

const ownStatements = [
  `DELETE FROM alert_match x USING alert l WHERE x.alert_id = l.id AND ${isTheirAlert}`,
  `DELETE FROM alert l WHERE ${isTheirAlert}`,
  `DELETE FROM district_digest_sent x USING district_digest l WHERE x.digest_id = l.id AND ${isTheirAlert}`,
  `DELETE FROM district_digest l WHERE ${isTheirAlert}`,
  `DELETE FROM sign_in_failure f USING account a WHERE a.id = :accountId AND f.email = a.email`,
  `DELETE FROM party_invitation i WHERE i.accepted_by = :accountId
     OR (i.accepted_at IS NULL AND i.email = (SELECT a.email FROM account a WHERE a.id = :accountId))`,
  `DELETE FROM mail_outbox m WHERE m.account_id = :accountId AND ${isOrdinary}`,
  ...[
    'letter_choice',
    'notification',
    'password_reset',
    'email_change',
    'account_identity',
    'upload_day',
    'session',
  ].map((table) => `DELETE FROM ${table} x WHERE x.account_id = :accountId`),
  `UPDATE party_member m SET ended_at = clock_timestamp() WHERE m.account_id = :accountId AND m.ended_at IS NULL`,
  `UPDATE account_role r SET valid_until = clock_timestamp()
   WHERE r.account_id = :accountId AND (r.valid_until IS NULL OR r.valid_until > clock_timestamp())
     AND r.valid_from < clock_timestamp()`,
]

/** Parties of the account that nobody acts for now and that neither a request nor an award names. */
const unneededParties = `SELECT p.id FROM party p
  JOIN party_member m ON m.party_id = p.id AND m.account_id = :accountId
  WHERE NOT EXISTS (SELECT FROM party_member o WHERE o.party_id = p.id AND o.ended_at IS NULL)
    AND NOT EXISTS (SELECT FROM request r WHERE r.party_id = p.id)
    AND NOT EXISTS (SELECT FROM award a WHERE a.party_id = p.id)
    AND NOT EXISTS (SELECT FROM lab_list_application a WHERE a.party_id = p.id)
    AND NOT EXISTS (SELECT FROM lab l WHERE l.party_id = p.id)`

async function forgetParties(trx: Db, accountId: string): Promise<void> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(unneededParties, { accountId })
  for (const { id } of rows) {
    await trx('grouping_member').where({ grouping_id: id }).delete()
    await trx('party')
      .where({ id })
      .update({
        name: erasedName,
        email: '',
        phone: null,
        address: null,
        pec: null,
        fiscal_code: null,
        vat_number: null,
        representative: null,
        ended_at: trx.raw('clock_timestamp()'),
      })
    await erasePersonal(trx, 'party', id)
  }
}

async function forgetAccount(trx: Db, id: string, nameStays: boolean): Promise<void> {
  await trx('account')
    .where({ id })
    .update({
      ...(nameStays ? {} : { name: erasedName }),
      email: null,
      password_hash: null,
      phone: null,
      fiscal_code: null,
      fiscal_code_verified_at: null,
      disabled_at: trx.raw('clock_timestamp()'),
      erased_at: trx.raw('clock_timestamp()'),
    })
  await erasePersonal(trx, 'account', id)
}

function refuseObstacles({ obstacles }: ErasurePlan): void {
  if (obstacles.length === 0) return
  throw new ConflictError(
    'Your data cannot be erased yet.',
    '/problems/cannot-erase',
    obstacles.map((obstacle) => ({ pointer: '', detail: obstacle })),
  )
}

/**
 * Erases what the law lets one erase of whoever is signed in, and ends every session of theirs.
 * @throws {ForbiddenError} without a password, where the sign-in is older than ten minutes
 * @throws {ConflictError} where something stands in the way, naming it
 */
export async function eraseOwnData(
  db: Db,
  rules: readonly RetentionRule[],
  person: Person,
  proof: { deviceHash: Buffer | null; password: string | undefined },
): Promise<void> {
  const { id: accountId } = person.account
  const before = planErasure(await readFacts(db, person), rules)
  refuseObstacles(before)
  if (before.needsFreshSignIn) {
    throw new ForbiddenError(
      'Sign in again first: it was more than ten minutes ago.',
      '/problems/sign-in-again',
    )
  }
  const shown = await checkOwnPassword(db, person, proof.deviceHash, proof.password)
  await db.transaction(async (trx) => {
    await holdProved(trx, person, shown)
    const plan = planErasure(await readFacts(trx, person), rules)
    refuseObstacles(plan)
    for (const statement of [...draftStatements, ...labStatements, ...callStatements, ...ownStatements])
      await trx.raw(statement, { accountId })
    await forgetParties(trx, accountId)
    await forgetAccount(trx, accountId, plan.nameStays)
    await recordEvent(trx, {
      actor: { id: accountId, role: 'owner' },
      action: 'erase',
      objectKind: 'account',
      objectId: accountId,
      changes: {
        erased: { class: 'internal', old: null, new: plan.goes },
        kept: { class: 'internal', old: null, new: plan.stays.map(({ kind, count }) => ({ kind, count })) },
        nameStays: { class: 'internal', old: null, new: plan.nameStays },
      },
    })
  })
}
