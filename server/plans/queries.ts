import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { publicTimeline } from './calendar.ts'
import { type DayRow, dayColumns, planDays, readWindows, type WindowRow } from './days.ts'
import { officeOfPlan } from './office.ts'
import type { Plan, PlanArticle, PlanItem, PlanList, PublicDocument, PublicWindow } from './schema.ts'
import { windowState } from './windows.ts'

/** @throws {NotFoundError} where there is no plan with this code */
export async function findPlanId(db: Db, code: string): Promise<number> {
  const plan = await db('plan').where({ code }).first('id')
  if (!plan) throw new NotFoundError('There is no such plan.')
  return plan.id
}

interface ItemRow extends Omit<PlanItem, 'windows'> {
  id: number
}

const itemColumns = (db: Db) => ({
  id: 'p.id',
  code: 'p.code',
  title: 'p.title',
  titleEn: 'p.title_en',
  summary: 'p.summary',
  summaryEn: 'p.summary_en',
  kind: 'p.kind',
  versionName: 'p.version_name',
  status: 'p.status',
  example: 'p.example',
  published: db.raw('p.published_at IS NOT NULL'),
})

/** Plans everybody may know of. */
const published = (db: Db) =>
  db({ p: 'plan' }).whereNotNull('p.public_from').where('p.public_from', '<=', db.raw('clock_timestamp()'))

const toWindow = (
  { kind, opensAt, closesAt, actNumber, actDate }: WindowRow,
  status: PlanItem['status'],
  now: Date,
): PublicWindow => ({
  kind,
  opensAt: opensAt.toISOString(),
  closesAt: closesAt.toISOString(),
  state: windowState(kind, { opensAt, closesAt }, { status, now }),
  actNumber,
  actDate,
})

const order = `array_position(ARRAY['observations', 'deposited', 'adopted', 'initiated', 'examining', 'voting',
  'approved', 'inForce', 'withdrawn'], p.status), p.code`

/** Every plan that is public: those one can write to first. */
export async function listPlans(db: Db): Promise<PlanList> {
  const now = await databaseNow(db)
  const rows: ItemRow[] = await published(db).orderByRaw(order).select(itemColumns(db))
  const windows = await readWindows(
    db,
    rows.map(({ id }) => id),
  )
  const items = rows.map(({ id, ...row }) => ({
    ...row,
    windows: windows.filter(({ planId }) => planId === id).map((each) => toWindow(each, row.status, now)),
  }))
  return { total: items.length, items }
}

/** The documents of a plan with their articles and sheets; the texts of the articles are read one by one. */
async function readDocuments(db: Db, planId: number): Promise<PublicDocument[]> {
  return db({ d: 'plan_document' })
    .where({ 'd.plan_id': planId })
    .orderBy(['d.position', 'd.id'])
    .select({
      id: 'd.id',
      code: 'd.code',
      title: 'd.title',
      titleEn: 'd.title_en',
      versionName: 'd.version_name',
      articles:
        db.raw(`coalesce((SELECT json_agg(json_build_object('id', a.id, 'number', a.number, 'title', a.title)
        ORDER BY a.position, a.id) FROM plan_article a WHERE a.document_id = d.id), '[]')`),
      sheets:
        db.raw(`coalesce((SELECT json_agg(json_build_object('id', s.id, 'code', s.code, 'title', s.title)
        ORDER BY s.code, s.id) FROM plan_sheet s WHERE s.document_id = d.id), '[]')`),
    })
}

type PlanRow = ItemRow &
  DayRow &
  Pick<Plan, 'office' | 'caseOfficer' | 'adoptedAct' | 'approvedAct'> & { publishedAt: Date | null }

/** A plan as everybody reads it; undefined where there is none, or it is not public yet. */
export async function findPlan(
  db: Db,
  { city }: Pick<Context, 'city'>,
  code: string,
): Promise<Plan | undefined> {
  const row: PlanRow | undefined = await published(db)
    .where({ 'p.code': code })
    .first({
      ...itemColumns(db),
      ...dayColumns(db),
      office: db.raw(officeOfPlan),
      caseOfficer: 'p.case_officer',
      adoptedAct: 'p.adopted_act',
      approvedAct: 'p.approved_act',
      publishedAt: 'p.published_at',
    })
  if (!row) return undefined
  const now = await databaseNow(db)
  const windows = await readWindows(db, [row.id])
  const { id, publishedAt, ...plan } = row
  return {
    ...plan,
    publishedAt: publishedAt?.toISOString() ?? null,
    windows: windows.map((each) => toWindow(each, row.status, now)),
    timeline: publicTimeline(planDays(row, windows), city.holidays),
    documents: await readDocuments(db, id),
  }
}

/** An article of a plan that is public; undefined where there is none. */
export async function findArticle(
  db: Db,
  { code, articleId }: { code: string; articleId: number },
): Promise<PlanArticle | undefined> {
  return published(db)
    .join({ d: 'plan_document' }, 'd.plan_id', 'p.id')
    .join({ a: 'plan_article' }, 'a.document_id', 'd.id')
    .where({ 'p.code': code, 'a.id': articleId })
    .first({ id: 'a.id', document: 'd.code', number: 'a.number', title: 'a.title', text: 'a.text' })
}
