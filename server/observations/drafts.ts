import type { Person } from '../accounts/queries.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { checkVersion } from '../http/version.ts'
import { lockOwn, refuseSent } from './locking.ts'
import type { SubmissionContent, SubmissionSave, SubmissionSaved } from './schema.ts'

/** What somebody begins with: in their own name, to the window that is open. */
const begun = (person: Person, kind: SubmissionContent['kind']): SubmissionContent => ({
  kind,
  submitterKind: 'citizen',
  submitter: { name: person.account.name, email: person.account.email },
  targets: [],
})

const stateOrder = `CASE WHEN w.closes_at >= clock_timestamp() AND w.opens_at <= clock_timestamp() THEN 0 ELSE 1 END,
  array_position(ARRAY['observation', 'proposal', 'opinion'], w.kind)`

/**
 * Starts a draft, or finds the one begun before for the same plan.
 * @throws {NotFoundError} where there is no such plan, or it is not public
 */
export async function startSubmission(
  db: Db,
  person: Person,
  code: string,
): Promise<{ id: string; created: boolean }> {
  const accountId = person.account.id
  return db.transaction(async (trx) => {
    await trx('account').where({ id: accountId }).forNoKeyUpdate().first('id')
    const plan = await trx('plan')
      .where({ code })
      .where('public_from', '<=', trx.raw('clock_timestamp()'))
      .first('id')
    if (!plan) throw new NotFoundError('There is no such plan.')
    const left = await trx('submission')
      .where({ plan_id: plan.id, account_id: accountId, status: 'draft' })
      .orderBy('updated_at', 'desc')
      .first('id')
    if (left) return { id: left.id, created: false }
    const window = await trx({ w: 'plan_window' })
      .where({ 'w.plan_id': plan.id })
      .whereRaw('w.opens_at <= clock_timestamp()')
      .orderByRaw(stateOrder)
      .first('w.kind')
    const kind = window?.kind === 'opinion' ? 'observation' : (window?.kind ?? 'observation')
    const [row] = await trx('submission')
      .insert({
        plan_id: plan.id,
        kind,
        account_id: accountId,
        draft: JSON.stringify(begun(person, kind)),
      })
      .returning('id')
    return { id: row.id, created: true }
  })
}

/**
 * Replaces the content of a draft.
 * @throws {ConflictError} where it was saved elsewhere since `version`, or has been sent
 */
export async function saveSubmission(
  db: Db,
  accountId: string,
  id: string,
  { version, content }: SubmissionSave,
): Promise<SubmissionSaved> {
  return db.transaction(async (trx) => {
    const draft = await lockOwn(trx, accountId, id)
    refuseSent(draft)
    checkVersion(draft, version)
    const [row] = await trx('submission')
      .where({ id })
      .update({
        draft: JSON.stringify(content),
        kind: content.kind,
        submitter_kind: content.submitterKind,
        version: draft.version + 1,
        updated_at: trx.raw('clock_timestamp()'),
      })
      .returning(['version', 'updated_at'])
    return { id, version: row.version, updatedAt: row.updated_at.toISOString() }
  })
}

/**
 * Throws a draft away; of what was sent nothing is.
 * @throws {ConflictError} where it has been sent
 */
export async function discardSubmission(db: Db, accountId: string, id: string): Promise<void> {
  await db.transaction(async (trx) => {
    refuseSent(await lockOwn(trx, accountId, id))
    await trx('submission').where({ id }).delete()
  })
}
