import type { Knex } from 'knex'
import type { Db } from '../db/index.ts'
import { containing } from '../db/like.ts'
import { asGeoJson } from '../db/spatial.ts'
import { NotFoundError } from '../http/problem.ts'
import { listFiles } from '../observations/files.ts'
import { isExaminable, isLeftOut, isShutOut } from '../observations/sql.ts'
import { isExaminableState, restoringRefusals, shuttingRefusals } from './admissibility.ts'
import { removalRefusals } from './changing.ts'
import { isExamined } from './deciding.ts'
import type { SplitSubmission, SubmissionList, SubmissionQuery } from './schema.ts'
import { readAdmissible } from './shutOut.ts'
import { provisionOf, reference } from './sql.ts'

/** SQL: nothing of the submission `s` is a point yet. */
const isUnsplit = 'NOT EXISTS (SELECT FROM point p WHERE p.submission_id = s.id AND p.removed_at IS NULL)'

/** Columns of what was received, with the name of who wrote it: for the office alone. */
export const submissionColumns = (db: Db): Record<string, string | Knex.Raw> => ({
  id: 's.id',
  number: 's.number',
  kind: 's.kind',
  opinionOutcome: 's.opinion_outcome',
  channel: 's.channel',
  status: 's.status',
  receivedAt: 's.received_at',
  isLate: 's.is_late',
  submitterKind: 's.submitter_kind',
  submitterName: db.raw("s.submitter ->> 'name'"),
})

type ListedRow = Omit<SubmissionList['items'][number], 'receivedAt'> & { receivedAt: Date }

/** The submissions `s` that the filters keep; those that are not examined only where they are asked for. */
function narrowed(rows: Knex.QueryBuilder, query: SubmissionQuery): Knex.QueryBuilder {
  const { toSplit, late, shutOut, kind, channel, q } = query
  rows.whereRaw(shutOut ? isLeftOut : isExaminable)
  if (toSplit) rows.whereRaw(isUnsplit)
  if (late !== undefined) rows.where({ 's.is_late': late })
  if (kind) rows.where({ 's.kind': kind })
  if (channel) rows.where({ 's.channel': channel })
  if (q)
    rows.whereRaw(
      "(s.number ILIKE :like OR s.protocol_number ILIKE :like OR s.submitter ->> 'name' ILIKE :like)",
      { like: containing(q.trim()) },
    )
  return rows
}

/** What was written to a plan, in the order it came in, with how many points each has. */
export async function listSubmissions(db: Db, query: SubmissionQuery): Promise<SubmissionList> {
  const ofPlan = db({ s: 'submission' }).where(
    's.plan_id',
    db('plan').where({ code: query.plan }).select('id'),
  )
  const { toSplit } = await ofPlan
    .clone()
    .whereRaw(isExaminable)
    .whereRaw(isUnsplit)
    .first(db.raw('count(*)::integer AS "toSplit"'))
  const rows = narrowed(ofPlan, query)
  const { total } = await rows.clone().first(db.raw('count(*)::integer AS total'))
  const items: ListedRow[] = await rows
    .orderBy(['s.received_at', 's.id'])
    .limit(query.limit ?? 50)
    .offset(query.offset ?? 0)
    .select({
      ...submissionColumns(db),
      points: pointsOf(db, 'true'),
      decided: pointsOf(db, 'p.stage IS NOT NULL'),
    })
  return {
    total,
    toSplit,
    items: items.map(({ receivedAt, ...item }) => ({ ...item, receivedAt: receivedAt.toISOString() })),
  }
}

const pointsOf = (db: Db, condition: string) =>
  db.raw(`(SELECT count(*)::integer FROM point p
    WHERE p.submission_id = s.id AND p.removed_at IS NULL AND ${condition})`)

/** SQL: why the submission `s` is not examined, and what it was put into. */
const shutOutOf = `CASE WHEN ${isShutOut} THEN json_build_object(
  'reason', coalesce(s.merged_reason, s.inadmissible_reason),
  'into', (SELECT json_build_object('id', o.id, 'number', o.number) FROM submission o WHERE o.id = s.merged_into)) END`
/** SQL: those that were put into the submission `s`. */
const mergedOf = `coalesce((SELECT json_agg(json_build_object('id', o.id, 'number', o.number) ORDER BY o.number)
  FROM submission o WHERE o.merged_into = s.id), '[]')`

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

async function readPoints(
  db: Db,
  id: string,
  standing: { planStatus: string; shutOut: boolean },
): Promise<SplitSubmission['points']> {
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
    refusals: removalRefusals({ ...standing, removed: false, inGroup, locked, stage: point.stage }),
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
      version: 's.version',
      shutOut: db.raw(shutOutOf),
      merged: db.raw(mergedOf),
      text: 's.text',
      privateReasons: 's.private_reasons',
    })
  if (!found) throw new NotFoundError('There is no such submission.')
  const { planId, planStatus, receivedAt, ...submission } = found
  const admissible = { ...submission, planStatus, ...(await readAdmissible(db, id)) }
  const counted = isExaminableState(submission.status)
  return {
    ...submission,
    receivedAt: receivedAt.toISOString(),
    examined: isExamined(planStatus) && counted,
    refusals: { shutOut: shuttingRefusals(admissible), restore: restoringRefusals(admissible) },
    ...(await readNeighbours(db, planId, id)),
    targets: await readTargets(db, id),
    files: await listFiles(db, id),
    points: await readPoints(db, id, { planStatus, shutOut: !counted }),
  }
}
