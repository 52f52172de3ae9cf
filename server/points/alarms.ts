import type { Db } from '../db/index.ts'
import { isExaminable } from '../observations/sql.ts'
import type { Alarm, Alarms, PointDetail } from './schema.ts'
import { provisionOf, reference } from './sql.ts'

/** Of each kind no more alarms than these are listed. */
const limit = 200

const pointJson = (p: string, s: string) =>
  `json_build_object('id', ${p}.id, 'reference', ${reference.replaceAll('s.', `${s}.`).replaceAll('p.', `${p}.`)},
    'groupId', ${p}.group_id, 'outcome', ${p}.outcome)`

/**
 * Points aimed at the same paragraph in places that overlap, of which one is granted and the other
 * refused. Points aimed at no provision count as aimed at the same.
 */
const opposite = `
  SELECT 'oppositeOutcomes' AS kind, ${provisionOf('p')} AS provision, NULL AS reason,
    json_build_array(${pointJson('p', 's')}, ${pointJson('q', 't')}) AS points
  FROM point p JOIN submission s ON s.id = p.submission_id
  JOIN point q ON q.plan_id = p.plan_id AND ST_Intersects(q.geom, p.geom)
    AND q.document_id IS NOT DISTINCT FROM p.document_id AND q.article_id IS NOT DISTINCT FROM p.article_id
    AND q.paragraph IS NOT DISTINCT FROM p.paragraph AND q.outcome = 'rejected'
    AND q.removed_at IS NULL
  JOIN submission t ON t.id = q.submission_id
  WHERE p.plan_id = (SELECT id FROM plan WHERE code = :plan) AND p.outcome IN ('accepted', 'partlyAccepted')
    AND p.removed_at IS NULL
    AND ${isExaminable} AND ${isExaminable.replaceAll('s.', 't.')}
  ORDER BY p.id, q.id LIMIT ${limit}`

/** The same reason given more than once, to points or groups that are not one group; the most copied first. */
const copied = `
  WITH given AS (
    SELECT d.id, d.point_id, d.group_id, d.reason,
      md5(lower(regexp_replace(btrim(d.reason), '\\s+', ' ', 'g'))) AS words
    FROM decision d
    JOIN plan pl ON pl.code = :plan
    WHERE d.replaced_at IS NULL AND d.stage = 'technical' AND d.reason IS NOT NULL AND coalesce(
      (SELECT p.plan_id FROM point p WHERE p.id = d.point_id),
      (SELECT g.plan_id FROM point_group g WHERE g.id = d.group_id)) = pl.id
  ), repeated AS (
    SELECT words, min(reason) AS reason, count(*) AS times FROM given GROUP BY words HAVING count(*) > 1
  )
  SELECT 'identicalReasons' AS kind, NULL AS provision, r.reason, (
    SELECT json_agg(x.point ORDER BY x.id) FROM (
      SELECT p.id, ${pointJson('p', 's')} AS point
      FROM given g JOIN point p ON p.id = coalesce(g.point_id,
        (SELECT min(m.id) FROM point m WHERE m.group_id = g.group_id))
      JOIN submission s ON s.id = p.submission_id
      WHERE g.words = r.words ORDER BY p.id LIMIT 50) x) AS points
  FROM repeated r
  ORDER BY r.times DESC, r.words LIMIT ${limit}`

/** What does not fit together among the decisions of a plan. */
export async function listAlarms(db: Db, plan: string): Promise<Alarms> {
  const first = await db.raw<{ rows: Alarm[] }>(opposite, { plan })
  const second = await db.raw<{ rows: Alarm[] }>(copied, { plan })
  const items = [...first.rows, ...second.rows]
  return { total: items.length, items }
}

/**
 * Points that overlap one and are aimed at the same, of which the outcome is opposite to its own: what to look at
 * before it is decided again.
 */
export const oppositesOf = (db: Db, id: number): Promise<PointDetail['opposites']> =>
  db({ p: 'point' })
    .join({ q: 'point' }, (join) =>
      join
        .on('q.plan_id', 'p.plan_id')
        .on(db.raw('ST_Intersects(q.geom, p.geom)'))
        .on(db.raw('q.document_id IS NOT DISTINCT FROM p.document_id'))
        .on(db.raw('q.article_id IS NOT DISTINCT FROM p.article_id'))
        .on(db.raw('q.paragraph IS NOT DISTINCT FROM p.paragraph')),
    )
    .join({ s: 'submission' }, 's.id', 'q.submission_id')
    .where({ 'p.id': id })
    .whereNull('q.removed_at')
    .whereRaw(isExaminable)
    .whereRaw(`(p.outcome = 'rejected' AND q.outcome IN ('accepted', 'partlyAccepted')
      OR q.outcome = 'rejected' AND p.outcome IN ('accepted', 'partlyAccepted'))`)
    .orderBy('q.id')
    .limit(20)
    .select({
      id: 'q.id',
      reference: db.raw(reference.replace('p.', 'q.')),
      synthesis: 'q.synthesis',
      outcome: 'q.outcome',
    })
