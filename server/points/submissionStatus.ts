import type { Db } from '../db/index.ts'

/**
 * Moves submissions to where their points are: split, under review once something was decided on one, proposed once
 * something was on every one, decided with the last vote of the Council. Those that are withdrawn, shut out, merged
 * or published stay what they are.
 */
export async function followPoints(trx: Db, submissionIds: readonly string[]): Promise<void> {
  await trx('submission').whereIn('id', submissionIds).orderBy('id').forNoKeyUpdate().select('id')
  await trx.raw(
    `UPDATE submission s SET status = n.status, updated_at = clock_timestamp(), version = s.version + 1
     FROM (
       SELECT s.id, CASE
         WHEN count(p.id) = 0 THEN 'admissible'
         WHEN bool_and(p.stage IS NOT DISTINCT FROM 'council') THEN 'decided'
         WHEN bool_and(p.stage IS NOT NULL) THEN 'proposed'
         WHEN bool_or(p.stage IS NOT NULL) THEN 'underReview'
         ELSE 'split' END AS status
       FROM submission s LEFT JOIN point p ON p.submission_id = s.id AND p.removed_at IS NULL
       WHERE s.id = ANY(:ids::uuid[]) GROUP BY s.id
     ) n
     WHERE n.id = s.id AND n.status <> s.status
       AND s.status IN ('submitted', 'registered', 'admissible', 'split', 'underReview', 'proposed', 'decided')
       AND (n.status <> 'admissible' OR s.status IN ('split', 'underReview', 'proposed', 'decided'))`,
    { ids: [...submissionIds] },
  )
}
