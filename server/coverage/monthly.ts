import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import { ensureGrid, type GridProgress } from './grid.ts'
import { readCoverage } from './reading.ts'
import { hasMonth, keepRun } from './runs.ts'

/**
 * Keeps the grid of residents in step with boundaries and residents, and the figures of each month once, as early in
 * it as the program runs. A city without Municipi has no figures yet.
 */
export async function followCoverage(context: Context, say: GridProgress): Promise<void> {
  const { db, city } = context
  await ensureGrid(db, city, say)
  const month = romeDate(await databaseNow(db)).slice(0, 7)
  if (await hasMonth(db, month)) return
  if (!(await db('district').whereNull('ended_on').first('id'))) return
  await keepRun(db, await readCoverage(context), { reason: 'monthly', month })
}
