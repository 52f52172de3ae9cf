import type { Db } from '../db/index.ts'
import { type Outcome, outcomes } from '../points/words.ts'
import { filtered } from './filters.ts'
import { onThemeLines, themeCode, themeLines } from './list.ts'
import { readPublishedPlan } from './publishedPlan.ts'
import { type RegisterFilters, type RegisterStatistics, type SeriesName, seriesNames } from './schema.ts'
import { countedOnly, readTitles } from './titles.ts'

interface Count {
  by: SeriesName | 'all'
  value: string
  outcome: Outcome | null
  count: number
}

const countBy = (by: Count['by'], value: string, from = 'kept') =>
  `SELECT '${by}' AS by, coalesce(${value}, 'none') AS value, k.outcome, count(*)::integer AS count
    FROM ${from} k GROUP BY 2, 3`

const counted = [
  countBy('all', "'all'"),
  countBy('theme', themeCode('k.theme'), onThemeLines('outcome')),
  countBy('district', 'k.district'),
  countBy('article', 'k.article'),
].join(' UNION ALL ')

/** The outcomes there are, in the order of the list of outcomes, those not decided last. */
const inOrder = (counts: readonly Count[]): RegisterStatistics['outcomes'] =>
  [...outcomes, null].flatMap((outcome) => {
    const count = counts.find((one) => one.outcome === outcome)?.count
    return count ? [{ outcome, count }] : []
  })

const sum = (counts: readonly Count[]) => counts.reduce((total, { count }) => total + count, 0)

const byValue = (counts: readonly Count[]) =>
  new Map(
    [...new Set(counts.map(({ value }) => value))].map((value) => {
      const own = counts.filter((one) => one.value === value)
      return [value, { count: sum(own), outcomes: inOrder(own) }]
    }),
  )

/**
 * How the points that a filter keeps were decided, by theme, Municipio and article.
 * @throws {NotFoundError} where the register is not public
 */
export async function readStatistics(
  db: Db,
  code: string,
  filters: RegisterFilters,
): Promise<RegisterStatistics> {
  const plan = await readPublishedPlan(db, code)
  const kept = filtered(db, plan.id, filters).select({
    id: 'v.id',
    outcome: 'v.outcome',
    district: 'd.code',
    article: db.raw('v.article_id::text'),
  })
  const { rows } = await db.raw<{ rows: Count[] }>(
    `WITH RECURSIVE ${themeLines}, kept AS MATERIALIZED (?) ${counted}`,
    [plan.id, kept],
  )
  const titles = await readTitles(db, plan.id)
  const of = (name: Count['by']) => rows.filter(({ by }) => by === name)
  return {
    total: sum(of('all')),
    outcomes: inOrder(of('all')),
    series: seriesNames.map((by) => ({ by, rows: countedOnly(titles[by], byValue(of(by))) })),
  }
}
