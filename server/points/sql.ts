import { timeZone } from '../city/rules.ts'

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

/** SQL: the submission `s` counts: it was received, and neither withdrawn nor shut out nor put into another. */
export const isExaminable = `s.status NOT IN ('draft', 'withdrawn', 'merged', 'inadmissible')`

/**
 * SQL: a point `p` of the submission `s` counts for the plan and its register, with the act about late ones `l`; the
 * triggers that keep a plan open and a register closed ask the same.
 */
export const isCounted = `(p.removed_at IS NULL AND ${isExaminable}
  AND (l.examined IS DISTINCT FROM false OR NOT s.is_late))`

/** SQL: the public text `t` was made of the words the point `p` has now. */
export const hasItsWords = 't.source_hash = p.words_hash'

/** SQL: the submission `s` was declared inadmissible or put into another. */
export const isShutOut = `s.status IN ('merged', 'inadmissible')`

/** SQL: the submission `s` was received and is not examined: shut out, or withdrawn by who wrote it. */
export const isLeftOut = `s.status IN ('merged', 'inadmissible', 'withdrawn')`

/** SQL: the day it is in the city. */
export const today = `(clock_timestamp() AT TIME ZONE '${timeZone}')::date`
