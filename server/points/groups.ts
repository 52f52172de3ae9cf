import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import type { Group, GroupList } from './schema.ts'
import { excerpt, provisionOf, reference } from './sql.ts'

/** Points as they stand in a list of twins. */
export const twinColumns = (db: Db) => ({
  id: 'p.id',
  reference: db.raw(reference),
  submitterKind: 's.submitter_kind',
  synthesis: 'p.synthesis',
  excerpt: db.raw(excerpt),
  groupId: 'p.group_id',
  outcome: 'p.outcome',
})

const headColumns = (db: Db) => ({
  id: 'g.id',
  title: 'g.title',
  size: db.raw('(SELECT count(*)::integer FROM point p WHERE p.group_id = g.id)'),
  stage: 'l.stage',
  outcome: 'l.outcome',
})

const withLast = (db: Db) =>
  db({ g: 'point_group' })
    .joinRaw('LEFT JOIN LATERAL last_decision(NULL, g.id) l ON true')
    .whereNull('g.dissolved_at')

/** The groups of a plan, the largest first. */
export async function listGroups(db: Db, plan: string): Promise<GroupList> {
  const items = await withLast(db)
    .where('g.plan_id', db('plan').where({ code: plan }).select('id'))
    .orderByRaw('3 DESC, g.id')
    .select(headColumns(db))
  return { total: items.length, items }
}

/** A group with its points. @throws {NotFoundError} where there is none, or it was dissolved */
export async function readGroup(db: Db, id: number): Promise<Group> {
  const group = await withLast(db)
    .join({ pl: 'plan' }, 'pl.id', 'g.plan_id')
    .where({ 'g.id': id })
    .first({
      ...headColumns(db),
      plan: 'pl.code',
      documentId: 'g.document_id',
      articleId: 'g.article_id',
      paragraph: 'g.paragraph',
      letter: 'g.letter',
      sheetId: 'g.sheet_id',
      provision: db.raw(provisionOf('g')),
    })
  if (!group) throw new NotFoundError('There is no such group.')
  const points = await db({ p: 'point' })
    .join({ s: 'submission' }, 's.id', 'p.submission_id')
    .where({ 'p.group_id': id })
    .orderBy(['s.received_at', 'p.id'])
    .select(twinColumns(db))
  return { ...group, points }
}
