import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError } from '../http/problem.ts'
import type { LetterOffice } from '../mail/body.ts'
import { officeOfPlan } from '../plans/office.ts'
import type { PlanStatus, SubmissionKind } from '../plans/schema.ts'
import type { Channel, SubmissionContent, SubmissionStatus } from './schema.ts'

/** A submission row held until the transaction ends. */
export interface LockedSubmission {
  id: string
  planId: number
  number: string | null
  kind: SubmissionKind
  channel: Channel
  status: SubmissionStatus
  accountId: string | null
  content: SubmissionContent
  contentHash: string | null
  receivedAt: Date | null
  isLate: boolean
  idempotencyKey: string | null
  version: number
}

const columns = {
  id: 's.id',
  planId: 's.plan_id',
  number: 's.number',
  kind: 's.kind',
  channel: 's.channel',
  status: 's.status',
  accountId: 's.account_id',
  content: 's.draft',
  contentHash: 's.content_hash',
  receivedAt: 's.received_at',
  isLate: 's.is_late',
  idempotencyKey: 's.idempotency_key',
  version: 's.version',
}

export const noSubmission = () => new NotFoundError('There is no such observation.')

/**
 * One's own submission, locked.
 * @throws {NotFoundError} where it is another's or does not exist
 */
export async function lockOwn(trx: Db, accountId: string, id: string): Promise<LockedSubmission> {
  const row = await trx({ s: 'submission' })
    .where({ 's.id': id, 's.account_id': accountId })
    .forUpdate()
    .first(columns)
  if (!row) throw noSubmission()
  return row
}

/** @throws {ConflictError} where it was sent */
export function refuseSent({ status }: LockedSubmission): void {
  if (status !== 'draft') throw new ConflictError('This has been sent.', '/problems/sent')
}

/** A plan that is written to, held as it is until the transaction ends. */
export interface WrittenPlan {
  id: number
  code: string
  title: string
  status: PlanStatus
  registry: string
  office: LetterOffice
}

/** Keeps a plan from moving on while something is received for it. */
export async function holdPlan(trx: Db, planId: number): Promise<WrittenPlan> {
  return trx({ p: 'plan' })
    .where({ 'p.id': planId })
    .forShare()
    .first({
      id: 'p.id',
      code: 'p.code',
      title: 'p.title',
      status: 'p.status',
      registry: 'p.registry',
      office: trx.raw(officeOfPlan),
    })
}
