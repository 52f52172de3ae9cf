import { romeDate, romeWall } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import {
  computedTerms,
  dueSteps,
  lastDayOf,
  type PlanDays,
  planWarningsOf,
  publicTimeline,
} from './calendar.ts'
import { type DayRow, dayColumns, planDays, readWindows, type WindowRow } from './days.ts'
import { readFacts } from './facts.ts'
import { findDeskPlan, type LockedPlan } from './locking.ts'
import { movePlan, officeActions } from './moves.ts'
import type { DeskPlan, DeskPlanItem, DeskPlanList } from './schema.ts'
import { decisionTerm } from './terms.ts'

interface ItemRow extends DayRow {
  id: number
  code: string
  title: string
  status: DeskPlanItem['status']
  example: boolean
  submissions: number
}

const items = (db: Db) =>
  db({ p: 'plan' }).select({
    ...dayColumns(db),
    id: 'p.id',
    code: 'p.code',
    title: 'p.title',
    status: 'p.status',
    example: 'p.example',
    submissions: db.raw(`(SELECT count(*)::integer FROM submission s
      WHERE s.plan_id = p.id AND s.status <> 'draft')`),
  })

interface StepRow {
  planId: number
  code: string
  dueOn: string
  doneOn: string | null
  note: string | null
}

const readSteps = (db: Db, planIds: number[]): Promise<StepRow[]> =>
  db('plan_step')
    .whereIn('plan_id', planIds)
    .orderBy(['due_on', 'id'])
    .select({
      planId: 'plan_id',
      code: 'code',
      dueOn: db.raw('due_on::text'),
      doneOn: db.raw('done_on::text'),
      note: 'note',
    })

interface Around {
  windows: readonly WindowRow[]
  steps: readonly StepRow[]
  now: Date
}

/** The steps as the law gives them today, with what was done of them. */
function stepsOf(
  days: PlanDays,
  kept: readonly StepRow[],
  { city }: Pick<Context, 'city'>,
): DeskPlan['steps'] {
  return dueSteps(days, city.holidays).map(({ code, dueOn }) => {
    const step = kept.find((row) => row.code === code)
    return { code, dueOn, doneOn: step?.doneOn ?? null, note: step?.note ?? null }
  })
}

function toItem(row: ItemRow, { windows, steps, now }: Around, context: Pick<Context, 'city'>): DeskPlanItem {
  const { city } = context
  const days = planDays(row, windows)
  const window = windows.find(({ kind }) => kind === 'observation')
  const { code, title, status, submissions } = row
  return {
    code,
    title,
    status,
    submissions,
    observationsUntil: window?.closesAt.toISOString() ?? null,
    lastDay: lastDayOf(days, city.holidays),
    warnings:
      status === 'withdrawn'
        ? []
        : planWarningsOf(days, stepsOf(days, steps, context), {
            today: romeDate(now),
            holidays: city.holidays,
          }),
  }
}

const order = `array_position(ARRAY['voting', 'examining', 'observations', 'deposited', 'adopted', 'initiated', 'draft',
  'approved', 'inForce', 'withdrawn'], p.status), p.code`

/** Every plan, those whose term runs first. */
export async function listDeskPlans(db: Db, context: Context): Promise<DeskPlanList> {
  const rows: ItemRow[] = await items(db).orderByRaw(order)
  const ids = rows.map(({ id }) => id)
  const [windows, steps] = [await readWindows(db, ids), await readSteps(db, ids)]
  const now = await databaseNow(db)
  const of = <Row extends { planId: number }>(all: Row[], id: number) =>
    all.filter(({ planId }) => planId === id)
  return {
    total: rows.length,
    items: rows.map((row) =>
      toItem(row, { windows: of(windows, row.id), steps: of(steps, row.id), now }, context),
    ),
  }
}

/** What the state lets the office do, each with why it cannot be done now. */
function actionsOf(plan: LockedPlan, now: Date): DeskPlan['actions'] {
  const moves = officeActions.map((action) => ({ action, refusal: movePlan(plan, action, now).refusal }))
  return moves.filter(({ refusal }) => refusal !== 'notInThisState')
}

function termsOf(days: PlanDays, { city }: Pick<Context, 'city'>): DeskPlan['terms'] {
  const terms = computedTerms(days, city.holidays)
  const { windowUntil, termDays } = days
  return {
    deposit: terms?.deposit ?? null,
    window: terms?.window ?? null,
    decision: windowUntil ? decisionTerm(windowUntil, termDays, city.holidays) : null,
  }
}

const readDocumentList = (db: Db, planId: number): Promise<DeskPlan['documents']> =>
  db({ d: 'plan_document' })
    .where({ 'd.plan_id': planId })
    .orderBy(['d.position', 'd.id'])
    .select({
      id: 'd.id',
      code: 'd.code',
      title: 'd.title',
      titleEn: 'd.title_en',
      versionName: 'd.version_name',
      articles: db.raw('(SELECT count(*)::integer FROM plan_article a WHERE a.document_id = d.id)'),
    })

const readSheetList = (db: Db, planId: number): Promise<DeskPlan['sheets']> =>
  db({ s: 'plan_sheet' })
    .join({ d: 'plan_document' }, 'd.id', 's.document_id')
    .where({ 'd.plan_id': planId })
    .orderBy(['s.document_id', 's.code', 's.id'])
    .select({ id: 's.id', documentId: 's.document_id', code: 's.code', title: 's.title' })

const readThemeList = (db: Db, planId: number): Promise<DeskPlan['themes']> =>
  db({ t: 'plan_theme' })
    .leftJoin({ above: 'plan_theme' }, 'above.id', 't.parent_id')
    .where({ 't.plan_id': planId })
    .orderBy(['t.position', 't.id'])
    .select({
      id: 't.id',
      parent: 'above.code',
      code: 't.code',
      title: 't.title',
      titleEn: 't.title_en',
      retired: db.raw('t.retired_at IS NOT NULL'),
    })

const readPlaceList = (db: Db, planId: number): Promise<DeskPlan['places']> =>
  db('workflow_place')
    .where({ plan_id: planId })
    .orderBy(['position', 'id'])
    .select({ id: 'id', code: 'code', title: 'title', titleEn: 'title_en', locks: 'locks', solved: 'solved' })

const readTemplateList = (db: Db, planId: number): Promise<DeskPlan['templates']> =>
  db({ r: 'reply_template' })
    .leftJoin({ c: 'account' }, 'c.id', 'r.checked_by')
    .where({ 'r.plan_id': planId })
    .orderBy(['r.code', 'r.id'])
    .select({
      id: 'r.id',
      code: 'r.code',
      title: 'r.title',
      text: 'r.text',
      retired: db.raw('r.retired_at IS NOT NULL'),
      checkedBy: 'c.name',
    })

/** The lists of a plan, as they are saved. */
async function readLists(
  db: Db,
  planId: number,
): Promise<Pick<DeskPlan, 'documents' | 'sheets' | 'themes' | 'places' | 'templates'>> {
  return {
    documents: await readDocumentList(db, planId),
    sheets: await readSheetList(db, planId),
    themes: await readThemeList(db, planId),
    places: await readPlaceList(db, planId),
    templates: await readTemplateList(db, planId),
  }
}

/** Submissions that came late, and the one act about them. */
async function readLate(db: Db, planId: number): Promise<DeskPlan['late']> {
  const { count } = await db('submission')
    .where({ plan_id: planId, is_late: true })
    .whereNot({ status: 'draft' })
    .first(db.raw('count(*)::integer AS count'))
  const act = await db('late_act')
    .where({ plan_id: planId })
    .first({
      examined: 'examined',
      reason: 'reason',
      actNumber: 'act_number',
      actDate: db.raw('act_date::text'),
    })
  return { count, act: act ?? null }
}

/**
 * A plan with what is needed to prepare and to lead it.
 * @throws {NotFoundError} where there is no such plan
 */
export async function readDeskPlan(db: Db, context: Context, code: string): Promise<DeskPlan> {
  const plan = await findDeskPlan(db, code)
  const row: ItemRow = await items(db).where({ 'p.id': plan.id }).first()
  const windows = await readWindows(db, [plan.id])
  const steps = await readSteps(db, [plan.id])
  const now = await databaseNow(db)
  const days = planDays(plan, windows)
  return {
    ...toItem(row, { windows, steps, now }, context),
    version: plan.version,
    isPublic: plan.publicFrom !== null,
    example: row.example,
    facts: await readFacts(db, plan.id),
    windows: windows.map(({ kind, opensAt, closesAt, actNumber, actDate }) => ({
      kind,
      opensAt: romeWall(opensAt),
      closesAt: romeWall(closesAt),
      actNumber,
      actDate,
    })),
    terms: termsOf(days, context),
    timeline: publicTimeline(days, context.city.holidays),
    steps: stepsOf(days, steps, context),
    ...(await readLists(db, plan.id)),
    late: await readLate(db, plan.id),
    actions: actionsOf(plan, now),
  }
}
