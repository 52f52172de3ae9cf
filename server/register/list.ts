import type { Db } from '../db/index.ts'
import { orderOf, readEntries } from './entries.ts'
import { countable } from './filters.ts'
import { readPublishedPlan, shownPlan } from './publishedPlan.ts'
import { type FacetName, facetNames, type Register, type RegisterPageQuery } from './schema.ts'
import { countedOnly, readTitles } from './titles.ts'

/** SQL: each theme of a plan with itself and those above it. */
export const themeLines = `line AS (
    SELECT th.id AS theme_id, th.id, th.parent_id FROM plan_theme th WHERE th.plan_id = ?
    UNION SELECT l.theme_id, th.id, th.parent_id FROM line l JOIN plan_theme th ON th.id = l.parent_id)`

/** SQL: the points of `kept`, with a column of theirs, once for each of their themes and of those above. */
export const onThemeLines = (column: string): string => `(SELECT DISTINCT k.id, k.${column}, l.id AS theme
  FROM kept k LEFT JOIN point_theme pt ON pt.point_id = k.id LEFT JOIN line l ON l.theme_id = pt.theme_id)`

/** SQL: the code of a theme by its id. */
export const themeCode = (id: string): string => `(SELECT th.code FROM plan_theme th WHERE th.id = ${id})`

const columns = facetNames.filter((name) => name !== 'theme')

const query = `WITH RECURSIVE ${themeLines}, kept AS MATERIALIZED (?)
  SELECT (SELECT json_agg(c) FROM (
      SELECT GROUPING(${columns.join(', ')}) AS by, missed, count(*)::integer AS count,
        coalesce(${columns.map((name) => `${name}::text`).join(', ')}, 'none') AS value
      FROM kept GROUP BY GROUPING SETS (${columns.map((name) => `(missed, ${name})`).join(', ')})
      UNION ALL SELECT 0, k.missed, count(*)::integer, coalesce(${themeCode('k.theme')}, 'none')
      FROM ${onThemeLines('missed')} k GROUP BY k.missed, k.theme) c
    ) AS counts,
    (SELECT count(*)::integer FROM kept WHERE missed IS NULL) AS total,
    (SELECT count(*)::integer FROM kept WHERE missed IS NULL AND NOT placed) AS "withoutPlace",
    (SELECT json_agg(k.id ORDER BY k.position) FROM (
      SELECT id, position FROM kept WHERE missed IS NULL ORDER BY position LIMIT ? OFFSET ?) k) AS ids`

interface Counted {
  /** Has a bit for each column that is not counted by; nought for the themes. */
  by: number
  missed: FacetName | null
  value: string
  count: number
}

interface Found {
  total: number
  withoutPlace: number
  counts: Counted[] | null
  ids: number[] | null
}

/** Total, counters and the ids of a page from one reading of the points, so that all are of the same set. */
async function readPage(db: Db, planId: number, page: RegisterPageQuery): Promise<Found> {
  const { limit = 50, offset = 0, sort, descending, ...filters } = page
  const kept = countable(db, planId, filters, orderOf({ sort, descending }))
  const { rows } = await db.raw<{ rows: [Found] }>(query, [planId, kept, limit, offset])
  return rows[0]
}

const allBits = 2 ** columns.length - 1
const bitsOf = (name: FacetName): number =>
  name === 'theme' ? 0 : allBits - 2 ** (columns.length - 1 - columns.indexOf(name))

/** How many each value of a choice would keep with all other choices applied. */
function countsOf(counts: readonly Counted[], name: FacetName): Map<string, { count: number }> {
  const sums = new Map<string, { count: number }>()
  for (const { by, missed, value, count } of counts) {
    if (by !== bitsOf(name) || (missed !== null && missed !== name)) continue
    sums.set(value, { count: (sums.get(value)?.count ?? 0) + count })
  }
  return sums
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
  const choicesOf = (name: FacetName) => countedOnly(titles[name], countsOf(counts ?? [], name))
  return {
    plan: shownPlan(plan),
    total,
    withoutPlace,
    facets: Object.fromEntries(facetNames.map((name) => [name, choicesOf(name)])) as Register['facets'],
    items: await readEntries(db, plan.id, ids ?? []),
  }
}
