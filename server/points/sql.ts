import type { Knex } from 'knex'
import { timeZone } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import { isAnswered } from '../observations/sql.ts'

/** SQL: the number of a submission `s` and which of its points `p` is. */
export const reference = "s.number || '/' || p.position"

/** SQL: the first words of a point `p`. */
export const excerpt = "CASE WHEN length(p.text) > 180 THEN left(p.text, 179) || '…' ELSE p.text END"

/**
 * SQL: what a row `t` with these columns is aimed at in the documents of the plan, in words: "PdS art. 11 c. 3
 * lett. b", "PdR tav. R.02". Null where it names nothing.
 */
export const provisionOf = (t: string): string => `nullif(concat_ws(' ',
  (SELECT pd.code FROM plan_document pd WHERE pd.id = coalesce(${t}.document_id,
    (SELECT pa.document_id FROM plan_article pa WHERE pa.id = ${t}.article_id),
    (SELECT ps.document_id FROM plan_sheet ps WHERE ps.id = ${t}.sheet_id))),
  (SELECT 'art. ' || pa.number FROM plan_article pa WHERE pa.id = ${t}.article_id),
  'c. ' || ${t}.paragraph, 'lett. ' || ${t}.letter,
  (SELECT 'tav. ' || ps.code FROM plan_sheet ps WHERE ps.id = ${t}.sheet_id)), '')`

/** SQL: points `p` with their submission `s` and the act `l` about what came late. */
export const points = `point p JOIN submission s ON s.id = p.submission_id LEFT JOIN late_act l ON l.id = s.late_act`

/**
 * SQL: a point `p` of the submission `s` counts for the plan and its register, with the act about late ones `l`; the
 * triggers that keep a plan open and a register closed ask the same.
 */
export const isCounted = `(p.removed_at IS NULL AND ${isAnswered})`

/** The points of a plan that count, as `p` with `s` and `l`. */
export const countedPoints = (db: Db, planId: number): Knex.QueryBuilder =>
  db.from(db.raw(points)).where({ 'p.plan_id': planId }).whereRaw(isCounted)

/** SQL: the ids of points on the themes `th` that a condition names, or on those below them. */
export const onThemesBelow = (condition: string): string => `WITH RECURSIVE below AS (
    SELECT th.id FROM plan_theme th WHERE ${condition}
    UNION SELECT th.id FROM plan_theme th JOIN below b ON th.parent_id = b.id)
  SELECT pt.point_id FROM point_theme pt JOIN below b ON b.id = pt.theme_id`

/** SQL: the public text `t` was made of the words the point `p` has now. */
export const hasItsWords = 't.source_hash = p.words_hash'

/** SQL: the day it is in the city. */
export const today = `(clock_timestamp() AT TIME ZONE '${timeZone}')::date`
