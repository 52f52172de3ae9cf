import { actingRole } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { checkVersion } from '../http/version.ts'
import { eventChanges } from '../observations/fieldClasses.ts'
import { tellWriter } from '../observations/telling.ts'
import {
  type Admissible,
  type Into,
  mergingRefusals,
  reasonRefusals,
  restoringRefusals,
  type ShutOutRefusal,
  shuttingRefusals,
} from './admissibility.ts'
import { lockPoints, refuseOwn } from './locking.ts'
import type { Merging, Restoring, ShuttingOut } from './schema.ts'
import { reference } from './sql.ts'
import { followPoints } from './submissionStatus.ts'

interface LockedSubmission extends Admissible, Into {
  number: string
  version: number
}

/** How a submission stands, as far as it goes whether it is examined. */
export async function readAdmissible(db: Db, id: string): Promise<Pick<Admissible, 'merged' | 'points'>> {
  return {
    merged: await db('submission').where({ merged_into: id }).orderBy('number').pluck('number'),
    points: await db({ p: 'point' })
      .join({ s: 'submission' }, 's.id', 'p.submission_id')
      .where({ 'p.submission_id': id })
      .whereNull('p.removed_at')
      .orderBy('p.position')
      .select({
        reference: db.raw(reference),
        stage: 'p.stage',
        inGroup: db.raw('p.group_id IS NOT NULL'),
      }),
  }
}

const pointIds = async (db: Db, id: string): Promise<number[]> =>
  db('point').where({ submission_id: id }).orderBy('id').pluck('id')

/**
 * Submissions held with their points: points first, as who decides on one holds them.
 * @throws {NotFoundError} where one is missing or a draft
 * @throws {ConflictError} where a point was made meanwhile
 */
async function lockSubmissions(trx: Db, ids: readonly string[]): Promise<Map<string, LockedSubmission>> {
  const [first = ''] = ids
  const before = await pointIds(trx, first)
  await trx('plan')
    .whereIn('id', trx('submission').whereIn('id', ids).select('plan_id'))
    .orderBy('id')
    .forShare()
    .select('id')
  await lockPoints(trx, before)
  await trx('submission').whereIn('id', ids).orderBy('id').forNoKeyUpdate().select('id')
  if ((await pointIds(trx, first)).length > before.length)
    throw new ConflictError('A point was made of it meanwhile: load it again.', '/problems/version')
  const rows = await trx({ s: 'submission' })
    .join({ pl: 'plan' }, 'pl.id', 's.plan_id')
    .whereIn('s.id', ids)
    .whereNot({ 's.status': 'draft' })
    .select({
      id: 's.id',
      number: 's.number',
      version: 's.version',
      status: 's.status',
      planId: 's.plan_id',
      planStatus: 'pl.status',
      writer: trx.raw("s.submitter || jsonb_build_object('accountId', s.account_id)"),
    })
  if (rows.length < ids.length) throw new NotFoundError('There is no such submission.')
  const { merged, points } = await readAdmissible(trx, first)
  return new Map(rows.map((row) => [row.id, { ...row, merged, points }]))
}

/** @throws {ConflictError} naming every reason, and the points or submissions it is about */
function refuse(refusals: readonly ShutOutRefusal[]): void {
  if (refusals.length === 0) return
  throw new ConflictError(
    `This cannot be done: ${refusals.map(({ refusal, of }) => (of ? `${refusal} ${of}` : refusal)).join(', ')}.`,
    '/problems/submission-shut-out',
    refusals.map(({ refusal, of }) => ({ pointer: `/${of ?? ''}`, detail: refusal })),
  )
}

/** What is written of a submission when it is shut out or taken back. */
interface Change {
  action: 'declareInadmissible' | 'mergeSubmission' | 'restoreSubmission'
  columns: Record<string, unknown>
  reason: string
  into?: LockedSubmission
}

const letters = {
  declareInadmissible: 'observation.inadmissible',
  mergeSubmission: 'observation.merge',
  restoreSubmission: 'observation.restore',
} as const

async function write(
  trx: Db,
  context: Context,
  person: Person,
  submission: LockedSubmission,
  { action, columns, reason, into }: Change,
): Promise<void> {
  const { id, status, version } = submission
  const [row] = await trx('submission')
    .where({ id })
    .update({ ...columns, updated_at: trx.raw('clock_timestamp()'), version: version + 1 })
    .returning('status')
  await recordEvent(trx, {
    actor: { id: person.account.id, role: actingRole(person, 'leadPlans') },
    action,
    objectKind: 'submission',
    objectId: id,
    changes: eventChanges({
      status: [status, row.status],
      shutOutReason: [null, reason],
      ...(into && { mergedInto: [null, into.number] }),
    }),
  })
  if (action === 'restoreSubmission') await followPoints(trx, [id])
  await tellWriter(trx, context, id, { kind: letters[action], reason, ...(into && { into: into.number }) })
}

const ownerOf = ({ writer }: LockedSubmission) => writer.accountId

/**
 * Declares a submission inadmissible, with why; who wrote it is told.
 * @throws {ConflictError} naming why it cannot be
 * @throws {ForbiddenError} where one wrote it oneself
 */
export async function declareInadmissible(
  context: Context,
  person: Person,
  id: string,
  { version, reason }: ShuttingOut,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const submission = (await lockSubmissions(trx, [id])).get(id) as LockedSubmission
    checkVersion(submission, version)
    refuseOwn(person, [ownerOf(submission)])
    refuse([...shuttingRefusals(submission), ...reasonRefusals(reason)])
    const why = reason.trim()
    const columns = { status: 'inadmissible', inadmissible_reason: why }
    await write(trx, context, person, submission, { action: 'declareInadmissible', columns, reason: why })
  })
}

/** @throws {UnprocessableError} where nothing that was received has this number */
async function findNumber(trx: Db, number: string): Promise<string> {
  const row = await trx('submission')
    .whereRaw('upper(number) = upper(?)', [number.trim()])
    .whereNot({ status: 'draft' })
    .first('id')
  if (!row) throw new UnprocessableError('No submission has this number.', '/problems/no-such-submission')
  return row.id
}

/**
 * Puts a duplicate into another submission of the same plan and of the same who wrote, or of nobody who is named.
 * @throws as `declareInadmissible` does
 */
export async function mergeSubmission(
  context: Context,
  person: Person,
  id: string,
  { version, into: number, reason }: Merging,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const intoId = await findNumber(trx, number)
    const held = await lockSubmissions(trx, [...new Set([id, intoId])])
    const [submission, into] = [held.get(id), held.get(intoId)] as [LockedSubmission, LockedSubmission]
    checkVersion(submission, version)
    refuseOwn(person, [ownerOf(submission), ownerOf(into)])
    refuse([...shuttingRefusals(submission), ...mergingRefusals(submission, into), ...reasonRefusals(reason)])
    const why = reason.trim()
    const columns = { status: 'merged', merged_into: intoId, merged_reason: why }
    await write(trx, context, person, submission, { action: 'mergeSubmission', columns, reason: why, into })
  })
}

/**
 * Takes a submission that was shut out back into the examination: it stands where its points are.
 * @throws as `declareInadmissible` does
 */
export async function restoreSubmission(
  context: Context,
  person: Person,
  id: string,
  { version, reason }: Restoring,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const submission = (await lockSubmissions(trx, [id])).get(id) as LockedSubmission
    checkVersion(submission, version)
    refuseOwn(person, [ownerOf(submission)])
    refuse(restoringRefusals(submission))
    const columns = {
      status: trx.raw("CASE WHEN protocol_number IS NULL THEN 'submitted' ELSE 'registered' END"),
      inadmissible_reason: null,
      merged_into: null,
      merged_reason: null,
    }
    const why = reason.trim()
    await write(trx, context, person, submission, { action: 'restoreSubmission', columns, reason: why })
  })
}
