import type { Db } from '../db/index.ts'
import { isWithdrawn } from './sql.ts'
import type { Edition, Format, JobProblem, Sorting } from './words.ts'

export interface Job {
  id: string
  planId: number
  edition: Edition
  format: Format
  sorting: Sorting
  askedBy: string
  reader: string
  askedAt: Date
  attempts: number
}

/** For how long a server has a job without saying that it lives. */
const claimFor = "interval '30 seconds'"

/**
 * Takes the job that has waited longest. One whose server was killed in the middle of it waits again as soon as its
 * claim has run out.
 */
export async function claimJob(db: Db): Promise<Job | undefined> {
  const { rows } = await db.raw<{ rows: Job[] }>(`
    UPDATE register_job j SET claimed_until = clock_timestamp() + ${claimFor}, started_at = clock_timestamp(),
      done_share = 0, attempts = j.attempts + 1
    FROM account a
    WHERE a.id = j.asked_by AND j.id = (
      SELECT w.id FROM register_job w
      WHERE w.ended_at IS NULL AND (w.claimed_until IS NULL OR w.claimed_until < clock_timestamp())
      ORDER BY w.asked_at, w.id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING j.id, j.plan_id AS "planId", j.edition, j.format, j.sorting, j.asked_by AS "askedBy",
      a.name AS reader, j.asked_at AS "askedAt", j.attempts`)
  return rows[0]
}

/** Says that a job is still being made, and how far it has come. */
export const beat = (db: Db, id: string, share: number): Promise<unknown> =>
  db('register_job')
    .where({ id })
    .whereNull('ended_at')
    .update({ done_share: Math.min(1, share), claimed_until: db.raw(`clock_timestamp() + ${claimFor}`) })

/** Lets another take a job, as where the server is told to end. */
export const release = (db: Db, id: string): Promise<unknown> =>
  db('register_job')
    .where({ id })
    .whereNull('ended_at')
    .update({ claimed_until: null, done_share: 0, attempts: db.raw('greatest(0, attempts - 1)') })

/**
 * Says of words that are read again that the file holds none from before. Whoever takes words back holds the plan: what
 * was taken back before this moment is gone when they are read, and what is taken back later shows as later.
 */
export const restart = (db: Db, { id, planId }: Pick<Job, 'id' | 'planId'>): Promise<unknown> =>
  db.transaction(async (trx) => {
    await trx('plan').where({ id: planId }).forNoKeyUpdate().first('id')
    await trx('register_job')
      .where({ id })
      .update({ started_at: trx.raw('clock_timestamp()') })
  })

/** Ends a job with its file, unless another server has taken it over meanwhile. */
export const endJob = (
  db: Db,
  { id, attempts }: Pick<Job, 'id' | 'attempts'>,
  made: { fingerprint: string; sha256: string; sizeBytes: number },
): Promise<unknown> =>
  db('register_job')
    .where({ id, attempts })
    .whereNull('ended_at')
    .update({
      fingerprint: made.fingerprint,
      sha256: made.sha256,
      size_bytes: made.sizeBytes,
      done_share: 1,
      claimed_until: null,
      ended_at: db.raw('clock_timestamp()'),
    })

/** Ends a job without one. */
export const failJob = (db: Db, id: string, problem: JobProblem): Promise<unknown> =>
  db('register_job')
    .where({ id })
    .whereNull('ended_at')
    .update({ problem, claimed_until: null, ended_at: db.raw('clock_timestamp()') })

/** Lets go of files that hold words that were taken back; the sweep of the store removes their bytes. */
export const letGo = (db: Db): Promise<unknown> =>
  db.raw(`UPDATE register_job j SET sha256 = NULL, size_bytes = NULL, problem = 'withdrawn'
    WHERE j.sha256 IS NOT NULL AND ${isWithdrawn}`)

/** Files of published plans that the public has, or had until words in them were taken back; the last of each kind. */
export async function listPublished(
  db: Db,
): Promise<{ planId: number; format: Format; sorting: Sorting; askedBy: string }[]> {
  const { rows } = await db.raw(`
    SELECT x.plan_id AS "planId", x.format, x.sorting, x.asked_by AS "askedBy"
    FROM (SELECT DISTINCT ON (j.plan_id, j.format, j.sorting) j.* FROM register_job j
      JOIN plan p ON p.id = j.plan_id AND p.published_at IS NOT NULL
      WHERE j.edition = 'public' AND j.ended_at IS NOT NULL AND (j.sha256 IS NOT NULL OR j.problem = 'withdrawn')
      ORDER BY j.plan_id, j.format, j.sorting, j.asked_at DESC, j.id) x
    WHERE x.problem = 'withdrawn'
      OR EXISTS (SELECT FROM public_text t JOIN point p ON p.id = t.point_id
        WHERE p.plan_id = x.plan_id AND t.replaced_at IS NULL AND t.signed_at >= x.started_at)
      OR EXISTS (SELECT FROM public_reply r JOIN decision d ON d.id = r.decision_id
        JOIN point p ON p.id = d.point_id OR p.group_id = d.group_id
        WHERE p.plan_id = x.plan_id AND r.replaced_at IS NULL AND r.signed_at >= x.started_at)`)
  return rows
}
