import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { checkVersion } from '../http/version.ts'
import { removalRefusals } from './changing.ts'
import { isExamined } from './deciding.ts'
import { checkOfPlan, lockPoint, refuse } from './locking.ts'
import { record } from './recording.ts'
import type { NewPoint, WithReason } from './schema.ts'
import { type Span, trimSpan, wordsOf } from './spans.ts'
import { followPoints } from './submissionStatus.ts'

interface LockedSubmission {
  id: string
  planId: number
  planStatus: string
  status: string
  text: string
}

const splittable = ['submitted', 'registered', 'admissible', 'split', 'underReview', 'proposed', 'decided']

/** A submission held to be split. @throws where there is none, it does not count, or its plan is closed */
async function lockSubmission(trx: Db, id: string): Promise<LockedSubmission> {
  const found = await trx('submission').where({ id }).whereNot({ status: 'draft' }).first('plan_id')
  if (!found) throw new NotFoundError('There is no such submission.')
  await trx('plan').where({ id: found.plan_id }).forShare().first('id')
  await trx('submission').where({ id }).forNoKeyUpdate().first('id')
  const submission: LockedSubmission = await trx({ s: 'submission' })
    .join({ pl: 'plan' }, 'pl.id', 's.plan_id')
    .where({ 's.id': id })
    .first({ id: 's.id', planId: 's.plan_id', planStatus: 'pl.status', status: 's.status', text: 's.text' })
  if (!isExamined(submission.planStatus)) refuse('change', ['planClosed'])
  if (!splittable.includes(submission.status))
    throw new ConflictError(`A submission that is ${submission.status} is not split.`, '/problems/not-split')
  return submission
}

/** Where a point begins its way: the first place of the workflow of its plan. */
async function firstPlace(trx: Db, planId: number): Promise<number> {
  const place = await trx('workflow_place').where({ plan_id: planId }).orderBy(['position', 'id']).first('id')
  if (!place) throw new ConflictError('The plan has no places of the workflow yet.', '/problems/no-workflow')
  return place.id
}

/** What the author said the words concern: the target that shares most of them; nothing where none does. */
const authorsTarget = `
  SELECT t.kind AS target, t.document_id, t.article_id, t.paragraph, t.letter, t.sheet_id, t.parcels::text AS parcels,
    t.geom, t.prescription
  FROM submission_target t
  WHERE t.submission_id = :id AND t.span_start < :end AND t.span_end > :start
  ORDER BY least(t.span_end, :end) - greatest(t.span_start, :start) DESC, t.position LIMIT 1`

async function insertPoint(
  trx: Db,
  person: Person,
  submission: LockedSubmission,
  span: Span,
  synthesis: string | undefined,
): Promise<number> {
  const { rows: targets } = await trx.raw(authorsTarget, { id: submission.id, ...span })
  const { rows } = await trx.raw<{ rows: { next: number }[] }>(
    'SELECT coalesce(max(position), 0) + 1 AS next FROM point WHERE submission_id = ?',
    [submission.id],
  )
  const [row] = await trx('point')
    .insert({
      ...targets[0],
      submission_id: submission.id,
      plan_id: submission.planId,
      position: rows[0]?.next,
      text: wordsOf(submission.text, span),
      span_start: span.start,
      span_end: span.end,
      synthesis: synthesis?.trim() ?? null,
      workflow_place_id: await firstPlace(trx, submission.planId),
      made_by: person.account.id,
    })
    .returning('id')
  return row.id
}

/**
 * Makes a point of the words marked in a submission; it begins with the target its author gave them.
 * @throws {UnprocessableError} where the span is empty or lies outside the text, or a theme is not of the plan
 * @throws {ConflictError} where the submission does not count, or the plan is closed
 */
export async function addPoint(
  { db }: Context,
  person: Person,
  submissionId: string,
  { start, end, synthesis, themes = [] }: NewPoint,
): Promise<number> {
  return db.transaction(async (trx) => {
    const submission = await lockSubmission(trx, submissionId)
    const span = trimSpan(submission.text, { start, end })
    if (!span) throw new UnprocessableError('No words are marked.', '/problems/no-words')
    await checkOfPlan(trx, submission.planId, { theme: themes })
    const id = await insertPoint(trx, person, submission, span, synthesis)
    await writeThemes(trx, id, themes)
    await record(trx, person, ['point', id], 'addPoint', {
      submission: [null, submissionId],
      start: [null, span.start],
      end: [null, span.end],
      ...(synthesis && { synthesis: [null, synthesis.trim()] }),
      ...(themes.length > 0 && { themes: [[], themes] }),
    })
    await followPoints(trx, [submissionId])
    return id
  })
}

/** Puts exactly these themes on a point. */
export async function writeThemes(trx: Db, pointId: number, themes: readonly number[]): Promise<void> {
  await trx('point_theme').where({ point_id: pointId }).whereNotIn('theme_id', themes).delete()
  if (themes.length === 0) return
  await trx('point_theme')
    .insert(themes.map((theme_id) => ({ point_id: pointId, theme_id })))
    .onConflict()
    .ignore()
}

/**
 * Takes a point that nothing was decided on away; it stays in the log and keeps its number.
 * @throws {ConflictError} naming why it cannot go
 */
export async function removePoint(
  { db }: Context,
  person: Person,
  id: number,
  { version, reason }: WithReason,
): Promise<string> {
  return db.transaction(async (trx) => {
    const point = await lockPoint(trx, id)
    checkVersion(point, version)
    refuse('change', removalRefusals(point))
    await trx('point')
      .where({ id })
      .update({
        removed_at: trx.raw('clock_timestamp()'),
        removed_reason: reason.trim(),
        version: version + 1,
      })
    await record(trx, person, ['point', id], 'removePoint', { reason: [null, reason.trim()] })
    await followPoints(trx, [point.submissionId])
    return point.submissionId
  })
}
