import { addDays, romeInstant } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import { mendedGeomFromGeoJson } from '../db/spatial.ts'
import { followPoints } from '../points/submissionStatus.ts'
import { type PlanParts, shapeOf } from './observations.ts'
import type { DemoAim, DemoDecided, DemoGroup, DemoPoint } from './planFiles.ts'

/** A point of the demonstration that was inserted. */
interface InsertedPoint {
  id: number
  submissionId: string
  given: DemoPoint
}

/** The points and groups of a plan that were inserted; those of a group are decided with it. */
export interface Examined {
  points: InsertedPoint[]
  groups: { id: number; given: DemoGroup }[]
}

const aimColumns = ({ inserted }: PlanParts, { document, article, paragraph, letter, sheet }: DemoAim) => {
  const code = document ?? (article ?? sheet)?.split(' ')[0] ?? ''
  return {
    document_id: inserted.documents.get(code) ?? null,
    article_id: inserted.articles.get(article ?? '') ?? null,
    paragraph: paragraph ?? null,
    letter: letter ?? null,
    sheet_id: inserted.sheets.get(sheet ?? '') ?? null,
  }
}

async function insertGroups(trx: Db, parts: PlanParts): Promise<Examined['groups']> {
  const { plan, inserted, people } = parts
  const madeAt = romeInstant(addDays(inserted.days.technical, 2), '11:00')
  const groups: Examined['groups'] = []
  for (const given of plan.groups) {
    const [row] = await trx('point_group')
      .insert({
        plan_id: inserted.id,
        title: given.title,
        ...aimColumns(parts, given),
        made_by: people.planningHead,
        made_at: madeAt,
      })
      .returning('id')
    groups.push({ id: row.id, given })
  }
  return groups
}

/** Makes a point of each part of a submission, with the place and the words its author gave it. */
const insertPoints = `
  INSERT INTO point (submission_id, plan_id, position, text, span_start, span_end, synthesis, target, document_id,
    article_id, paragraph, letter, sheet_id, parcels, geom, concerns_vas, assignee_id, due_on, workflow_place_id,
    group_id, prescription, made_by, made_at)
  SELECT t.submission_id, s.plan_id, t.position, t.text, t.span_start, t.span_end, d.synthesis, t.kind,
    coalesce(t.document_id, d.document), t.article_id, t.paragraph, t.letter, t.sheet_id, t.parcels, t.geom, d.vas,
    CASE WHEN d.step <> 'draft' THEN :planner::uuid END, :due::date, w.id, d.in_group, t.prescription, :planner::uuid, :made::timestamptz
  FROM jsonb_to_recordset(:given::jsonb)
    AS d (submission uuid, position integer, synthesis text, document integer, vas boolean, step text, in_group integer)
  JOIN submission_target t ON t.submission_id = d.submission AND t.position = d.position
  JOIN submission s ON s.id = t.submission_id
  JOIN workflow_place w ON w.plan_id = s.plan_id AND w.code = d.step
  ORDER BY s.received_at, s.id, t.position
  RETURNING id, submission_id AS "submissionId", position`

async function splitAll(trx: Db, parts: PlanParts, ids: readonly string[], groups: Examined['groups']) {
  const { plan, inserted, people } = parts
  const isDecided = inserted.days.council !== null
  const given = plan.submissions.flatMap(({ state, points }, place) =>
    state === undefined
      ? points.map((point, at) => ({ point, submission: ids[place], position: at + 1 }))
      : [],
  )
  const { rows } = await trx.raw<{ rows: { id: number; submissionId: string; position: number }[] }>(
    insertPoints,
    {
      planner: people.planner,
      due: addDays(inserted.days.closes, 45),
      made: romeInstant(addDays(inserted.days.closes, 5), '10:00'),
      given: JSON.stringify(
        given.map(({ point, submission, position }) => ({
          submission,
          position,
          synthesis: point.synthesis ?? null,
          document: inserted.documents.get(point.document ?? '') ?? null,
          vas: point.vas ?? false,
          step: point.step ?? (isDecided ? 'complete' : 'draft'),
          in_group: groups.find((group) => group.given.key === point.group)?.id ?? null,
        })),
      ),
    },
  )
  return rows.map(({ id, submissionId, position }): InsertedPoint => {
    const found = given.find((each) => each.submission === submissionId && each.position === position)
    if (!found) throw new Error('a point nobody wrote')
    return { id, submissionId, given: found.point }
  })
}

async function insertThemes(trx: Db, { inserted }: PlanParts, points: readonly InsertedPoint[]) {
  const rows = points.flatMap(({ id, given }) =>
    (given.themes ?? []).map((code) => ({ point_id: id, theme_id: inserted.themes.get(code) })),
  )
  if (rows.length > 0) await trx('point_theme').insert(rows)
}

/** What was decided, stage by stage: technical proposals over some weeks, the Giunta and the Council in one sitting. */
async function insertDecisions(trx: Db, { plan, inserted, people }: PlanParts, { points, groups }: Examined) {
  const { days } = inserted
  const on = { technical: days.technical, giunta: days.giunta, council: days.council ?? days.giunta }
  const acts = { technical: null, giunta: plan.giuntaAct, council: plan.councilAct }
  const by = {
    technical: people.planner,
    giunta: people.planningHead,
    council: people.councilSecretary,
  }
  const rowsOf = (target: object, { decisions = [] }: DemoDecided, at: number) =>
    decisions.map(({ stage, outcome, reason = null }) => {
      const day = stage === 'technical' ? addDays(on.technical, at % 15) : on[stage]
      return {
        ...target,
        stage,
        outcome,
        reason,
        act_number: acts[stage],
        decided_on: day,
        decided_by: by[stage],
        decided_at: romeInstant(day, '15:30'),
      }
    })
  const rows = [
    ...groups.flatMap(({ id, given }, at) => rowsOf({ point_id: null, group_id: id }, given, at)),
    ...points.flatMap(({ id, given }, at) => rowsOf({ point_id: id, group_id: null }, given, at)),
  ]
  if (rows.length > 0) await trx('decision').insert(rows)
}

/** Comments of the office, and opinions asked of others. */
async function insertTalk(trx: Db, { demo, inserted, people }: PlanParts, points: readonly InsertedPoint[]) {
  const at = romeInstant(addDays(inserted.days.technical, 1), '12:00')
  for (const { id, given } of points) {
    if (given.comment)
      await trx('point_comment').insert({
        point_id: id,
        text: given.comment,
        written_by: people.planner,
        written_at: at,
      })
    if (!given.opinion) continue
    const { office, question, dueInDays, answer = null, answerText = null } = given.opinion
    await trx('office_opinion').insert({
      point_id: id,
      office,
      question,
      due_on: addDays(demo.today, dueInDays),
      asked_by: people.planner,
      asked_at: at,
      answer,
      answer_text: answerText,
      answered_at: answer && romeInstant(addDays(demo.today, dueInDays - 1), '10:00'),
      answered_by: answer && people.planner,
    })
  }
}

/** What the plan changes by what was accepted. */
async function insertChanges(trx: Db, { plan, inserted, people, shapes }: PlanParts, examined: Examined) {
  for (const change of plan.changes) {
    const { at, metres = 0, group, ofPoint } = change
    const area = at && mendedGeomFromGeoJson(trx, shapeOf({ at, metres }, shapes))
    const [row] = await trx('plan_change')
      .insert({
        plan_id: inserted.id,
        kind: change.kind,
        title: change.title,
        article_id: inserted.articles.get(change.article ?? '') ?? null,
        paragraph: change.paragraph ?? null,
        before_text: change.before ?? null,
        after_text: change.after ?? null,
        after_geom: area ?? null,
        made_by: people.planner,
        made_at: romeInstant(inserted.days.giunta, '17:00'),
      })
      .returning('id')
    const caused = examined.points.filter(
      ({ given }) => (group && given.group === group) || (ofPoint && given.key === ofPoint),
    )
    await trx('plan_change_point').insert(caused.map(({ id }) => ({ change_id: row.id, point_id: id })))
  }
}

/** Splits, groups and decides what was written to a plan, as far as its office has come. */
export async function insertExamining(trx: Db, parts: PlanParts, ids: readonly string[]): Promise<Examined> {
  const groups = await insertGroups(trx, parts)
  const points = await splitAll(trx, parts, ids, groups)
  const examined = { points, groups }
  await insertThemes(trx, parts, points)
  await insertDecisions(trx, parts, examined)
  await insertTalk(trx, parts, points)
  await insertChanges(trx, parts, examined)
  await followPoints(trx, [...new Set(points.map(({ submissionId }) => submissionId))])
  return examined
}
