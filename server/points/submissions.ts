import type { Knex } from 'knex'
import type { Db } from '../db/index.ts'
import { containing } from '../db/like.ts'
import { asGeoJson } from '../db/spatial.ts'
import { NotFoundError } from '../http/problem.ts'
import { listFiles } from '../observations/files.ts'
import { removalRefusals } from './changing.ts'
import { isExamined } from './deciding.ts'
import type { SplitSubmission, SubmissionList, SubmissionQuery } from './schema.ts'
import { isExaminable, provisionOf, reference } from './sql.ts'

/** SQL: nothing of the submission `s` is a point yet. */
const isUnsplit = 'NOT EXISTS (SELECT FROM point p WHERE p.submission_id = s.id AND p.removed_at IS NULL)'

/** Columns of what was received, with the name of who wrote it: for the office alone. */
export const submissionColumns = (db: Db): Record<string, string | Knex.Raw> => ({
  id: 's.id',
  number: 's.number',
  kind: 's.kind',
  channel: 's.channel',
  status: 's.status',
  receivedAt: 's.received_at',
  isLate: 's.is_late',
  submitterKind: 's.submitter_kind',
  submitterName: db.raw("s.submitter ->> 'name'"),
})

/** What was written to a plan, in the order it came in, with how many points each has. */
export async function listSubmissions(db: Db, query: SubmissionQuery): Promise<SubmissionList> {
  const rows = db({ s: 'submission' })
    .where('s.plan_id', db('plan').where({ code: query.plan }).select('id'))
    .whereRaw(isExaminable)
  if (query.q)
    rows.whereRaw("(s.number ILIKE :like OR s.submitter ->> 'name' ILIKE :like)", {
      like: containing(query.q.trim()),
    })
  const counted = await rows.clone().first({
    total: db.raw('count(*)::integer'),
    toSplit: db.raw(`count(*) FILTER (WHERE ${isUnsplit})::integer`),
  })
  if (query.toSplit) rows.whereRaw(isUnsplit)
  const items = await rows
    .orderBy(['s.received_at', 's.id'])
    .limit(query.limit ?? 50)
    .offset(query.offset ?? 0)
    .select({
      ...submissionColumns(db),
      points: pointsOf(db, 'true'),
      decided: pointsOf(db, 'p.stage IS NOT NULL'),
    })
  return {
    total: query.toSplit ? counted.toSplit : counted.total,
    toSplit: counted.toSplit,
    items: items.map(({ receivedAt, ...item }) => ({ ...item, receivedAt: receivedAt.toISOString() })),
  }
}

const pointsOf = (db: Db, condition: string) =>
  db.raw(`(SELECT count(*)::integer FROM point p
    WHERE p.submission_id = s.id AND p.removed_at IS NULL AND ${condition})`)

/** What its author says each part of the words concerns. */
const readTargets = (db: Db, id: string): Promise<SplitSubmission['targets']> =>
  db({ t: 'submission_target' })
    .where({ 't.submission_id': id })
    .orderBy('t.position')
    .select({
      kind: 't.kind',
      start: 't.span_start',
      end: 't.span_end',
      provision: db.raw(provisionOf('t')),
      geometry: asGeoJson(db, 't.geom'),
    })

async function readPoints(db: Db, id: string, planStatus: string): Promise<SplitSubmission['points']> {
  const rows = await db({ p: 'point' })
    .join({ s: 'submission' }, 's.id', 'p.submission_id')
    .join({ w: 'workflow_place' }, 'w.id', 'p.workflow_place_id')
    .where({ 'p.submission_id': id })
    .whereNull('p.removed_at')
    .orderBy(['p.span_start', 'p.position'])
    .select({
      id: 'p.id',
      position: 'p.position',
      reference: db.raw(reference),
      start: 'p.span_start',
      end: 'p.span_end',
      synthesis: 'p.synthesis',
      themes: db.raw(
        "coalesce((SELECT json_agg(pt.theme_id ORDER BY pt.theme_id) FROM point_theme pt WHERE pt.point_id = p.id), '[]')",
      ),
      stage: 'p.stage',
      outcome: 'p.outcome',
      version: 'p.version',
      inGroup: db.raw('p.group_id IS NOT NULL'),
      locked: 'w.locks',
    })
  return rows.map(({ inGroup, locked, ...point }) => ({
    ...point,
    refusals: removalRefusals({ planStatus, removed: false, inGroup, locked, stage: point.stage }),
  }))
}

/** The submissions before and after one, in the order they came in; after it the next that is not split. */
async function readNeighbours(db: Db, planId: number, id: string) {
  const itself = '(SELECT x.received_at, x.id FROM submission x WHERE x.id = ?)'
  const others = () => db({ s: 'submission' }).where({ 's.plan_id': planId }).whereRaw(isExaminable)
  const previous = await others()
    .whereRaw(`(s.received_at, s.id) < ${itself}`, [id])
    .orderByRaw('s.received_at DESC, s.id DESC')
    .first('s.id')
  const next = await others()
    .whereRaw(`(s.received_at, s.id) > ${itself}`, [id])
    .whereRaw(isUnsplit)
    .orderByRaw('s.received_at, s.id')
    .first('s.id')
  return { previous: previous?.id ?? null, next: next?.id ?? null }
}

/**
 * A submission with the points it is split into.
 * @throws {NotFoundError} where there is none, or it is still a draft
 */
export async function readSplit(db: Db, id: string): Promise<SplitSubmission> {
  const found = await db({ s: 'submission' })
    .join({ pl: 'plan' }, 'pl.id', 's.plan_id')
    .where({ 's.id': id })
    .whereNot({ 's.status': 'draft' })
    .first({
      ...submissionColumns(db),
      plan: 'pl.code',
      planId: 'pl.id',
      planStatus: 'pl.status',
      text: 's.text',
      privateReasons: 's.private_reasons',
    })
  if (!found) throw new NotFoundError('There is no such submission.')
  const { planId, planStatus, receivedAt, ...submission } = found
  return {
    ...submission,
    receivedAt: receivedAt.toISOString(),
    examined: isExamined(planStatus),
    ...(await readNeighbours(db, planId, id)),
    targets: await readTargets(db, id),
    files: await listFiles(db, id),
    points: await readPoints(db, id, planStatus),
  }
}
