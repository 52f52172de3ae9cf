import type { Db } from '../db/index.ts'
import { asGeoJson } from '../db/spatial.ts'
import { NotFoundError } from '../http/problem.ts'
import { listFiles } from '../observations/files.ts'
import { isExaminableState } from './admissibility.ts'
import { oppositesOf } from './alarms.ts'
import { contentRefusals, leavingRefusals, removalRefusals } from './changing.ts'
import { isExamined } from './deciding.ts'
import type { PointDetail } from './schema.ts'
import { reference } from './sql.ts'
import { submissionColumns } from './submissions.ts'
import { rowColumns, toRow } from './table.ts'

const pointAt = (db: Db, id: number) =>
  db({ p: 'point' })
    .join({ s: 'submission' }, 's.id', 'p.submission_id')
    .join({ pl: 'plan' }, 'pl.id', 'p.plan_id')
    .join({ w: 'workflow_place' }, 'w.id', 'p.workflow_place_id')
    .leftJoin({ d: 'district' }, 'd.id', 'p.district_id')
    .leftJoin({ n: 'neighbourhood' }, 'n.id', 'p.neighbourhood_id')
    .where({ 'p.id': id })

const detailColumns = (db: Db) => ({
  ...rowColumns(db),
  plan: 'pl.code',
  planStatus: 'pl.status',
  text: 'p.text',
  position: 'p.position',
  documentId: 'p.document_id',
  articleId: 'p.article_id',
  paragraph: 'p.paragraph',
  letter: 'p.letter',
  sheetId: 'p.sheet_id',
  geometry: asGeoJson(db, 'p.geom'),
  parcels: 'p.parcels',
  article: db.raw(`(SELECT json_build_object('number', a.number, 'title', a.title, 'text', a.text)
    FROM plan_article a WHERE a.id = p.article_id)`),
  removed: 'p.removed_reason',
  locked: 'w.locks',
  submissionId: 'p.submission_id',
})

async function readSubmission(db: Db, id: string): Promise<PointDetail['submission']> {
  const { receivedAt, ...submission } = await db({ s: 'submission' })
    .where({ 's.id': id })
    .first({ ...submissionColumns(db), text: 's.text' })
  const points = await db({ p: 'point' })
    .join({ s: 'submission' }, 's.id', 'p.submission_id')
    .where({ 's.id': id })
    .whereNull('p.removed_at')
    .orderBy('p.position')
    .select({ ...mention(db), start: 'p.span_start', end: 'p.span_end', outcome: 'p.outcome' })
  const files = await listFiles(db, id)
  return { ...submission, receivedAt: receivedAt.toISOString(), files, points }
}

const mention = (db: Db) => ({ id: 'p.id', reference: db.raw(reference), synthesis: 'p.synthesis' })

/** Of a group no more than these of its points are named beside one of them. */
const othersShown = 20

async function readGroup(db: Db, groupId: number | null, id: number): Promise<PointDetail['group']> {
  if (groupId === null) return null
  const group = await db('point_group')
    .where({ id: groupId })
    .first({
      id: 'id',
      title: 'title',
      size: db.raw('(SELECT count(*)::integer FROM point p WHERE p.group_id = point_group.id)'),
    })
  const others = await db({ p: 'point' })
    .join({ s: 'submission' }, 's.id', 'p.submission_id')
    .where({ 'p.group_id': groupId })
    .whereNot({ 'p.id': id })
    .orderBy(['s.received_at', 'p.id'])
    .limit(othersShown)
    .select(mention(db))
  return { ...group, others }
}

async function readComments(db: Db, id: number): Promise<PointDetail['comments']> {
  const rows = await db({ c: 'point_comment' })
    .join({ a: 'account' }, 'a.id', 'c.written_by')
    .where({ 'c.point_id': id })
    .orderBy(['c.written_at', 'c.id'])
    .select({ text: 'c.text', by: 'a.name', at: 'c.written_at' })
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** Points this one goes with; a relation is seen from both of its ends. */
const readRelations = (db: Db, id: number): Promise<PointDetail['relations']> =>
  db({ r: 'point_relation' })
    .join({ p: 'point' }, (join) =>
      join.on('p.id', db.raw('CASE WHEN r.point_id = ? THEN r.other_id ELSE r.point_id END', [id])),
    )
    .join({ s: 'submission' }, 's.id', 'p.submission_id')
    .where((either) => either.where({ 'r.point_id': id }).orWhere({ 'r.other_id': id }))
    .orderBy(['s.received_at', 'p.id', 'r.kind'])
    .select({
      ...mention(db),
      kind: 'r.kind',
      outcome: 'p.outcome',
      ours: db.raw('r.point_id = ?', [id]),
    })

async function readOpinions(db: Db, id: number): Promise<PointDetail['opinions']> {
  const rows = await db('office_opinion')
    .where({ point_id: id })
    .orderBy('id')
    .select({
      id: 'id',
      office: 'office',
      question: 'question',
      dueOn: db.raw("to_char(due_on, 'YYYY-MM-DD')"),
      answer: 'answer',
      answerText: 'answer_text',
      answeredAt: 'answered_at',
    })
  return rows.map((row) => ({ ...row, answeredAt: row.answeredAt?.toISOString() ?? null }))
}

/** Every decision on a point, or on the group it is in, the newest first; those that were replaced too. */
const readDecisions = (db: Db, id: number, groupId: number | null): Promise<PointDetail['decisions']> =>
  db({ d: 'decision' })
    .join({ a: 'account' }, 'a.id', 'd.decided_by')
    .where((either) => {
      either.where({ 'd.point_id': id })
      if (groupId !== null) either.orWhere({ 'd.group_id': groupId })
    })
    .orderBy([
      { column: 'd.decided_at', order: 'desc' },
      { column: 'd.id', order: 'desc' },
    ])
    .select({
      id: 'd.id',
      stage: 'd.stage',
      outcome: 'd.outcome',
      reason: 'd.reason',
      actNumber: 'd.act_number',
      decidedOn: db.raw("to_char(d.decided_on, 'YYYY-MM-DD')"),
      decidedBy: 'a.name',
      replaced: db.raw('d.replaced_at IS NOT NULL'),
      ofGroup: db.raw('d.group_id IS NOT NULL'),
    })

/** Spaces of the census that the place of a point covers or touches. */
const readSpaces = (db: Db, id: number): Promise<PointDetail['spaces']> =>
  db({ sp: 'space' })
    .join({ p: 'point' }, (join) => join.on(db.raw('ST_Intersects(sp.geom, p.geom)')))
    .where({ 'p.id': id })
    .orderBy('sp.code')
    .limit(50)
    .select({ code: 'sp.code', name: 'sp.name', status: 'sp.status' })

const readChanges = (db: Db, id: number): Promise<PointDetail['changes']> =>
  db({ c: 'plan_change' })
    .join({ cp: 'plan_change_point' }, 'cp.change_id', 'c.id')
    .where({ 'cp.point_id': id })
    .whereNull('c.dropped_at')
    .orderBy('c.id')
    .select({ id: 'c.id', title: 'c.title', kind: 'c.kind' })

const readSuggestions = (db: Db, id: number): Promise<PointDetail['suggestions']> =>
  db('twin_suggestion')
    .whereNull('settled')
    .whereRaw('point_ids @> ARRAY[?::integer]', [id])
    .orderBy('id')
    .select({ id: 'id', size: db.raw('cardinality(point_ids)') })

/**
 * Everything known of a point.
 * @throws {NotFoundError} where there is none
 */
export async function readPoint(db: Db, id: number): Promise<PointDetail> {
  const found = await pointAt(db, id).first(detailColumns(db))
  if (!found) throw new NotFoundError('There is no such point.')
  const { planStatus, submissionId, ...point } = found
  const submission = await readSubmission(db, submissionId)
  const standing = {
    planStatus,
    removed: point.removed !== null,
    shutOut: !isExaminableState(submission.status),
    locked: point.locked,
    inGroup: point.groupId !== null,
    stage: point.stage,
  }
  return {
    ...(toRow(point) as PointDetail),
    examined: isExamined(planStatus),
    submission,
    group: await readGroup(db, point.groupId, id),
    comments: await readComments(db, id),
    relations: await readRelations(db, id),
    opinions: await readOpinions(db, id),
    decisions: await readDecisions(db, id, point.groupId),
    changes: await readChanges(db, id),
    spaces: await readSpaces(db, id),
    suggestions: await readSuggestions(db, id),
    opposites: await oppositesOf(db, id),
    refusals: {
      change: contentRefusals(standing),
      remove: removalRefusals(standing),
      leave: leavingRefusals(standing),
    },
  }
}
