import type { Db } from '../db/index.ts'
import { containing } from '../db/like.ts'
import { excerpt, isCounted, onThemesBelow, points, provisionOf, reference } from '../points/sql.ts'
import type { SubjectKind, SubjectQuery, VoteList, VoteQuery } from './schema.ts'

/** SQL: columns of a point `c`, or a group `g`, by which it is aimed at something. */
const aimedAt = (t: string) =>
  ['document_id', 'article_id', 'paragraph', 'letter', 'sheet_id']
    .map((column) => `${t}.${column}`)
    .join(', ')

/**
 * SQL: what the Council votes on in a plan, as `ordered`: each group, and each point in none, with its state and its
 * place in the order of voting (by document and article, then as received).
 * @param more narrows the points it is made of, `p`
 */
const orderOf = (more = 'true') => `WITH counted AS MATERIALIZED (
    SELECT p.id, p.group_id, ${reference} AS reference, p.synthesis, ${aimedAt('p')}, p.stage, p.outcome,
      s.received_at, p.position
    FROM ${points} WHERE p.plan_id = :planId AND ${isCounted} AND ${more}),
  subject AS (
    SELECT 'group' AS kind, g.id, g.title, NULL AS synthesis, ${aimedAt('g')}, count(c.id)::integer AS size,
      array_agg(c.id) AS points, min(c.stage) AS stage, min(c.outcome) AS outcome,
      min(c.received_at) AS received_at, 0 AS position
    FROM counted c JOIN point_group g ON g.id = c.group_id GROUP BY g.id
    UNION ALL
    SELECT 'point', c.id, c.reference, c.synthesis, ${aimedAt('c')}, 1, ARRAY[c.id], c.stage, c.outcome,
      c.received_at, c.position
    FROM counted c WHERE c.group_id IS NULL),
  ordered AS (
    SELECT t.*, CASE t.stage WHEN 'council' THEN 'voted' WHEN 'giunta' THEN 'toVote' ELSE 'notProposed' END AS state,
      row_number() OVER (ORDER BY pd.position NULLS LAST, pd.id, a.position NULLS LAST, a.id, t.paragraph NULLS FIRST,
        t.letter NULLS FIRST, t.sheet_id, t.kind, t.received_at, t.position, t.id) AS place
    FROM subject t
    LEFT JOIN plan_article a ON a.id = t.article_id
    LEFT JOIN plan_sheet sh ON sh.id = t.sheet_id
    LEFT JOIN plan_document pd ON pd.id = coalesce(t.document_id, a.document_id, sh.document_id))`
const ordered = orderOf()

const conditions = {
  state: 'o.state = :state',
  theme: `o.points && ARRAY(${onThemesBelow('th.id = :theme')})`,
  article: 'o.article_id = :article',
  q: `(o.title ILIKE :q OR o.synthesis ILIKE :q OR EXISTS (
    SELECT FROM counted c WHERE c.id = ANY(o.points) AND c.reference ILIKE :q))`,
} as const
type Narrowing = Pick<SubjectQuery, keyof typeof conditions>

/** SQL: what a query keeps of rows `o`; `except` leaves one of its filters out. */
function keptBy(query: Narrowing, except?: keyof typeof conditions): string {
  const names = (Object.keys(conditions) as (keyof typeof conditions)[]).filter(
    (name) => query[name] !== undefined && name !== except,
  )
  return ['true', ...names.map((name) => conditions[name])].join(' AND ')
}

const bindingsOf = (planId: number, { state, theme, article, q }: Narrowing) => ({
  planId,
  ...(state && { state }),
  ...(theme && { theme }),
  ...(article && { article }),
  ...(q && { q: containing(q.trim()) }),
})

/** A point without a synthesis says its first words. */
const columns = `o.kind, o.id, o.title, o.size, o.state, ${provisionOf('o')} AS provision,
  coalesce(o.synthesis, (SELECT ${excerpt} FROM point p WHERE o.kind = 'point' AND p.id = o.id)) AS synthesis,
  CASE o.state WHEN 'toVote' THEN o.outcome END AS proposed, CASE o.state WHEN 'voted' THEN o.outcome END AS decided`

export type Subject = VoteList['items'][number]

const usualLimit = 50

/** A page of the order of voting, with how many stand in each state whatever state is asked for. */
export async function listSubjects(db: Db, planId: number, query: VoteQuery): Promise<VoteList> {
  const { limit = usualLimit, offset = 0 } = query
  const state = keptBy({ state: query.state })
  const { rows } = await db.raw<{ rows: [Omit<VoteList, 'items'> & { items: Subject[] | null }] }>(
    `${ordered}, kept AS MATERIALIZED (SELECT o.* FROM ordered o WHERE ${keptBy(query, 'state')})
     SELECT (count(*) FILTER (WHERE o.state = 'toVote'))::integer AS "toVote",
       (count(*) FILTER (WHERE o.state = 'voted'))::integer AS voted,
       (count(*) FILTER (WHERE o.state = 'notProposed'))::integer AS "notProposed",
       (count(*) FILTER (WHERE ${state}))::integer AS total,
       (SELECT json_agg(page ORDER BY page.place) FROM (SELECT ${columns}, o.place FROM kept o
         WHERE ${state} ORDER BY o.place LIMIT :limit OFFSET :offset) page) AS items
     FROM kept o`,
    { ...bindingsOf(planId, query), limit, offset },
  )
  const [{ items, ...counts }] = rows
  return { ...counts, items: items ?? [] }
}

const madeOf: Record<SubjectKind, string> = {
  point: 'p.id = :id AND p.group_id IS NULL',
  group: 'p.group_id = :id',
}

/** One of them; null where the plan has no such point or group, or it is not voted on. */
export async function findSubject(
  db: Db,
  planId: number,
  { kind, id }: { kind: SubjectKind; id: number },
): Promise<Subject | null> {
  const { rows } = await db.raw<{ rows: Subject[] }>(
    `${orderOf(madeOf[kind])} SELECT ${columns} FROM ordered o`,
    { planId, id },
  )
  return rows[0] ?? null
}

type Neighbour = { kind: SubjectKind; id: number }

/** Where one stands among those of a filter; one that the filter leaves out has the neighbours of its place. */
export async function readNeighbours(
  db: Db,
  planId: number,
  { kind, id, ...query }: Narrowing & Neighbour,
): Promise<{ total: number; position: number | null; previous: Neighbour | null; next: Neighbour | null }> {
  const { rows } = await db.raw(
    `${ordered}, me AS (SELECT o.place FROM ordered o WHERE o.kind = :kind AND o.id = :id),
     kept AS MATERIALIZED (SELECT o.kind, o.id, o.place FROM ordered o WHERE ${keptBy(query)})
     SELECT count(*)::integer AS total,
       (SELECT (SELECT count(*)::integer FROM kept b WHERE b.place <= me.place) FROM me JOIN kept k ON k.place = me.place
       ) AS position,
       (SELECT json_build_object('kind', k.kind, 'id', k.id) FROM kept k, me WHERE k.place < me.place
         ORDER BY k.place DESC LIMIT 1) AS previous,
       (SELECT json_build_object('kind', k.kind, 'id', k.id) FROM kept k, me WHERE k.place > me.place
         ORDER BY k.place LIMIT 1) AS next
     FROM kept`,
    { ...bindingsOf(planId, query), kind, id },
  )
  return rows[0]
}
