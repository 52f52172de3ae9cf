import type { Db } from '../db/index.ts'
import { excerpt, reference } from '../points/sql.ts'
import { readAround, readCopies } from './copies.ts'
import { findPlan } from './plan.ts'
import type { Onward, Queue, QueuePageQuery, QueueQuery } from './schema.ts'
import { reasons, replyState, textState } from './sql.ts'
import type { CopyPart } from './words.ts'

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
  const { limit = 50, offset = 0 } = query
  const read = await readCopies(db, { planId, accountId }, query, { limit, offset })
  const ids = read.items.map(({ id }) => id)
  return {
    plan: { code, title, published: publishedAt !== null },
    ...read.counts,
    total: read.total,
    items: await readItems(db, query.part, ids),
  }
}

/** Where to go from a point among those of a filter; after the last one the first follows. */
export async function readOnward(db: Db, id: number, query: QueueQuery, accountId: string): Promise<Onward> {
  const { id: planId } = await findPlan(db, query.plan)
  return readAround(db, { planId, accountId }, query, id)
}
