import { isHeld } from '../accounts/accountList.ts'
import { isPermitted } from '../accounts/guard.ts'
import { permissions } from '../accounts/permissions.ts'
import type { Person } from '../accounts/queries.ts'
import type { Db } from '../db/index.ts'
import { ForbiddenError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { refuseFor } from '../http/refusals.ts'
import { isExaminable } from '../observations/sql.ts'
import type { SubmissionKind } from '../plans/schema.ts'
import type { Standing } from './changing.ts'
import { reference } from './sql.ts'
import type { Outcome, Stage, TargetKind } from './words.ts'

/** A point held until the transaction ends, with what decides what may be done to it. */
export interface LockedPoint extends Standing {
  id: number
  reference: string
  submissionId: string
  submissionKind: SubmissionKind
  submitterId: string | null
  planId: number
  version: number
  synthesis: string | null
  target: TargetKind
  documentId: number | null
  articleId: number | null
  paragraph: string | null
  letter: string | null
  sheetId: number | null
  concernsVas: boolean
  prescription: boolean
  assignedTo: string | null
  dueOn: string | null
  placeId: number
  groupId: number | null
  stage: Stage | null
  outcome: Outcome | null
}

const columns = (db: Db) => ({
  id: 'p.id',
  reference: db.raw(reference),
  submissionId: 'p.submission_id',
  submissionKind: 's.kind',
  submitterId: 's.account_id',
  planId: 'p.plan_id',
  planStatus: 'pl.status',
  version: 'p.version',
  synthesis: 'p.synthesis',
  target: 'p.target',
  documentId: 'p.document_id',
  articleId: 'p.article_id',
  paragraph: 'p.paragraph',
  letter: 'p.letter',
  sheetId: 'p.sheet_id',
  concernsVas: 'p.concerns_vas',
  prescription: 'p.prescription',
  assignedTo: 'p.assignee_id',
  dueOn: db.raw("to_char(p.due_on, 'YYYY-MM-DD')"),
  placeId: 'p.workflow_place_id',
  locked: 'w.locks',
  groupId: 'p.group_id',
  inGroup: db.raw('p.group_id IS NOT NULL'),
  removed: db.raw('p.removed_at IS NOT NULL'),
  shutOut: db.raw(`NOT (${isExaminable})`),
  stage: 'p.stage',
  outcome: 'p.outcome',
})

/**
 * The points of these ids, held in the order of their ids, with their plan, which is not approved meanwhile:
 * whoever would approve it waits, and then finds what this transaction left open.
 */
export async function lockPoints(trx: Db, ids: readonly number[]): Promise<LockedPoint[]> {
  await trx('plan')
    .whereIn('id', trx('point').whereIn('id', ids).select('plan_id'))
    .orderBy('id')
    .forShare()
    .select('id')
  await trx('point').whereIn('id', ids).orderBy('id').forNoKeyUpdate().select('id')
  return trx({ p: 'point' })
    .join({ s: 'submission' }, 's.id', 'p.submission_id')
    .join({ pl: 'plan' }, 'pl.id', 'p.plan_id')
    .join({ w: 'workflow_place' }, 'w.id', 'p.workflow_place_id')
    .whereIn('p.id', ids)
    .orderBy('p.id')
    .select(columns(trx))
}

/** @throws {NotFoundError} where there is no such point */
export async function lockPoint(trx: Db, id: number): Promise<LockedPoint> {
  const [point] = await lockPoints(trx, [id])
  if (!point) throw new NotFoundError('There is no such point.')
  return point
}

/** @throws {ConflictError} naming every reason there is */
export const refuse = (kind: 'change' | 'decision' | 'group', refusals: readonly string[]): void =>
  refuseFor(refusals, `/problems/point-${kind}`)

/** @throws {ForbiddenError} where the officer wrote it: nobody decides on their own (L. 241/1990 art. 6-bis) */
export function refuseOwn(person: Person, submitters: readonly (string | null)[]): void {
  if (!submitters.includes(person.account.id)) return
  throw new ForbiddenError(
    'You wrote what this point is of: somebody else decides on it (L. 241/1990 art. 6-bis).',
    '/problems/own-observation',
  )
}

/** @throws {ForbiddenError} for who does not lead plans */
export function refuseNotLeading(person: Person): void {
  if (isPermitted(person, 'leadPlans')) return
  throw new ForbiddenError('The head of planning does this.', '/problems/not-leading')
}

/** @throws {UnprocessableError} naming what is not of the plan */
export async function checkOfPlan(
  trx: Db,
  planId: number,
  given: Partial<Record<'theme' | 'place' | 'document' | 'article' | 'sheet', readonly number[]>>,
): Promise<void> {
  for (const [name, ids] of Object.entries(given) as [keyof typeof sources, readonly number[]][]) {
    if (ids.length === 0) continue
    const { rows } = await trx.raw<{ rows: { id: number }[] }>(sources[name], { planId, ids: [...ids] })
    if (rows.length < new Set(ids).size)
      throw new UnprocessableError(`This ${name} is not of the plan.`, '/problems/not-of-plan')
  }
}

const sources = {
  theme: 'SELECT id FROM plan_theme WHERE plan_id = :planId AND id = ANY(:ids)',
  place: 'SELECT id FROM workflow_place WHERE plan_id = :planId AND id = ANY(:ids)',
  document: 'SELECT id FROM plan_document WHERE plan_id = :planId AND id = ANY(:ids)',
  article: `SELECT a.id FROM plan_article a JOIN plan_document d ON d.id = a.document_id
    WHERE d.plan_id = :planId AND a.id = ANY(:ids)`,
  sheet: `SELECT a.id FROM plan_sheet a JOIN plan_document d ON d.id = a.document_id
    WHERE d.plan_id = :planId AND a.id = ANY(:ids)`,
} as const

/** @throws {UnprocessableError} where an account does not examine observations, or not any more */
export async function checkExaminer(trx: Db, accountId: string): Promise<void> {
  const held = await trx({ r: 'account_role' })
    .where({ 'r.account_id': accountId })
    .whereIn('r.role', permissions.examineObservations)
    .whereRaw(isHeld)
    .first('r.id')
  if (!held)
    throw new UnprocessableError('This account does not examine observations.', '/problems/not-examiner')
}
