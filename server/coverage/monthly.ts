import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import { ensureGrid, type GridProgress } from './grid.ts'
import { readCoverage, readEarlier } from './reading.ts'
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
  if (context.config.demo) await keepEarlier(context, month)
  await keepRun(db, await readCoverage(context), { reason: 'monthly', month })
}

/** Months before, of which the demonstration has figures to compare with. */
const earlierMonths = 3

/** Keeps figures of an earlier month for a demonstration that has none yet: invented as all of it is, and marked so. */
async function keepEarlier(context: Context, month: string): Promise<void> {
  if (await context.db('coverage_run').first('id')) return
  const [year = 0, number = 1] = month.split('-').map(Number)
  const date = new Date(Date.UTC(year, number - 1 - earlierMonths, 1)).toISOString().slice(0, 10)
  const earlier = await readEarlier(context, date)
  const run = { ...earlier.run, dataVersion: `esempio ${earlier.run.dataVersion}` }
  await keepRun(context.db, { ...earlier, run }, { reason: 'monthly', month: date.slice(0, 7) })
}
