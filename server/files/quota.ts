import type { Db } from '../db/index.ts'
import { TooManyError } from '../http/problem.ts'

/** What one account may send in a day (UTC); a request takes ten files of at most 10 MB. */
const dailyLimitBytes = 500_000_000
const hourSeconds = 3600

const tooMuch = () =>
  new TooManyError(
    'You have sent as many files as one person may in a day: go on tomorrow.',
    '/problems/daily-files',
    hourSeconds,
  )

/** @throws {TooManyError} where the account has sent as much as it may today */
export async function refuseOverQuota(db: Db, accountId: string): Promise<void> {
  const full = await db('upload_day')
    .where({ account_id: accountId, day: db.raw('current_date') })
    .where('bytes', '>=', dailyLimitBytes)
    .first('day')
  if (full) throw tooMuch()
}

/**
 * Counts what an account has sent.
 * @throws {TooManyError} where it is too much, several having come at once
 */
export async function countUpload(trx: Db, accountId: string, bytes: number): Promise<void> {
  const [day] = await trx('upload_day')
    .insert({ account_id: accountId, bytes })
    .onConflict(['account_id', 'day'])
    .merge({ bytes: trx.raw('upload_day.bytes + excluded.bytes') })
    .returning('bytes')
  if (Number(day.bytes) > dailyLimitBytes) throw tooMuch()
}

/** Forgets the days before this one. */
export async function forgetUploadDays(db: Db): Promise<void> {
  await db('upload_day').whereRaw('day < current_date').delete()
}
