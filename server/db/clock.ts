import type { Db } from './index.ts'

/** The instant by the clock of the database, to the millisecond. */
export async function databaseNow(db: Db): Promise<Date> {
  const { rows } = await db.raw<{ rows: { now: Date }[] }>('SELECT clock_timestamp() AS now')
  const [row] = rows
  if (!row) throw new Error('the database does not tell the time')
  return row.now
}
