import type { Db } from '../db/index.ts'
import { TooManyError } from '../http/problem.ts'

/** What one account may send in a day (UTC); a request takes ten files of at most 10 MB. */
const dailyLimitBytes = 500_000_000
const hourSeconds = 3600

/** @throws {TooManyError} where the account has sent as much as it may today */
export async function refuseOverQuota(db: Db, accountId: string): Promise<void> {
  const full = await db('upload_day')
    .where({ account_id: accountId, day: db.raw('current_date') })
    .where('bytes', '>=', dailyLimitBytes)
    .first('day')
  if (!full) return
  throw new TooManyError(
    'You have sent as many files as one person may in a day: go on tomorrow.',
    '/problems/daily-files',
    hourSeconds,
  )
}

/** Counts what an account has sent, and forgets the days before. */
export async function countUpload(trx: Db, accountId: string, bytes: number): Promise<void> {
  await trx('upload_day').where({ account_id: accountId }).whereRaw('day < current_date').delete()
  await trx('upload_day')
    .insert({ account_id: accountId, bytes })
    .onConflict(['account_id', 'day'])
    .merge({ bytes: trx.raw('upload_day.bytes + excluded.bytes') })
}
