import { readPackJson } from '../city/packRecords.ts'
import { addDays, nextWorkingDay, romeInstant } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import type { Demo } from './load.ts'

/** The plan of the demonstration; its days are counted from today. */
interface DemoPlan {
  code: string
  title: string
  titleEn: string
  summary: string
  summaryEn: string
  versionName: string
  adoptedAct: string
  openForDays: number
  closesInDays: number
  documents: {
    code: string
    title: string
    titleEn: string
    articles: { number: string; title: string; text: string }[]
    sheets: { code: string; title: string }[]
  }[]
  themes: { code: string; title: string; titleEn: string; parent: string | null }[]
  templates: { code: string; title: string; text: string }[]
}

const depositDays = 30
const adoptedBeforeDays = 60
const places = [
  ['draft', 'Bozza', 'Draft'],
  ['technical', 'Verifica tecnica', 'Technical check'],
  ['legal', 'Verifica legale', 'Legal check'],
  ['editing', 'Revisione dei testi', 'Editing'],
  ['complete', 'Completo', 'Complete'],
] as const

async function insertDocuments(trx: Db, planId: number, { documents, versionName }: DemoPlan) {
  for (const [index, { code, title, titleEn, articles, sheets }] of documents.entries()) {
    const [document] = await trx('plan_document')
      .insert({
        plan_id: planId,
        code,
        title,
        title_en: titleEn,
        version_name: versionName,
        position: index + 1,
      })
      .returning('id')
    const rows = articles.map((article, at) => ({ document_id: document.id, ...article, position: at + 1 }))
    if (rows.length > 0) await trx('plan_article').insert(rows)
    if (sheets.length > 0)
      await trx('plan_sheet').insert(sheets.map((sheet) => ({ document_id: document.id, ...sheet })))
  }
}

async function insertThemes(trx: Db, planId: number, themes: DemoPlan['themes']) {
  const ids = new Map<string, number>()
  for (const [index, { code, title, titleEn, parent }] of themes.entries()) {
    const parentId = parent === null ? null : (ids.get(parent) ?? null)
    const row = { plan_id: planId, parent_id: parentId, code, title, title_en: titleEn, position: index + 1 }
    const [theme] = await trx('plan_theme').insert(row).returning('id')
    ids.set(code, theme.id)
  }
}

async function insertPlace(trx: Db, planId: number) {
  await trx('workflow_place').insert(
    places.map(([code, title, titleEn], index) => ({
      plan_id: planId,
      code,
      title,
      title_en: titleEn,
      position: index + 1,
      locks: code === 'complete',
      solved: code === 'complete',
    })),
  )
}

/** An invented variant of the city plan, marked as such, that one can write to now; returns its id. */
export async function insertPlan(trx: Db, { city, today }: Demo): Promise<number> {
  const plan = readPackJson<DemoPlan>(city.id, 'plan.json')
  const { name, phone, hours, email } = city.office
  const opens = addDays(today, -plan.openForDays)
  const closes = nextWorkingDay(addDays(today, plan.closesInDays), city.holidays)
  const depositFrom = addDays(opens, -depositDays)
  const adopted = addDays(depositFrom, -adoptedBeforeDays)
  const [row] = await trx('plan')
    .insert({
      code: plan.code,
      title: plan.title,
      title_en: plan.titleEn,
      summary: plan.summary,
      summary_en: plan.summaryEn,
      kind: 'variant',
      version_name: plan.versionName,
      status: 'observations',
      office: name,
      office_phone: phone,
      office_hours: hours,
      office_email: email,
      case_officer: 'Responsabile del procedimento (esempio)',
      initiated_on: addDays(adopted, -200),
      adopted_on: adopted,
      adopted_act: plan.adoptedAct,
      deposit_from: depositFrom,
      deposit_until: opens,
      public_from: romeInstant(addDays(adopted, -200), '09:00'),
      example: true,
    })
    .returning('id')
  await trx('plan_window').insert([
    {
      plan_id: row.id,
      kind: 'observation',
      opens_at: romeInstant(opens, '09:00'),
      closes_at: romeInstant(closes, '12:00'),
      act_number: plan.adoptedAct,
      act_date: adopted,
    },
    {
      plan_id: row.id,
      kind: 'opinion',
      opens_at: romeInstant(opens, '09:00'),
      closes_at: romeInstant(addDays(closes, 31), '12:00'),
      act_number: null,
      act_date: null,
    },
  ])
  await insertPlace(trx, row.id)
  await insertDocuments(trx, row.id, plan)
  await insertThemes(trx, row.id, plan.themes)
  await trx('reply_template').insert(plan.templates.map((template) => ({ plan_id: row.id, ...template })))
  return row.id
}
