import type { Knex } from 'knex'
import type { Db } from '../db/index.ts'
import { containing } from '../db/like.ts'
import { countedPoints, excerpt, reference } from '../points/sql.ts'
import { findPlan } from './plan.ts'
import type { CopyCounts, Onward, Queue, QueuePageQuery, QueueQuery } from './schema.ts'
import { reasons, replyState, textState } from './sql.ts'
import { type CopyPart, type CopyState, copyStates } from './words.ts'

const rowOf = (db: Db) => ({
  id: 'p.id',
  received: 's.received_at',
  submission: 's.id',
  position: 'p.position',
  group_id: 'p.group_id',
  reference: db.raw(reference),
})

const texts = (db: Db, planId: number, accountId: string) =>
  countedPoints(db, planId)
    .leftJoin({ t: 'public_text' }, (join) => join.on('t.point_id', 'p.id').andOnNull('t.replaced_at'))
    .select({
      ...rowOf(db),
      state: db.raw(textState),
      others: db.raw('t.redacted_by <> :me AND s.account_id IS DISTINCT FROM :me', { me: accountId }),
    })

/** A reason of the Council stands once: at the first point of its group. */
const replies = (db: Db, planId: number, accountId: string) =>
  countedPoints(db, planId)
    .joinRaw(`JOIN ${reasons} d ON d.point_id = p.id`)
    .leftJoin({ r: 'public_reply' }, (join) => join.on('r.decision_id', 'd.id').andOnNull('r.replaced_at'))
    .distinctOn('d.id')
    .orderByRaw('d.id, s.received_at, s.id, p.position')
    .select({
      ...rowOf(db),
      state: db.raw(replyState),
      others: db.raw(
        `r.redacted_by <> :me AND NOT EXISTS (SELECT FROM point x JOIN submission y ON y.id = x.submission_id
          WHERE (x.id = p.id OR x.group_id = p.group_id) AND y.account_id = :me)`,
        { me: accountId },
      ),
    })

/** Every copy of a part that the plan needs, each at a point, with where it stands. */
const copiesOf = (db: Db, part: CopyPart, planId: number, accountId: string) =>
  (part === 'text' ? texts : replies)(db, planId, accountId)

/** What of the copies is kept. */
type CopyFilter = Pick<QueueQuery, 'state' | 'group' | 'q'> & { open?: boolean }

const isToSign = "state = 'made' AND others"

function kept(db: Db, { state, open, group, q }: CopyFilter): Knex.QueryBuilder {
  const rows = db('copy').select('id', 'received', 'submission', 'position', 'reference', 'state')
  if (state === 'toSign') rows.whereRaw(isToSign)
  else if (state) rows.where({ state })
  if (open) rows.whereNot({ state: 'signed' })
  if (group) rows.where({ group_id: group })
  if (q) {
    const words = q.trim()
    rows.whereRaw('(id IN (SELECT x.id FROM point x WHERE x.search LIKE :small) OR reference ILIKE :like)', {
      small: containing(words.toLowerCase()),
      like: containing(words),
    })
  }
  return rows
}

const inOrder = 'received, submission, position'
const counted = [
  ...copyStates.map((state) => [state, `state = '${state}'`] as const),
  ['total', 'true'] as const,
  ['toSign', isToSign] as const,
].map(([name, condition]) => `'${name}', count(*) FILTER (WHERE ${condition})`)

/** The first copies that a filter keeps, with how many it keeps and where all of the part stand. */
export interface CopiesRead {
  counts: CopyCounts
  total: number
  first: { id: number; reference: string; state: CopyState }[]
}

/** Reads the copies of a part once: counters and page are of the same set, and the words of each point hashed once. */
export async function readCopies(
  db: Db,
  of: { part: CopyPart; planId: number; accountId: string },
  filter: CopyFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<CopiesRead> {
  const { rows } = await db.raw<{ rows: CopiesRead[] }>(
    `WITH copy AS MATERIALIZED (?), kept AS MATERIALIZED (?)
     SELECT (SELECT json_build_object(${counted.join(', ')}) FROM copy) AS counts,
       (SELECT count(*)::integer FROM kept) AS total,
       coalesce((SELECT json_agg(json_build_object('id', id, 'reference', reference, 'state', state) ORDER BY ${inOrder})
         FROM (SELECT * FROM kept ORDER BY ${inOrder} LIMIT ? OFFSET ?) page), '[]') AS first`,
    [copiesOf(db, of.part, of.planId, of.accountId), kept(db, filter), limit, offset],
  )
  return rows[0] as CopiesRead
}

const name = (id: string) => `(SELECT a.name FROM account a WHERE a.id = ${id})`

const itemColumns = (db: Db, copy: 't' | 'r', state: string) => ({
  id: 'p.id',
  reference: db.raw(reference),
  submitterKind: 's.submitter_kind',
  synthesis: 'p.synthesis',
  excerpt: db.raw(copy === 't' ? excerpt : excerpt.replaceAll('p.text', 'd.reason')),
  group: db.raw(`(SELECT json_build_object('id', g.id, 'title', g.title,
    'size', (SELECT count(*) FROM point x WHERE x.group_id = g.id)) FROM point_group g WHERE g.id = p.group_id)`),
  state: db.raw(state),
  madeBy: db.raw(name(`${copy}.redacted_by`)),
  madeAt: `${copy}.redacted_at`,
  signedBy: db.raw(name(`${copy}.signed_by`)),
  signedAt: `${copy}.signed_at`,
})

type ItemRow = Omit<Queue['items'][number], 'madeAt' | 'signedAt'> & {
  madeAt: Date | null
  signedAt: Date | null
}

async function readItems(db: Db, part: CopyPart, ids: number[]): Promise<Queue['items']> {
  const points = db({ p: 'point' })
    .join({ s: 'submission' }, 's.id', 'p.submission_id')
    .whereIn('p.id', ids)
    .orderByRaw('array_position(?::integer[], p.id)', [ids])
  const withCopy =
    part === 'text'
      ? points
          .leftJoin({ t: 'public_text' }, (join) => join.on('t.point_id', 'p.id').andOnNull('t.replaced_at'))
          .select(itemColumns(db, 't', textState))
      : points
          .joinRaw(`JOIN ${reasons} d ON d.point_id = p.id`)
          .leftJoin({ r: 'public_reply' }, (join) =>
            join.on('r.decision_id', 'd.id').andOnNull('r.replaced_at'),
          )
          .select(itemColumns(db, 'r', replyState))
  const rows: ItemRow[] = await withCopy
  return rows.map((row) => ({
    ...row,
    madeAt: row.madeAt?.toISOString() ?? null,
    signedAt: row.signedAt?.toISOString() ?? null,
  }))
}

/** A page of the queue, with how many copies of both parts stand where. */
export async function listQueue(db: Db, query: QueuePageQuery, accountId: string): Promise<Queue> {
  const { id: planId, code, title, publishedAt } = await findPlan(db, query.plan)
  const plan = { code, title, published: publishedAt !== null }
  const page = { limit: query.limit ?? 50, offset: query.offset ?? 0 }
  const other = query.part === 'text' ? 'reply' : 'text'
  const shown = await readCopies(db, { part: query.part, planId, accountId }, query, page)
  const beside = await readCopies(db, { part: other, planId, accountId }, {}, { limit: 0, offset: 0 })
  const counts = { [query.part]: shown.counts, [other]: beside.counts } as Record<CopyPart, CopyCounts>
  const ids = shown.first.map(({ id }) => id)
  return { plan, ...counts, total: shown.total, items: await readItems(db, query.part, ids) }
}

/** Where to go from a point among those of a filter; after the last one the first follows. */
export async function readOnward(db: Db, id: number, query: QueueQuery, accountId: string): Promise<Onward> {
  const { id: planId } = await findPlan(db, query.plan)
  const { rows } = await db.raw<{ rows: Onward[] }>(
    `WITH copy AS MATERIALIZED (?), kept AS MATERIALIZED (?),
       here AS (SELECT s.received_at, s.id, p.position FROM point p JOIN submission s ON s.id = p.submission_id
         WHERE p.id = ?),
       others AS (SELECT k.*, (received, submission, position) < (SELECT * FROM here) AS before
         FROM kept k WHERE k.id <> ?)
     SELECT (SELECT id FROM others ORDER BY before, ${inOrder} LIMIT 1) AS next,
       (SELECT id FROM others WHERE before ORDER BY received DESC, submission DESC, position DESC LIMIT 1) AS previous,
       (SELECT count(*)::integer FROM others) AS others`,
    [copiesOf(db, query.part, planId, accountId), kept(db, query), id, id],
  )
  return rows[0] as Onward
}
