import type { Db } from '../db/index.ts'

export interface PlanGiven {
  code?: string
  status?: string
  /** Minutes from now at which the window of observations opens and closes. */
  opens?: number
  closes?: number
}

export interface InsertedPlan {
  id: number
  code: string
  documentId: number
  articleId: number
  sheetId: number
}

const inMinutes = (db: Db, minutes: number) =>
  db.raw("date_trunc('minute', clock_timestamp()) + ? * interval '1 minute'", [minutes])

/** A public plan with one document, one article and one sheet, whose window of observations is around now. */
export async function insertPlan(db: Db, given: PlanGiven = {}): Promise<InsertedPlan> {
  const { code = 'PGT-2030', status = 'observations', opens = -60, closes = 60 } = given
  const [plan] = await db('plan')
    .insert({
      code,
      title: 'Piano di governo del territorio',
      kind: 'plan',
      status,
      office: 'Pianificazione',
      office_phone: '02 0202',
      office_hours: '9-12',
      office_email: 'pgt@example.org',
      initiated_on: '2026-01-10',
      adopted_on: '2026-06-01',
      adopted_act: 'DCC 2',
      public_from: db.raw("clock_timestamp() - interval '1 day'"),
    })
    .returning('id')
  await db('plan_window').insert({
    plan_id: plan.id,
    kind: 'observation',
    opens_at: inMinutes(db, opens),
    closes_at: inMinutes(db, closes),
  })
  await db('workflow_place').insert([
    { plan_id: plan.id, code: 'draft', title: 'Bozza', position: 1 },
    { plan_id: plan.id, code: 'complete', title: 'Completo', position: 2, locks: true, solved: true },
  ])
  const [document] = await db('plan_document')
    .insert({ plan_id: plan.id, code: 'PdR', title: 'Piano delle regole', version_name: 'adottato' })
    .returning('id')
  const [article] = await db('plan_article')
    .insert({ document_id: document.id, number: '11', title: 'Usi temporanei', text: '1. Gli usi…' })
    .returning('id')
  const [sheet] = await db('plan_sheet')
    .insert({ document_id: document.id, code: 'R.02', title: 'Indicazioni urbanistiche' })
    .returning('id')
  return { id: plan.id, code, documentId: document.id, articleId: article.id, sheetId: sheet.id }
}

/** Moves the window of observations of a plan around now, in whole minutes, as nobody at the desk can. */
export async function movePlanWindow(
  db: Db,
  planId: number,
  { opens, closes }: { opens: number; closes: number },
): Promise<void> {
  await db('plan_window')
    .where({ plan_id: planId, kind: 'observation' })
    .update({ opens_at: inMinutes(db, opens), closes_at: inMinutes(db, closes) })
}
