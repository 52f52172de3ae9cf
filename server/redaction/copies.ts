import type { Db } from '../db/index.ts'
import { containing } from '../db/like.ts'
import { isCounted, points, reference } from '../points/sql.ts'
import type { CopyCounts, Onward, QueueQuery } from './schema.ts'
import { isStandingReason, replyState, textState } from './sql.ts'
import { type CopyPart, type CopyState, copyParts, copyStates } from './words.ts'

/** Copies of which plan, and for whom: nobody signs what they made or wrote. */
interface CopiesOf {
  planId: number
  accountId: string
}

/** SQL: the points `p` of the plan that count, with whether the account wrote them. */
const counted = `SELECT p.id, p.group_id, p.position, p.words_hash, ${reference} AS reference, s.id AS submission,
    s.received_at AS received, s.account_id IS NOT DISTINCT FROM :accountId AS own
  FROM ${points} WHERE p.plan_id = :planId AND ${isCounted}`

/** SQL: the reasons `d` of the Council, each once: that of a group at the first of its points. */
const reasons = `SELECT d.id, p.id AS point_id, p.received, p.submission, p.position, p.group_id, p.reference, p.own
  FROM counted p JOIN decision d ON d.point_id = p.id WHERE ${isStandingReason}
  UNION ALL (SELECT DISTINCT ON (d.id) d.id, p.id, p.received, p.submission, p.position, p.group_id, p.reference,
      p.group_id IN (SELECT x.group_id FROM point x JOIN submission y ON y.id = x.submission_id
        WHERE x.plan_id = :planId AND x.group_id IS NOT NULL AND y.account_id = :accountId)
    FROM counted p JOIN decision d ON d.group_id = p.group_id WHERE ${isStandingReason}
    ORDER BY d.id, p.received, p.submission, p.position)`

const partRows: Record<CopyPart, string> = {
  text: `SELECT 'text' AS part, p.id, p.received, p.submission, p.position, p.group_id, p.reference,
      ${textState} AS state, t.redacted_by <> :accountId AND NOT p.own AS others
    FROM counted p LEFT JOIN public_text t ON t.point_id = p.id AND t.replaced_at IS NULL`,
  reply: `SELECT 'reply' AS part, d.point_id AS id, d.received, d.submission, d.position, d.group_id, d.reference,
      ${replyState} AS state, r.redacted_by <> :accountId AND NOT d.own AS others
    FROM reason d LEFT JOIN public_reply r ON r.decision_id = d.id AND r.replaced_at IS NULL`,
}

/** SQL: the copies of these parts as `copy`, each at a point, with where it stands; points are read once for all. */
const copies = (parts: readonly CopyPart[]) => `counted AS MATERIALIZED (${counted}), reason AS (${reasons}),
  copy AS MATERIALIZED (${parts.map((part) => partRows[part]).join(' UNION ALL ')})`

/** What of the copies is kept; `open`: what is not signed. */
type CopyFilter = Partial<Pick<QueueQuery, 'part' | 'state' | 'group' | 'q'>> & { open?: boolean }

const isToSign = "state = 'made' AND others"

function keptBy({ part, state, open, group, q }: CopyFilter): string {
  const ofState = state === 'toSign' ? isToSign : 'state = :state'
  return [
    'true',
    ...(part ? ['part = :part'] : []),
    ...(state ? [ofState] : []),
    ...(open ? ["state <> 'signed'"] : []),
    ...(group ? ['group_id = :group'] : []),
    ...(q ? ['(id IN (SELECT x.id FROM point x WHERE x.search LIKE :small) OR reference ILIKE :like)'] : []),
  ].join(' AND ')
}

const bindingsOf = (of: CopiesOf, { part, state, group, q }: CopyFilter) => ({
  ...of,
  ...(part && { part }),
  ...(state && { state }),
  ...(group && { group }),
  ...(q && { small: containing(q.trim().toLowerCase()), like: containing(q.trim()) }),
})

const inOrder = 'received, submission, position'
const states = [
  ...copyStates.map((state) => [state, `state = '${state}'`] as const),
  ['total', 'true'] as const,
  ['toSign', isToSign] as const,
].map(([name, condition]) => `'${name}', count(*) FILTER (WHERE ${condition})`)

const noCounts: CopyCounts = {
  total: 0,
  missing: 0,
  withdrawn: 0,
  outdated: 0,
  made: 0,
  signed: 0,
  toSign: 0,
}
const noCopies = { text: noCounts, reply: noCounts }

interface CopiesRead {
  counts: Record<CopyPart, CopyCounts>
  total: number
  items: { part: CopyPart; id: number; reference: string; state: CopyState }[]
}

/** Where all copies of a plan stand, how many a filter keeps, and a page of these for each part, texts first. */
export async function readCopies(
  db: Db,
  of: CopiesOf,
  filter: CopyFilter,
  page: { limit: number; offset: number },
): Promise<CopiesRead> {
  const { rows } = await db.raw<{ rows: [CopiesRead] }>(
    `WITH ${copies(copyParts)}, kept AS MATERIALIZED (SELECT c.*, row_number() OVER (PARTITION BY part ORDER BY ${inOrder}) AS place
       FROM copy c WHERE ${keptBy(filter)})
     SELECT (SELECT json_object_agg(c.part, c.counts)
         FROM (SELECT part, json_build_object(${states.join(', ')}) AS counts FROM copy GROUP BY part) c) AS counts,
       (SELECT count(*)::integer FROM kept) AS total,
       coalesce((SELECT json_agg(json_build_object('part', part, 'id', id, 'reference', reference, 'state', state)
         ORDER BY part DESC, place) FROM kept WHERE place > :offset AND place - :offset <= :limit), '[]') AS items`,
    { ...bindingsOf(of, filter), ...page },
  )
  const [read] = rows
  return { ...read, counts: { ...noCopies, ...read.counts } }
}

/** Where to go from a point among those that a filter keeps; after the last one the first follows. */
export async function readAround(db: Db, of: CopiesOf, filter: QueueQuery, id: number): Promise<Onward> {
  const { rows } = await db.raw<{ rows: [Onward] }>(
    `WITH ${copies([filter.part])},
       here AS (SELECT s.received_at, s.id, p.position FROM point p JOIN submission s ON s.id = p.submission_id
         WHERE p.id = :id),
       others AS (SELECT c.*, (received, submission, position) < (SELECT * FROM here) AS before
         FROM copy c WHERE id <> :id AND ${keptBy(filter)})
     SELECT (SELECT id FROM others ORDER BY before, ${inOrder} LIMIT 1) AS next,
       (SELECT id FROM others WHERE before ORDER BY received DESC, submission DESC, position DESC LIMIT 1) AS previous,
       (SELECT count(*)::integer FROM others) AS others`,
    { ...bindingsOf(of, filter), id },
  )
  return rows[0]
}
