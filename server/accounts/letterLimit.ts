import type { Db } from '../db/index.ts'

/** Letters with a link that an address gets within an hour, and how long it waits for each one beyond them. */
const lettersPerHour = 5
const minutesApart = 10

/** Tables that keep a row for each letter with a link. */
type LinkTable = 'account_registration' | 'password_reset'

/**
 * Whether an address may be sent one more letter with a link; held until the transaction ends, so that many who
 * ask at once are counted. Beyond five within an hour one leaves every ten minutes: a stranger who asks without
 * end neither fills a mailbox nor keeps its owner from a letter. Whoever asked for it, its link serves the owner.
 */
export async function mayWriteTo(trx: Db, table: LinkTable, email: string): Promise<boolean> {
  await trx.raw('SELECT pg_advisory_xact_lock(hashtextextended(lower(?), 2))', [email])
  const past = await trx(table)
    .where({ email })
    .whereRaw("asked_at > clock_timestamp() - interval '1 hour'")
    .first<{ letters: number; isRecent: boolean | null }>(
      trx.raw('count(*)::integer AS letters'),
      trx.raw(`max(asked_at) > clock_timestamp() - interval '${minutesApart} minutes' AS "isRecent"`),
    )
  return past.letters < lettersPerHour || !past.isRecent
}
