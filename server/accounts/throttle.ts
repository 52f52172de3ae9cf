import type { Db } from '../db/index.ts'
import { TooManyError } from '../http/problem.ts'

/** Wrong passwords before one has to wait, and how long at first and at most. */
const freeFailures = 5
const firstWaitSeconds = 60
const longestWaitSeconds = 15 * 60
/** Failures older than this are forgotten. */
const rememberedFor = '1 hour'

/** Where a password is tried: an address, and a browser its owner has used before (null: any other). */
export interface Door {
  email: string
  deviceHash: Buffer | null
}

/** How long to wait before the next attempt, the last failure being `sinceSeconds` ago. */
function waitSeconds(failures: number, sinceSeconds: number): number {
  if (failures < freeFailures) return 0
  const wait = Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** (failures - freeFailures))
  return Math.max(0, Math.ceil(wait - sinceSeconds))
}

/** Forgets old failures, but for those that another attempt is forgetting just now. */
async function sweep(db: Db): Promise<void> {
  await db.raw(
    `DELETE FROM sign_in_failure WHERE id IN (
       SELECT id FROM sign_in_failure WHERE failed_at < clock_timestamp() - interval '${rememberedFor}'
       ORDER BY failed_at LIMIT 1000 FOR UPDATE SKIP LOCKED)`,
  )
}

/**
 * Opens an attempt at a password: it counts as failed until `forgiveAttempt`, so that many at once count
 * each. Whether the address has an account plays no part. Attempts from browsers unknown to the owner share
 * one count, each known one has its own: a stranger who guesses does not slow the owner down
 * (OWASP, Slow Down Online Guessing Attacks with Device Cookies).
 * @returns the attempt's id
 * @throws {TooManyError} after 5 failures, for a minute that doubles with each further one up to 15
 */
export async function beginAttempt(db: Db, { email, deviceHash }: Door): Promise<string> {
  await sweep(db)
  const outcome = await db.transaction(async (trx) => {
    await trx.raw('SELECT pg_advisory_xact_lock(hashtextextended(lower(?), 1))', [email])
    const past = await trx('sign_in_failure')
      .where({ email })
      .whereRaw('device_hash IS NOT DISTINCT FROM ?::bytea', [deviceHash])
      .whereRaw(`failed_at > clock_timestamp() - interval '${rememberedFor}'`)
      .first<{ failures: number; since: number | null }>(
        trx.raw('count(*)::integer AS failures'),
        trx.raw('extract(epoch FROM clock_timestamp() - max(failed_at))::float8 AS since'),
      )
    const wait = waitSeconds(past.failures, past.since ?? 0)
    if (wait > 0) return { wait }
    const [row] = await trx('sign_in_failure').insert({ email, device_hash: deviceHash }).returning('id')
    return { id: String(row.id) }
  })
  if (outcome.id !== undefined) return outcome.id
  throw new TooManyError(
    'Too many wrong passwords for this address. Wait, or ask for a link to set a new one.',
    '/problems/too-many-passwords',
    outcome.wait,
  )
}

/** Takes back an attempt that was right; in a browser of the owner's, also those before it. */
export async function forgiveAttempt(db: Db, id: string, { email, deviceHash }: Door): Promise<void> {
  const rows = db('sign_in_failure')
  await (deviceHash ? rows.where({ email, device_hash: deviceHash }) : rows.where({ id })).delete()
}
