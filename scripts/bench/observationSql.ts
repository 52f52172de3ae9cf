import type { Db } from '../../server/db/index.ts'
import type { Filled } from './observationRows.ts'

/** The points of the plan, with what a filter can name of them. */
const points = (planId: number, condition: string) => `
  FROM point p JOIN submission s ON s.id = p.submission_id
  JOIN workflow_place w ON w.id = p.workflow_place_id
  LEFT JOIN district d ON d.id = p.district_id LEFT JOIN neighbourhood n ON n.id = p.neighbourhood_id
  WHERE p.plan_id = ${planId} AND p.removed_at IS NULL
    AND s.status NOT IN ('draft', 'withdrawn', 'merged', 'inadmissible') AND (${condition})`
const order = 's.received_at, s.id, p.position'

async function rowsOf<Row>(db: Db, sql: string): Promise<Row[]> {
  const { rows } = await db.raw<{ rows: Row[] }>(sql)
  return rows
}

/** How many there are by place, outcome, Municipio and NIL, and the first fifty of an order. */
export async function bareTable(db: Db, { planId }: Filled, condition: string, by: string) {
  const from = points(planId, condition)
  const counts = await rowsOf<{ count: string; by: number }>(
    db,
    `SELECT GROUPING(p.workflow_place_id, p.outcome, d.code, n.code) AS by, p.workflow_place_id, p.outcome,
       d.code AS district, n.code AS neighbourhood, count(*) ${from}
     GROUP BY GROUPING SETS ((), (p.workflow_place_id), (p.outcome), (d.code), (n.code))`,
  )
  const items = await rowsOf<{ id: number }>(
    db,
    `SELECT p.id, s.number || '/' || p.position AS reference, s.received_at, s.is_late, s.submitter_kind, p.synthesis,
       left(p.text, 180) AS excerpt, p.target, p.geom IS NOT NULL AS placed, d.code AS district, n.name AS neighbourhood,
       p.assignee_id, w.code AS place, p.due_on, p.group_id, p.stage, p.outcome, p.concerns_vas, p.version,
       (SELECT array_agg(t.theme_id) FROM point_theme t WHERE t.point_id = p.id) AS themes
     ${from} ORDER BY ${by} ${order} LIMIT 50`,
  )
  return { total: Number(counts.find(({ by: grouped }) => grouped === 15)?.count ?? 0), items }
}

/** The neighbours of a point in the order of its day. */
export async function bareAround(db: Db, { planId }: Filled, condition: string, id: number) {
  const by = `ORDER BY p.due_on NULLS LAST, ${order}`
  const [row] = await rowsOf<object>(
    db,
    `SELECT total, position, previous, next FROM (SELECT p.id, count(*) OVER ()::integer AS total,
       row_number() OVER (${by})::integer AS position, lag(p.id) OVER (${by}) AS previous, lead(p.id) OVER (${by}) AS next
     ${points(planId, condition)}) x WHERE id = ${id}`,
  )
  return row
}

/** The first fifty that came in, with how many points each has. */
export async function bareQueue(db: Db, { planId }: Filled) {
  const counted = `FROM submission s LEFT JOIN (
      SELECT submission_id, count(*) AS points, count(stage) AS decided FROM point
      WHERE plan_id = ${planId} AND removed_at IS NULL GROUP BY submission_id) p ON p.submission_id = s.id
    WHERE s.plan_id = ${planId} AND s.status NOT IN ('draft', 'withdrawn', 'merged', 'inadmissible')`
  const [{ total } = { total: 0 }] = await rowsOf<{ total: number }>(
    db,
    `SELECT count(*)::integer AS total, count(*) FILTER (WHERE p.points IS NULL) AS unsplit ${counted}`,
  )
  const items = await rowsOf<{ id: string }>(
    db,
    `SELECT s.id, s.number, s.status, s.received_at, s.submitter ->> 'name' AS name, p.points, p.decided ${counted}
     ORDER BY s.received_at, s.id LIMIT 50`,
  )
  return { total, items }
}

/** The points that have a place. */
export const bareMap = (db: Db, { planId }: Filled, condition: string) =>
  rowsOf<{ id: number }>(
    db,
    `SELECT p.id, s.number || '/' || p.position AS reference, p.outcome, ST_X(p.point) AS lon, ST_Y(p.point) AS lat
     ${points(planId, condition)} AND p.point IS NOT NULL ORDER BY p.id`,
  )

/** A point with its submission, its neighbours in it, and what was decided. */
export async function barePoint(db: Db, id: number) {
  const [point] = await rowsOf<{ text: string }>(
    db,
    `SELECT p.*, s.number, s.text AS received, s.submitter, ST_AsGeoJSON(p.geom) AS geometry,
       (SELECT array_agg(t.theme_id) FROM point_theme t WHERE t.point_id = p.id) AS themes
     FROM point p JOIN submission s ON s.id = p.submission_id WHERE p.id = ${id}`,
  )
  await rowsOf(
    db,
    `SELECT q.id, q.position, q.span_start, q.span_end FROM point p JOIN point q USING (submission_id)
    WHERE p.id = ${id}`,
  )
  await rowsOf(
    db,
    `SELECT d.* FROM point p JOIN decision d ON d.point_id = p.id OR d.group_id = p.group_id
    WHERE p.id = ${id}`,
  )
  return point
}

/** The texts among which twins are looked for. */
export const bareCandidates = (db: Db, { planId }: Filled) =>
  rowsOf(
    db,
    `SELECT p.id, p.text FROM point p WHERE p.plan_id = ${planId} AND p.removed_at IS NULL AND p.group_id IS NULL
       AND p.stage IS NULL ORDER BY p.id`,
  )
