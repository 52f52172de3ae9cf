import { isHeld } from '../accounts/accountList.ts'
import { permissions } from '../accounts/permissions.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { isExamined } from './deciding.ts'
import type { Setup } from './schema.ts'

interface PlanRow {
  id: number
  code: string
  title: string
  status: string
}

/** Plans whose points there are or will be, those that are examined first, then the newest. */
const readPlans = (db: Db): Promise<PlanRow[]> =>
  db('plan')
    .whereNot({ status: 'draft' })
    .orderByRaw("status IN ('approved', 'inForce', 'withdrawn'), id DESC")
    .select('id', 'code', 'title', 'status')

async function readDocuments(db: Db, planId: number): Promise<Setup['documents']> {
  const documents = await db('plan_document')
    .where({ plan_id: planId })
    .orderBy(['position', 'id'])
    .select({ id: 'id', code: 'code', title: 'title', versionName: 'version_name' })
  const below = (table: string) =>
    db(table).whereIn(
      'document_id',
      documents.map(({ id }) => id),
    )
  const articles = await below('plan_article')
    .orderBy(['position', 'id'])
    .select({ id: 'id', documentId: 'document_id', number: 'number', title: 'title' })
  const sheets = await below('plan_sheet')
    .orderBy(['code', 'id'])
    .select({ id: 'id', documentId: 'document_id', code: 'code', title: 'title' })
  return documents.map((document) => ({
    ...document,
    articles: articles.filter(({ documentId }) => documentId === document.id),
    sheets: sheets.filter(({ documentId }) => documentId === document.id),
  }))
}

/** Who may be given points: everybody who examines observations now. */
const readPeople = (db: Db): Promise<Setup['people']> =>
  db({ a: 'account' })
    .whereNull('a.disabled_at')
    .whereNull('a.erased_at')
    .whereExists(
      db({ r: 'account_role' })
        .whereRaw('r.account_id = a.id')
        .whereIn('r.role', permissions.examineObservations)
        .whereRaw(isHeld),
    )
    .orderBy(['a.name', 'a.id'])
    .select('a.id', 'a.name')

/**
 * What the pages of a plan choose from; of the plan that is examined where none is named.
 * @throws {NotFoundError} where there is no such plan, or none at all
 */
export async function readSetup(db: Db, code: string | undefined): Promise<Setup> {
  const plans = await readPlans(db)
  const plan = code === undefined ? plans[0] : plans.find((one) => one.code === code)
  if (!plan) throw new NotFoundError('There is no such plan.')
  const ofPlan = { plan_id: plan.id }
  return {
    plan: { code: plan.code, title: plan.title, status: plan.status, examined: isExamined(plan.status) },
    plans: plans.map(({ code: one, title }) => ({ code: one, title })),
    themes: await db('plan_theme')
      .where(ofPlan)
      .whereNull('retired_at')
      .orderBy(['position', 'id'])
      .select({ id: 'id', code: 'code', title: 'title', titleEn: 'title_en', parentId: 'parent_id' }),
    places: await db('workflow_place').where(ofPlan).orderBy(['position', 'id']).select({
      id: 'id',
      code: 'code',
      title: 'title',
      titleEn: 'title_en',
      locks: 'locks',
      solved: 'solved',
    }),
    documents: await readDocuments(db, plan.id),
    people: await readPeople(db),
    templates: await db('reply_template')
      .where(ofPlan)
      .whereNull('retired_at')
      .orderBy(['code', 'id'])
      .select({
        id: 'id',
        code: 'code',
        title: 'title',
        text: 'text',
        checked: db.raw('checked_at IS NOT NULL'),
      }),
  }
}
