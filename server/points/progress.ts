import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { isExaminable } from '../observations/sql.ts'
import { decisionTerm } from '../plans/terms.ts'
import { forecastOf, paceDays } from './forecast.ts'
import type { Progress } from './schema.ts'
import { today } from './sql.ts'
import { type Stage, stages } from './words.ts'

/** SQL: the points of a plan that count, as `p` with `w` and `s`. */
const points = `point p JOIN submission s ON s.id = p.submission_id
  JOIN workflow_place w ON w.id = p.workflow_place_id
  WHERE p.plan_id = :planId AND p.removed_at IS NULL AND ${isExaminable}`

const counted = `count(*)::integer AS points, (count(*) FILTER (WHERE p.stage IS NULL))::integer AS undecided,
  (count(*) FILTER (WHERE p.due_on < ${today} AND NOT w.solved))::integer AS overdue`

const byPerson = `SELECT a.id, a.name, ${counted}
  FROM ${points.replace('WHERE', 'LEFT JOIN account a ON a.id = p.assignee_id WHERE')}
  GROUP BY a.id, a.name ORDER BY undecided DESC, a.name NULLS LAST`
const byPlace = `SELECT p.workflow_place_id AS id, count(*)::integer AS points FROM ${points} GROUP BY 1 ORDER BY 1`
const byTheme = `SELECT pt.theme_id AS id, ${counted}
  FROM ${points.replace('WHERE', 'LEFT JOIN point_theme pt ON pt.point_id = p.id WHERE')}
  GROUP BY 1 ORDER BY points DESC, 1 NULLS LAST`
const forVas = `SELECT count(*)::integer AS points,
  (count(*) FILTER (WHERE p.outcome IN ('accepted', 'partlyAccepted')))::integer AS granted,
  (count(*) FILTER (WHERE p.outcome = 'rejected'))::integer AS refused FROM ${points} AND p.concerns_vas`

/** Points by the last stage taken, and how many of late were decided in each for the first time. */
const byStage = `SELECT p.stage, count(*)::integer AS points FROM ${points} GROUP BY 1`
const ofLate = `SELECT d.stage, count(*)::integer AS done FROM decision d
  JOIN point p ON p.id = d.point_id OR p.group_id = d.group_id
  WHERE p.plan_id = :planId AND p.removed_at IS NULL AND d.replaced_at IS NULL
    AND d.decided_at > clock_timestamp() - interval '${paceDays} days'
  GROUP BY 1`

const ofSubmissions = `SELECT count(*)::integer AS total, (count(*) FILTER (WHERE NOT EXISTS (
    SELECT FROM point p WHERE p.submission_id = s.id AND p.removed_at IS NULL)))::integer AS "toSplit"
  FROM submission s WHERE s.plan_id = :planId AND ${isExaminable}`

interface PlanRow {
  id: number
  termDays: number
  closesAt: Date | null
}

const readPlan = (db: Db, code: string): Promise<PlanRow | undefined> =>
  db({ pl: 'plan' })
    .leftJoin({ pw: 'plan_window' }, (join) =>
      join.on('pw.plan_id', 'pl.id').andOnVal('pw.kind', 'observation'),
    )
    .where({ 'pl.code': code })
    .first({ id: 'pl.id', termDays: 'pl.term_days', closesAt: 'pw.closes_at' })

/**
 * How far the work on a plan is, and when it would end at the pace of late.
 * @throws {NotFoundError} where there is no such plan
 */
export async function readProgress({ db, city }: Context, code: string): Promise<Progress> {
  const plan = await readPlan(db, code)
  if (!plan) throw new NotFoundError('There is no such plan.')
  const rowsOf = async <Row>(sql: string): Promise<Row[]> => (await db.raw(sql, { planId: plan.id })).rows
  const day = romeDate(await databaseNow(db))
  const lastDay = plan.closesAt && decisionTerm(romeDate(plan.closesAt), plan.termDays, city.holidays).lastDay
  const byStages = await rowsOf<{ stage: Stage | null; points: number }>(byStage)
  const pace = await rowsOf<{ stage: Stage; done: number }>(ofLate)
  const total = byStages.reduce((sum, { points: many }) => sum + many, 0)
  const [submissions] = await rowsOf<Progress['submissions']>(ofSubmissions)
  const [vas] = await rowsOf<Progress['vas']>(forVas)
  return {
    today: day,
    lastDay,
    points: total,
    submissions: submissions ?? { total: 0, toSplit: 0 },
    stages: stages.map((stage, at) => {
      const done = byStages
        .filter((one) => one.stage !== null && stages.indexOf(one.stage) >= at)
        .reduce((sum, { points: many }) => sum + many, 0)
      const recent = pace.find((one) => one.stage === stage)?.done ?? 0
      return { stage, done, ...forecastOf({ left: total - done, done: recent }, day, lastDay) }
    }),
    places: await rowsOf(byPlace),
    people: await rowsOf(byPerson),
    themes: await rowsOf(byTheme),
    vas: vas ?? { points: 0, granted: 0, refused: 0 },
  }
}
