import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { isCounted, points, provisionOf } from '../points/sql.ts'
import type { CouncilPlan, CouncilPlans } from './schema.ts'

/** A plan the Council may read: one whose window has closed. */
export interface FoundPlan {
  id: number
  code: string
  status: CouncilPlan['status']
}

const readable = (db: Db) =>
  db({ pl: 'plan' }).whereIn('pl.status', ['examining', 'voting', 'approved', 'inForce'])

/** @throws {NotFoundError} where there is no such plan, or people still write to it */
export async function findPlan(db: Db, code: string): Promise<FoundPlan> {
  const plan = await readable(db)
    .where({ 'pl.code': code })
    .first({ id: 'pl.id', code: 'pl.code', status: 'pl.status' })
  if (!plan) throw new NotFoundError('There is no such plan.')
  return plan
}

/** How many points of plans count, and how many points by themselves and groups wait for what. */
const countsOfPlans = `SELECT plan_id AS id, sum(size)::integer AS points,
    (count(*) FILTER (WHERE stage = 'giunta'))::integer AS "toVote",
    (count(*) FILTER (WHERE stage = 'council'))::integer AS voted,
    (count(*) FILTER (WHERE stage IS NULL OR stage = 'technical'))::integer AS "notProposed"
  FROM (SELECT p.plan_id, count(*) AS size, min(p.stage) AS stage
    FROM ${points} WHERE p.plan_id = ANY(:ids::integer[]) AND ${isCounted} GROUP BY p.plan_id, coalesce(-p.group_id, p.id)) subject
  GROUP BY plan_id`

const noCounts = { points: 0, toVote: 0, voted: 0, notProposed: 0 }
type Counts = typeof noCounts

/** Every plan the Council may read, those it votes on first. */
export async function listCouncilPlans(db: Db, code?: string): Promise<CouncilPlans> {
  const plans: (Omit<CouncilPlans['items'][number], keyof Counts> & { id: number })[] = await readable(db)
    .modify((rows) => {
      if (code !== undefined) rows.where({ 'pl.code': code })
    })
    .orderByRaw("pl.status = 'voting' DESC, pl.adopted_on DESC NULLS LAST, pl.code")
    .select({
      id: 'pl.id',
      code: 'pl.code',
      title: 'pl.title',
      titleEn: 'pl.title_en',
      status: 'pl.status',
    })
  const { rows } = await db.raw<{ rows: (Counts & { id: number })[] }>(countsOfPlans, {
    ids: plans.map(({ id }) => id),
  })
  const counts = new Map(rows.map(({ id, ...row }) => [id, row]))
  const items = plans.map(({ id, ...plan }) => ({ ...plan, ...(counts.get(id) ?? noCounts) }))
  return { total: items.length, items }
}

const themes = `SELECT th.id, th.parent_id AS "parentId", th.title, th.title_en AS "titleEn", coalesce(c.count, 0) AS count
  FROM plan_theme th LEFT JOIN (SELECT pt.theme_id, count(*) AS count
    FROM counted p JOIN point_theme pt ON pt.point_id = p.id GROUP BY pt.theme_id) c ON c.theme_id = th.id
  WHERE th.plan_id = :planId ORDER BY th.position, th.id`
const articles = `SELECT a.id, ${provisionOf('t')} AS label, t.count
  FROM (SELECT p.article_id, NULL::integer AS document_id, NULL::integer AS sheet_id,
      NULL::text AS paragraph, NULL::text AS letter, count(*) AS count
    FROM counted p WHERE p.article_id IS NOT NULL GROUP BY p.article_id) t
  JOIN plan_article a ON a.id = t.article_id JOIN plan_document pd ON pd.id = a.document_id
  ORDER BY pd.position, pd.id, a.position, a.id`
const groups = `SELECT g.id, g.title, count(*) AS count
  FROM counted p JOIN point_group g ON g.id = p.group_id GROUP BY g.id ORDER BY g.title, g.id`
const listed = (rows: string) => `(SELECT coalesce(json_agg(r), '[]') FROM (${rows}) r)`

/** SQL: themes, articles and groups of a plan, each with how many points count on it, of one reading of the points. */
const choices = `WITH counted AS MATERIALIZED (SELECT p.id, p.article_id, p.group_id
    FROM ${points} WHERE p.plan_id = :planId AND ${isCounted})
  SELECT ${listed(themes)} AS themes, ${listed(articles)} AS articles, ${listed(groups)} AS groups`

/** A plan before the Council with what its pages are narrowed by. @throws {NotFoundError} where there is none */
export async function readCouncilPlan(db: Db, code: string): Promise<CouncilPlan> {
  const { id: planId } = await findPlan(db, code)
  const { items } = await listCouncilPlans(db, code)
  const [plan] = items
  if (!plan) throw new NotFoundError('There is no such plan.')
  const { rows } = await db.raw<{ rows: [Pick<CouncilPlan, 'themes' | 'articles' | 'groups'>] }>(choices, {
    planId,
  })
  return { ...plan, ...rows[0] }
}
