import { actingRole } from '../accounts/guard.ts'
import type { Permission } from '../accounts/permissions.ts'
import type { Person } from '../accounts/queries.ts'
import type { Criteria } from '../calls/criteria.ts'
import { refuseOwnCall as refuseAsking } from '../calls/leading.ts'
import type { CallStatus } from '../calls/schema.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError } from '../http/problem.ts'
import { type EvaluationChanged, evaluationChanges } from './fieldClasses.ts'
import { type EvaluationFacts, refusalsOf } from './stages.ts'
import type { Move } from './words.ts'

/** A call that is judged by a commission, with the version of its criteria that is in force. */
export interface JudgedCall {
  id: number
  code: string
  title: string
  titleEn: string | null
  status: CallStatus
  closesAt: Date | null
  unsealedAt: Date | null
  reviewDays: number
  caseOfficer: string | null
  versionId: number
  version: number
  criteriaHash: string
  criteria: Criteria
}

const columns = {
  id: 'c.id',
  code: 'c.code',
  title: 'c.title',
  titleEn: 'c.title_en',
  status: 'c.status',
  closesAt: 'c.closes_at',
  unsealedAt: 'c.unsealed_at',
  reviewDays: 'c.review_days',
  caseOfficer: 'c.case_officer',
  versionId: 'v.id',
  version: 'v.number',
  criteriaHash: 'v.criteria_hash',
}

/** Calls that were published, are not standing ones and say how they are scored. */
const judged = (db: Db) =>
  db({ c: 'call' })
    .join({ v: 'call_version' }, (join) =>
      join.on('v.call_id', 'c.id').andOn('v.number', 'c.current_version'),
    )
    .where({ 'c.standing': false })
    .whereNot({ 'c.status': 'draft' })
    .whereRaw("jsonb_typeof(v.content -> 'criteria') = 'object'")

const all = (db: Db) => ({ ...columns, criteria: db.raw("v.content -> 'criteria'") })
const missing = () => new NotFoundError('There is no such call that a commission judges.')

/** @throws {NotFoundError} where there is no such call, or no commission judges it */
export async function readCall(db: Db, code: string): Promise<JudgedCall> {
  const call = await judged(db).where({ 'c.code': code }).first(all(db))
  if (!call) throw missing()
  return call
}

/**
 * The same, held until the transaction ends: everything that moves an evaluation on waits for it.
 * @throws {NotFoundError} where there is no such call, or no commission judges it
 */
export async function lockCall(trx: Db, code: string): Promise<JudgedCall> {
  await trx('call').where({ code }).forUpdate().first('id')
  return readCall(trx, code)
}

/** The calls of an evaluation list: those that have closed and those that are still being judged. */
export const listJudged = (db: Db): Promise<JudgedCall[]> =>
  judged(db)
    .whereIn('c.status', ['open', 'closed', 'evaluating', 'provisionalRanking', 'finalRanking'])
    .where('c.closes_at', '<', db.raw('clock_timestamp()'))
    .orderBy(['c.closes_at', 'c.id'])
    .select(all(db))

/** @throws {ConflictError} naming everything that stands in the way of a move, as entries */
export function refuseMove(facts: EvaluationFacts, move: Move): void {
  const found = refusalsOf(facts, move)
  if (found.length === 0) return
  throw new ConflictError(
    `This cannot be done now: ${found.join(', ')}.`,
    '/problems/evaluation-step',
    found.map((refusal) => ({ pointer: '', detail: refusal })),
  )
}

/**
 * Nobody moves on the evaluation of what they have a part in (L. 241/1990 art. 6-bis).
 * @throws {ForbiddenError} where it is so for a request of the call
 */
export const refuseOwnCall = (trx: Db, person: Person, { id }: JudgedCall): Promise<void> =>
  refuseAsking(trx, person, id)

/** Who does something to an evaluation, and under which permission. */
export interface By {
  person: Person
  permission: Permission
}

/** Writes what was done to an evaluation, in the transaction of the change. */
export const record = (
  trx: Db,
  { person, permission }: By,
  action: string,
  call: Pick<JudgedCall, 'code'>,
  changed: EvaluationChanged,
): Promise<void> =>
  recordEvent(trx, {
    actor: { id: person.account.id, role: actingRole(person, permission) },
    action,
    objectKind: 'evaluation',
    objectId: call.code,
    changes: evaluationChanges(changed),
  })
