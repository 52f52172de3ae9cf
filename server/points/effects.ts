import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { asGeoJson, mendedGeomFromGeoJson } from '../db/spatial.ts'
import { NotFoundError, UnprocessableError } from '../http/problem.ts'
import { isExamined } from './deciding.ts'
import { checkedShape } from './examining.ts'
import { checkOfPlan, lockPoints, refuse } from './locking.ts'
import { record } from './recording.ts'
import type { NewPlanChange, PlanChange, PlanChanges, Replies } from './schema.ts'
import { provisionOf, reference } from './sql.ts'

/** SQL: the article and paragraph that a change `c` touches, in words. */
const changedProvision = `(SELECT ${provisionOf('x')} FROM (SELECT NULL::integer AS document_id, c.article_id, c.paragraph,
  NULL::text AS letter, NULL::integer AS sheet_id) x)`

const areaM2 = (db: Db, column: string) => db.raw('round(ST_Area(??::geography))::float8', [column])

/** The changes to a plan that its points have brought about, with those points. */
export async function listChanges(db: Db, plan: string): Promise<PlanChanges> {
  const items: PlanChange[] = await db({ c: 'plan_change' })
    .where('c.plan_id', db('plan').where({ code: plan }).select('id'))
    .whereNull('c.dropped_at')
    .orderBy('c.id')
    .select({
      id: 'c.id',
      kind: 'c.kind',
      title: 'c.title',
      provision: db.raw(changedProvision),
      beforeText: 'c.before_text',
      afterText: 'c.after_text',
      before: asGeoJson(db, 'c.before_geom'),
      after: asGeoJson(db, 'c.after_geom'),
      beforeM2: areaM2(db, 'c.before_geom'),
      afterM2: areaM2(db, 'c.after_geom'),
      points: db.raw(`coalesce((SELECT json_agg(json_build_object('id', p.id, 'reference', ${reference})
        ORDER BY s.received_at, p.id)
        FROM plan_change_point cp JOIN point p ON p.id = cp.point_id JOIN submission s ON s.id = p.submission_id
        WHERE cp.change_id = c.id), '[]')`),
    })
  return { total: items.length, items }
}

const columnsOf = (trx: Db, change: NewPlanChange): Record<string, unknown> =>
  change.kind === 'article'
    ? {
        article_id: change.articleId,
        paragraph: change.paragraph ?? null,
        before_text: change.beforeText,
        after_text: change.afterText,
      }
    : {
        before_geom: change.before ? mendedGeomFromGeoJson(trx, checkedShape(change.before)) : null,
        after_geom: mendedGeomFromGeoJson(trx, checkedShape(change.after)),
      }

/**
 * Records what accepted points change in the plan: the words of an article, or an area.
 * @throws {UnprocessableError} where a point is not granted, or something is not of the plan
 */
export async function addChange({ db }: Context, person: Person, change: NewPlanChange): Promise<void> {
  await db.transaction(async (trx) => {
    const plan = await trx('plan').where({ code: change.plan }).first('id', 'status')
    if (!plan) throw new NotFoundError('There is no such plan.')
    if (!isExamined(plan.status)) refuse('change', ['planClosed'])
    const points = await lockPoints(trx, change.points)
    if (points.length < change.points.length || points.some(({ planId }) => planId !== plan.id))
      throw new UnprocessableError('A point is not of the plan.', '/problems/not-of-plan')
    if (points.some(({ outcome }) => outcome !== 'accepted' && outcome !== 'partlyAccepted'))
      throw new UnprocessableError('A point that is not granted changes nothing.', '/problems/not-granted')
    if (change.kind === 'article') await checkOfPlan(trx, plan.id, { article: [change.articleId] })
    const [row] = await trx('plan_change')
      .insert({
        plan_id: plan.id,
        kind: change.kind,
        title: change.title.trim(),
        made_by: person.account.id,
        ...columnsOf(trx, change),
      })
      .returning('id')
    await trx('plan_change_point').insert(change.points.map((point_id) => ({ change_id: row.id, point_id })))
    await record(trx, person, ['planChange', row.id], 'addPlanChange', {
      title: [null, change.title.trim()],
      points: [null, change.points],
      ...(change.kind === 'article' && { articleText: [change.beforeText, change.afterText] }),
    })
  })
}

/** The plan of a change that stands, kept from being approved meanwhile. */
async function holdPlanOf(trx: Db, changeId: number): Promise<{ code: string; status: string }> {
  const plan = await trx('plan')
    .where('id', trx('plan_change').where({ id: changeId }).whereNull('dropped_at').select('plan_id'))
    .forShare()
    .first('code', 'status')
  if (!plan) throw new NotFoundError('There is no such change.')
  return plan
}

/**
 * Drops a change; it stays in the log.
 * @throws {NotFoundError} where there is none, or it was dropped
 * @throws {ConflictError} where its plan is not examined any more
 */
export async function dropChange({ db }: Context, person: Person, id: number): Promise<string> {
  return db.transaction(async (trx) => {
    const plan = await holdPlanOf(trx, id)
    if (!isExamined(plan.status)) refuse('change', ['planClosed'])
    const [row] = await trx('plan_change')
      .where({ id })
      .whereNull('dropped_at')
      .update({ dropped_at: trx.raw('clock_timestamp()') })
      .returning('title')
    if (!row) throw new NotFoundError('There is no such change.')
    await record(trx, person, ['planChange', id], 'dropPlanChange', { title: [row.title, null] })
    return plan.code
  })
}

/** The standard replies of a plan, with where each stands in a decision. */
export async function listReplies(db: Db, plan: string): Promise<Replies> {
  const used = `FROM decision d
    JOIN point p ON p.id = coalesce(d.point_id, (SELECT min(m.id) FROM point m WHERE m.group_id = d.group_id))
    JOIN submission s ON s.id = p.submission_id
    WHERE d.template_id = r.id AND d.replaced_at IS NULL`
  const items = await db({ r: 'reply_template' })
    .where('r.plan_id', db('plan').where({ code: plan }).select('id'))
    .whereNull('r.retired_at')
    .orderBy(['r.code', 'r.id'])
    .select({
      id: 'r.id',
      code: 'r.code',
      title: 'r.title',
      text: 'r.text',
      checked: db.raw('r.checked_at IS NOT NULL'),
      uses: db.raw(`(SELECT count(*)::integer ${used})`),
      points:
        db.raw(`coalesce((SELECT json_agg(json_build_object('id', x.id, 'reference', x.reference) ORDER BY x.id)
        FROM (SELECT DISTINCT p.id, ${reference} AS reference ${used} ORDER BY p.id LIMIT 50) x), '[]')`),
    })
  return { total: items.length, items }
}
