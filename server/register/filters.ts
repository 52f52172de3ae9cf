import type { Knex } from 'knex'
import type { Db } from '../db/index.ts'
import { containing } from '../db/like.ts'
import { invalidParameter, searchText } from '../http/query.ts'
import { onThemesBelow } from '../points/sql.ts'
import { parseBBox } from '../spaces/place.ts'
import { type FacetName, facetNames, type RegisterFilters } from './schema.ts'

type Rows = Knex.QueryBuilder
type Values = readonly string[]

const named = (values: Values) => values.filter((value) => value !== 'none')

/** SQL, never null, with one binding: a column is one of the values; `none` stands for those without. */
const isOneOf = (column: string, values: Values, cast = 'text') =>
  `(coalesce(${column} = ANY(?::${cast}[]), false)${values.includes('none') ? ` OR ${column} IS NULL` : ''})`

const oneOfValues =
  (column: string, cast = 'text') =>
  (db: Db, values: Values): Knex.Raw =>
    db.raw(isOneOf(column, values, cast), [named(values)])

/** Points with a theme of a plan that has one of these codes, or lies below one that has. */
const onThemes = `v.id IN (${onThemesBelow('th.plan_id = ? AND th.code = ANY(?::text[])')})`
const onNoTheme = 'v.id NOT IN (SELECT pt.point_id FROM point_theme pt)'

/** What each choice keeps: the only place that says so, for list, map, statistics, counters and files alike. */
const conditions: Record<FacetName, (db: Db, values: Values, planId: number) => Knex.Raw> = {
  theme: (db, values, planId) =>
    db.raw(`(${onThemes} OR ${values.includes('none') ? onNoTheme : 'false'})`, [planId, named(values)]),
  outcome: oneOfValues('v.outcome'),
  district: oneOfValues('d.code'),
  neighbourhood: oneOfValues('n.code'),
  document: oneOfValues('v.document_id', 'integer'),
  article: oneOfValues('v.article_id', 'integer'),
  kind: oneOfValues('v.kind'),
}

/**
 * Points whose public words, or whose public reply, hold a word; read apart from the view, so that each can go by an
 * index. `v.search` is there where the copy that is current is the signed one, and one copy of a point is current.
 */
const holdsWord = `(v.search IS NOT NULL AND v.id IN (
    SELECT t.point_id FROM public_text t WHERE t.replaced_at IS NULL AND t.search LIKE fold_words(:like))
  OR v.id IN (${replyHolds('d.point_id')}) OR v.group_id IN (${replyHolds('d.group_id')}))`

function replyHolds(column: string): string {
  return `SELECT ${column} FROM public_reply r JOIN decision d ON d.id = r.decision_id
    WHERE r.replaced_at IS NULL AND r.signed_at IS NOT NULL AND r.search LIKE fold_words(:like)
      AND d.stage = 'council' AND d.replaced_at IS NULL AND ${column} IS NOT NULL`
}

const mostWords = 8

/** Every word must be found, or the whole in the number; both forms of a reference are known. */
function search(rows: Rows, text: string): void {
  const words = searchText(text)
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
  if (words.length > mostWords) throw invalidParameter('q', `takes ${mostWords} words at most`)
  const number = containing(text.trim().toUpperCase().replaceAll('/', '-'))
  rows.where((either) => {
    either.whereRaw("upper(v.number) || '-' || v.position LIKE ?", [number])
    either.orWhere((all) => {
      for (const word of words) all.whereRaw(holdsWord, { like: containing(word) })
    })
  })
}

function inGroup(rows: Rows, values: Values): void {
  if (values.includes('any')) rows.whereNotNull('v.group_id')
  else rows.whereRaw(isOneOf('v.group_id', values, 'integer'), [named(values)])
}

/** Where a place is public at the level of its NIL only, it stands where the name of the NIL does. */
function inBox(rows: Rows, text: string): void {
  const [west, south, east, north] = parseBBox(text)
  rows.whereRaw('v.point && ST_MakeEnvelope(?, ?, ?, ?, 4326)', [west, south, east, north])
}

const aimedAt = (db: Db) => db.raw('coalesce(v.document_id, pa.document_id, ps.document_id)')

/**
 * The points of a published plan: `v`, with Municipio `d` and NIL `n` where these are public, and the article `pa`,
 * sheet `ps` and document `pd` it is aimed at.
 */
export const published = (db: Db, planId: number): Rows =>
  db({ v: 'published_point' })
    .leftJoin({ d: 'district' }, 'd.id', 'v.district_id')
    .leftJoin({ n: 'neighbourhood' }, 'n.id', 'v.neighbourhood_id')
    .leftJoin({ pa: 'plan_article' }, 'pa.id', 'v.article_id')
    .leftJoin({ ps: 'plan_sheet' }, 'ps.id', 'v.sheet_id')
    .leftJoin({ pd: 'plan_document' }, 'pd.id', aimedAt(db))
    .where('v.plan_id', planId)

/** The same with what the Council decided on each: `r`. */
export const withDecision = (db: Db, planId: number): Rows =>
  published(db, planId).leftJoin({ r: 'published_decision' }, 'r.id', 'v.decision_id')

/** What no choice counts: words, group and bounds. */
function narrowed(db: Db, planId: number, { q, group, bbox }: RegisterFilters): Rows {
  const rows = published(db, planId)
  if (q !== undefined) search(rows, q)
  if (group !== undefined) inGroup(rows, group)
  if (bbox !== undefined) inBox(rows, bbox)
  return rows
}

const chosenIn = (db: Db, planId: number, filters: RegisterFilters) =>
  facetNames.flatMap((name) => {
    const values = filters[name]
    return values === undefined ? [] : [{ name, condition: conditions[name](db, values, planId) }]
  })

/** The points of a register that a filter keeps. */
export function filtered(db: Db, planId: number, filters: RegisterFilters): Rows {
  const rows = narrowed(db, planId, filters)
  for (const { condition } of chosenIn(db, planId, filters)) rows.whereRaw('?', [condition])
  return rows
}

/**
 * Points with what they are counted by, and in `missed` the one choice that leaves them out: those that a filter
 * keeps have none, and beside a choice stand those that miss it alone. What misses two is left out.
 */
export function countable(db: Db, planId: number, filters: RegisterFilters, order: string): Rows {
  const chosen = chosenIn(db, planId, filters)
  const missed = chosen.map(({ name }) => `CASE WHEN NOT ? THEN '${name}' END`)
  const points = narrowed(db, planId, filters).select({
    id: 'v.id',
    outcome: 'v.outcome',
    district: 'd.code',
    neighbourhood: 'n.code',
    document: 'v.document_id',
    article: 'v.article_id',
    kind: 'v.kind',
    placed: db.raw('v.point IS NOT NULL'),
    position: db.raw(`row_number() OVER (ORDER BY ${order})`),
    missing: db.raw(
      `array_remove(ARRAY[${missed.join(', ')}]::text[], NULL)`,
      chosen.map(({ condition }) => condition),
    ),
  })
  return db
    .from(points.as('points'))
    .whereRaw('cardinality(missing) < 2')
    .select('*', db.raw('missing[1] AS missed'))
}
