import type { Person } from '../accounts/queries.ts'
import type { Language } from '../accounts/schema.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, UnprocessableError } from '../http/problem.ts'
import { checkVersion } from '../http/version.ts'
import { officeOfPlan } from '../plans/office.ts'
import { eventChanges } from './fieldClasses.ts'
import { type Addressee, tellSubmitter } from './letters.ts'
import { holdPlan, type LockedSubmission, lockOwn } from './locking.ts'
import { readProtocol } from './reading.ts'
import { receive } from './receiving.ts'
import { type SubmissionReceipt, type SubmissionSending, withdrawable } from './schema.ts'
import { tellWriter } from './telling.ts'

/** An Idempotency-Key belongs to one draft. */
async function refuseReusedKey(trx: Db, draft: LockedSubmission, key: string | undefined): Promise<void> {
  if (!key) return
  const other = await trx('submission')
    .where({ idempotency_key: key, account_id: draft.accountId })
    .whereNot({ id: draft.id })
    .first('id')
  if (!other) return
  throw new UnprocessableError(
    'This Idempotency-Key was used for another observation.',
    '/problems/reused-key',
  )
}

const addresseeOf = ({ account: { id, email, language } }: Person): Addressee | null =>
  email === null ? null : { email, accountId: id, language }

/** What was answered the first time, but for the code, which is in the letter. */
async function sameReceipt(trx: Db, sent: LockedSubmission, demo: boolean): Promise<SubmissionReceipt> {
  return {
    id: sent.id,
    number: sent.number ?? '',
    receivedAt: sent.receivedAt?.toISOString() ?? '',
    isLate: sent.isLate,
    contentHash: sent.contentHash ?? '',
    protocol: await readProtocol(trx, sent.id),
    accessCode: null,
    demo,
  }
}

/**
 * Sends a draft. Reception follows the clock of the database; sending the same draft again gives the receipt of
 * the first time.
 * @throws {ConflictError} where it was saved elsewhere since `version`, or nothing of its kind is taken now
 */
export async function sendSubmission(
  context: Context,
  person: Person,
  { draftId, version }: SubmissionSending,
  key: string | undefined,
): Promise<SubmissionReceipt> {
  const accountId = person.account.id
  return context.db.transaction(async (trx) => {
    const draft = await lockOwn(trx, accountId, draftId)
    await refuseReusedKey(trx, draft, key)
    if (draft.status !== 'draft') return sameReceipt(trx, draft, context.config.demo)
    checkVersion(draft, version)
    const plan = await holdPlan(trx, draft.planId)
    const now = await databaseNow(trx)
    return receive(trx, context, {
      id: draft.id,
      plan,
      channel: 'online',
      content: draft.content,
      receivedAt: now,
      now,
      actor: { id: accountId, role: 'applicant' },
      addressee: addresseeOf(person),
      more: { idempotency_key: key ?? null },
    })
  })
}

const withdrawnReason = {
  it: 'L’osservazione {number}, a cui era unita, è stata ritirata da chi l’ha scritta.',
  en: 'Observation {number}, into which it was put, was withdrawn by who wrote it.',
} as const satisfies Record<Language, string>

/** SQL: where a submission stands that nothing was decided on. */
const standing = `CASE
  WHEN EXISTS (SELECT FROM point p WHERE p.submission_id = submission.id AND p.removed_at IS NULL) THEN 'split'
  WHEN protocol_number IS NULL THEN 'submitted' ELSE 'registered' END`

/** What was put into a submission that is withdrawn is examined by itself again; who wrote it is told. */
async function releaseMerged(
  trx: Db,
  context: Context,
  { account: { id: accountId, language } }: Person,
  { id, number }: LockedSubmission,
): Promise<void> {
  const merged = await trx('submission').where({ merged_into: id }).orderBy('id').forUpdate().select('id')
  const reason = withdrawnReason[language].replace('{number}', number ?? '')
  for (const one of merged) {
    const [{ status }] = await trx('submission')
      .where({ id: one.id })
      .update({
        status: trx.raw(standing),
        merged_into: null,
        merged_reason: null,
        updated_at: trx.raw('clock_timestamp()'),
        version: trx.raw('version + 1'),
      })
      .returning('status')
    await recordEvent(trx, {
      actor: { id: accountId, role: 'applicant' },
      action: 'restoreSubmission',
      objectKind: 'submission',
      objectId: one.id,
      changes: eventChanges({
        status: ['merged', status],
        mergedInto: [number, null],
        shutOutReason: [null, reason],
      }),
    })
    await tellWriter(trx, context, one.id, { kind: 'observation.restore', reason })
  }
}

/**
 * Withdraws what was sent; it stays on record, and what was put into it is examined again.
 * @throws {ConflictError} where it was changed since `version`, or has been decided
 */
export async function withdrawSubmission(
  context: Context,
  person: Person,
  id: string,
  version: number,
): Promise<void> {
  const accountId = person.account.id
  await context.db.transaction(async (trx) => {
    const sent = await lockOwn(trx, accountId, id)
    checkVersion(sent, version)
    if (!withdrawable.includes(sent.status))
      throw new ConflictError('It cannot be withdrawn as it stands.', '/problems/not-in-this-state')
    await releaseMerged(trx, context, person, sent)
    const now = await databaseNow(trx)
    const columns = { status: 'withdrawn', withdrawn_at: now, updated_at: now, version: sent.version + 1 }
    await trx('submission').where({ id }).update(columns)
    await recordEvent(trx, {
      actor: { id: accountId, role: 'applicant' },
      action: 'withdraw',
      objectKind: 'submission',
      objectId: id,
      changes: eventChanges({ status: [sent.status, 'withdrawn'] }),
    })
    const addressee = addresseeOf(person)
    if (!addressee) return
    const plan = await trx({ p: 'plan' })
      .where({ 'p.id': sent.planId })
      .first({ title: 'p.title', office: trx.raw(officeOfPlan) })
    await tellSubmitter(trx, context, addressee, {
      kind: 'observation.withdraw',
      id,
      number: sent.number ?? '',
      plan: plan.title,
      office: plan.office,
      receivedAt: now,
      isLate: sent.isLate,
      contentHash: sent.contentHash ?? '',
      protocol: null,
    })
  })
}
