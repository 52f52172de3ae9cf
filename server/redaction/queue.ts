import type { Knex } from 'knex'
import type { Db } from '../db/index.ts'
import { containing } from '../db/like.ts'
import { NotFoundError } from '../http/problem.ts'
import { excerpt, isCounted, reference } from '../points/sql.ts'
import type { CopyCounts, Onward, Queue, QueuePageQuery, QueueQuery } from './schema.ts'
import { isReplied, replyState, textState } from './sql.ts'
import { type CopyPart, copyStates } from './words.ts'

/** A plan as the pages of the queue name it. @throws {NotFoundError} where there is none */
async function findPlan(db: Db, code: string): Promise<{ id: number } & Queue['plan']> {
  const plan = await db('plan')
    .where({ code })
    .first({ id: 'id', code: 'code', title: 'title', published: db.raw('published_at IS NOT NULL') })
  if (!plan) throw new NotFoundError('There is no such plan.')
  return plan
}

const counted = (db: Db, planId: number) =>
  db({ p: 'point' })
    .join({ s: 'submission' }, 's.id', 'p.submission_id')
    .leftJoin({ l: 'late_act' }, 'l.id', 's.late_act')
    .where({ 'p.plan_id': planId })
    .whereRaw(isCounted)

const rowOf = (db: Db) => ({
  id: 'p.id',
  received: 's.received_at',
  submission: 's.id',
  position: 'p.position',
  group_id: 'p.group_id',
  search: 'p.search',
  reference: db.raw(reference),
})

const texts = (db: Db, planId: number, accountId: string) =>
  counted(db, planId)
    .leftJoin({ t: 'public_text' }, (join) => join.on('t.point_id', 'p.id').andOnNull('t.replaced_at'))
    .select({
      ...rowOf(db),
      state: db.raw(textState),
      others: db.raw('t.redacted_by <> :me AND s.account_id IS DISTINCT FROM :me', { me: accountId }),
    })

/** A reason of the Council stands once: at the first point of its group. */
const replies = (db: Db, planId: number, accountId: string) =>
  counted(db, planId)
    .joinRaw(`JOIN decision d ON ${isReplied}`)
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
export const copiesOf = (db: Db, part: CopyPart, planId: number, accountId: string): Knex.QueryBuilder =>
  db.from((part === 'text' ? texts : replies)(db, planId, accountId).as('copy'))

const isToSign = "state = 'made' AND others"

/** How many copies of a part stand where. */
export async function countCopies(
  db: Db,
  part: CopyPart,
  planId: number,
  accountId: string,
): Promise<CopyCounts> {
  const states = copyStates.map((state) => `count(*) FILTER (WHERE state = '${state}')::integer AS ${state}`)
  return copiesOf(db, part, planId, accountId).first(
    db.raw(
      `count(*)::integer AS total, ${states.join(', ')}, count(*) FILTER (WHERE ${isToSign})::integer AS "toSign"`,
    ),
  )
}

function filtered(db: Db, planId: number, query: QueueQuery, accountId: string): Knex.QueryBuilder {
  const rows = copiesOf(db, query.part, planId, accountId)
  if (query.state === 'toSign') rows.whereRaw(isToSign)
  else if (query.state) rows.where({ state: query.state })
  if (query.group) rows.where({ group_id: query.group })
  if (query.q) {
    const words = query.q.trim()
    rows.whereRaw('(search LIKE :small OR reference ILIKE :like)', {
      small: containing(words.toLowerCase()),
      like: containing(words),
    })
  }
  return rows
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
          .joinRaw(`JOIN decision d ON ${isReplied}`)
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
  const { id: planId, ...plan } = await findPlan(db, query.plan)
  const kept = () => filtered(db, planId, query, accountId)
  const { total } = await kept().first(db.raw('count(*)::integer AS total'))
  const ids: number[] = await kept()
    .orderBy(['received', 'submission', 'position'])
    .limit(query.limit ?? 50)
    .offset(query.offset ?? 0)
    .pluck('id')
  return {
    plan,
    text: await countCopies(db, 'text', planId, accountId),
    reply: await countCopies(db, 'reply', planId, accountId),
    total,
    items: await readItems(db, query.part, ids),
  }
}

/** Where to go from a point among those of a filter; after the last one the first follows. */
export async function readOnward(db: Db, id: number, query: QueueQuery, accountId: string): Promise<Onward> {
  const { id: planId } = await findPlan(db, query.plan)
  const key = '(received, submission, position)'
  const here =
    '(SELECT s.received_at, s.id, p.position FROM point p JOIN submission s ON s.id = p.submission_id WHERE p.id = ?)'
  const rows = () => filtered(db, planId, query, accountId).whereNot({ id })
  const next = await rows().orderByRaw(`${key} < ${here}, received, submission, position`, [id]).first('id')
  const previous = await rows()
    .whereRaw(`${key} < ${here}`, [id])
    .orderByRaw('received DESC, submission DESC, position DESC')
    .first('id')
  const { others } = await rows().first(db.raw('count(*)::integer AS others'))
  return { next: next?.id ?? null, previous: previous?.id ?? null, others }
}
