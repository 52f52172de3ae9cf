import type { Db } from '../db/index.ts'
import { orderOf, readEntries } from './entries.ts'
import { countable } from './filters.ts'
import { readPublishedPlan, shownPlan } from './publishedPlan.ts'
import { type FacetName, facetNames, type Register, type RegisterPageQuery } from './schema.ts'
import { countedOnly, readTitles } from './titles.ts'

/** SQL: each theme of a plan with itself and those above it. */
export const themeLines = `line AS (
    SELECT th.id AS theme_id, th.code, th.parent_id FROM plan_theme th WHERE th.plan_id = ?
    UNION SELECT l.theme_id, th.code, th.parent_id FROM line l JOIN plan_theme th ON th.id = l.parent_id)`

/** SQL: the points of `kept` with each of their themes and of those above. */
export const onThemeLines = `kept k LEFT JOIN point_theme pt ON pt.point_id = k.id
  LEFT JOIN line l ON l.theme_id = pt.theme_id`

const countBy = (name: FacetName): string => {
  const [value, from, count] =
    name === 'theme'
      ? ['l.code', onThemeLines, 'count(DISTINCT k.id)']
      : [`k.${name}::text`, 'kept k', 'count(*)']
  return `SELECT '${name}' AS by, coalesce(${value}, 'none') AS value, ${count}::integer AS count
    FROM ${from} WHERE k.missed <@ ARRAY['${name}'] GROUP BY 2`
}

const query = `WITH RECURSIVE ${themeLines}, kept AS MATERIALIZED (?)
  SELECT (SELECT count(*)::integer FROM kept WHERE missed = '{}') AS total,
    (SELECT count(*)::integer FROM kept WHERE missed = '{}' AND NOT placed) AS "withoutPlace",
    (SELECT json_agg(c) FROM (${facetNames.map(countBy).join(' UNION ALL ')}) c) AS counts,
    (SELECT json_agg(k.id ORDER BY k.position) FROM (
      SELECT id, position FROM kept WHERE missed = '{}' ORDER BY position LIMIT ? OFFSET ?) k) AS ids`

interface Found {
  total: number
  withoutPlace: number
  counts: { by: FacetName; value: string; count: number }[] | null
  ids: number[] | null
}

/** Total, counters and the ids of a page from one reading of the points, so that all are of the same set. */
async function readPage(db: Db, planId: number, page: RegisterPageQuery): Promise<Found> {
  const { limit = 50, offset = 0, sort, descending, ...filters } = page
  const order = orderOf({ ...(sort && { sort }), descending: descending ?? false })
  const kept = countable(db, planId, filters).select({
    position: db.raw(`row_number() OVER (ORDER BY ${order})`),
  })
  const { rows } = await db.raw<{ rows: [Found] }>(query, [planId, kept, limit, offset])
  return rows[0]
}

/**
 * A page of the register of a plan: what a filter keeps, and how many each choice would keep with all others applied.
 * @throws {NotFoundError} where it is not public
 * @throws {InvalidError} naming the parameter that cannot be understood
 */
export async function listRegister(db: Db, code: string, page: RegisterPageQuery): Promise<Register> {
  const plan = await readPublishedPlan(db, code)
  const { total, withoutPlace, counts, ids } = await readPage(db, plan.id, page)
  const titles = await readTitles(db, plan.id)
  const choicesOf = (name: FacetName) => {
    const own = (counts ?? []).filter(({ by }) => by === name)
    return countedOnly(titles[name], new Map(own.map(({ value, count }) => [value, { count }])))
  }
  return {
    plan: shownPlan(plan),
    total,
    withoutPlace,
    facets: Object.fromEntries(facetNames.map((name) => [name, choicesOf(name)])) as Register['facets'],
    items: await readEntries(db, plan.id, ids ?? []),
  }
}
