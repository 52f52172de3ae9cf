import { addDays, nextWorkingDay, romeInstant } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import { dueSteps } from '../plans/calendar.ts'
import type { Demo } from './load.ts'
import type { DemoPlan } from './planFiles.ts'

const depositDays = 30
const adoptedBeforeDays = 60
const initiatedBeforeDays = 200
const termDays = 90
const places = [
  ['draft', 'Bozza', 'Draft'],
  ['technical', 'Verifica tecnica', 'Technical check'],
  ['legal', 'Verifica legale', 'Legal check'],
  ['editing', 'Revisione dei testi', 'Editing'],
  ['complete', 'Completo', 'Complete'],
] as const

/** The days on the road of a plan, yyyy-mm-dd. */
interface DemoDays {
  initiated: string
  adopted: string
  deposited: string
  opens: string
  closes: string
  technical: string
  giunta: string
  /** Null where the Council has not met. */
  council: string | null
}

/** A plan that was inserted, and what is aimed at in it by name: `PdR`, `PdR 11`, `PdR R.02`, codes of themes. */
export interface InsertedPlan {
  id: number
  days: DemoDays
  documents: Map<string, number>
  articles: Map<string, number>
  sheets: Map<string, number>
  themes: Map<string, number>
}

function daysOf({ city, today }: Demo, { opensInDays, closesInDays, after }: DemoPlan): DemoDays {
  const working = (day: string) => nextWorkingDay(day, city.holidays)
  const opens = addDays(today, opensInDays)
  const closes = working(addDays(today, closesInDays))
  const deposited = addDays(opens, -depositDays)
  const adopted = addDays(deposited, -adoptedBeforeDays)
  return {
    initiated: addDays(adopted, -initiatedBeforeDays),
    adopted,
    deposited,
    opens,
    closes,
    technical: addDays(closes, after.technical),
    giunta: working(addDays(closes, after.giunta)),
    council: after.council === null ? null : working(addDays(closes, after.council)),
  }
}

type Aims = Pick<InsertedPlan, 'documents' | 'articles' | 'sheets'>

async function insertDocuments(trx: Db, planId: number, plan: DemoPlan): Promise<Aims> {
  const aims: Aims = { documents: new Map(), articles: new Map(), sheets: new Map() }
  for (const [index, { code, title, titleEn, articles, sheets }] of plan.documents.entries()) {
    const [document] = await trx('plan_document')
      .insert({
        plan_id: planId,
        code,
        title,
        title_en: titleEn,
        version_name: plan.versionName,
        position: index + 1,
      })
      .returning('id')
    aims.documents.set(code, document.id)
    const rows = articles.map((article, at) => ({ document_id: document.id, ...article, position: at + 1 }))
    const written = rows.length > 0 ? await trx('plan_article').insert(rows).returning(['id', 'number']) : []
    for (const { id, number } of written) aims.articles.set(`${code} ${number}`, id)
    const drawn = sheets.map((sheet) => ({ document_id: document.id, ...sheet }))
    const kept = drawn.length > 0 ? await trx('plan_sheet').insert(drawn).returning(['id', 'code']) : []
    for (const { id, code: sheet } of kept) aims.sheets.set(`${code} ${sheet}`, id)
  }
  return aims
}

async function insertThemes(trx: Db, planId: number, themes: DemoPlan['themes']) {
  const ids = new Map<string, number>()
  for (const [index, { code, title, titleEn, parent }] of themes.entries()) {
    const parentId = parent === null ? null : (ids.get(parent) ?? null)
    const row = { plan_id: planId, parent_id: parentId, code, title, title_en: titleEn, position: index + 1 }
    const [theme] = await trx('plan_theme').insert(row).returning('id')
    ids.set(code, theme.id)
  }
  return ids
}

async function insertPlaces(trx: Db, planId: number) {
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

/** Its windows: early proposals after the start, observations and opinions after the deposit. */
async function insertWindows(trx: Db, planId: number, { adoptedAct }: DemoPlan, days: DemoDays) {
  const window = (kind: string, opens: string, closes: string, act: string | null) => ({
    plan_id: planId,
    kind,
    opens_at: romeInstant(opens, '09:00'),
    closes_at: romeInstant(closes, '12:00'),
    act_number: act,
    act_date: act && days.adopted,
  })
  await trx('plan_window').insert([
    window('proposal', addDays(days.initiated, 10), addDays(days.initiated, 70), null),
    window('observation', days.opens, days.closes, adoptedAct),
    window('opinion', days.opens, addDays(days.closes, 31), null),
  ])
}

/** The steps back from the last day to decide; those of before the Council's sitting have been taken. */
async function insertSteps(trx: Db, { city, today }: Demo, planId: number, days: DemoDays) {
  const steps = dueSteps(
    {
      initiatedOn: days.initiated,
      adoptedOn: days.adopted,
      depositFrom: days.deposited,
      depositUntil: days.opens,
      windowFrom: days.opens,
      windowUntil: days.closes,
      termDays,
      approvedOn: null,
      inForceOn: null,
    },
    city.holidays,
  )
  const isDone = (dueOn: string) => days.council !== null && dueOn < today
  await trx('plan_step').insert(
    steps.map(({ code, dueOn }) => ({
      plan_id: planId,
      code,
      title: code,
      due_on: dueOn,
      done_on: isDone(dueOn) ? addDays(dueOn, -1) : null,
    })),
  )
}

async function insertRow(trx: Db, { city }: Demo, plan: DemoPlan, days: DemoDays): Promise<number> {
  const { name, phone, hours, email } = city.office
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
      initiated_on: days.initiated,
      adopted_on: days.adopted,
      adopted_act: plan.adoptedAct,
      deposit_from: days.deposited,
      deposit_until: days.opens,
      term_days: termDays,
      public_from: romeInstant(days.initiated, '09:00'),
      example: true,
    })
    .returning('id')
  return row.id
}

/** An invented variant of the city plan, marked as such, open for writing. */
export async function insertPlan(trx: Db, demo: Demo, plan: DemoPlan): Promise<InsertedPlan> {
  const days = daysOf(demo, plan)
  const id = await insertRow(trx, demo, plan, days)
  await insertWindows(trx, id, plan, days)
  await insertSteps(trx, demo, id, days)
  await insertPlaces(trx, id)
  const aims = await insertDocuments(trx, id, plan)
  const themes = await insertThemes(trx, id, plan.themes)
  await trx('reply_template').insert(plan.templates.map((template) => ({ plan_id: id, ...template })))
  return { id, days, ...aims, themes }
}

/** Leads a plan to where it stands, with the acts of its road. */
export async function movePlan(trx: Db, { today }: Demo, plan: DemoPlan, { id, days }: InsertedPlan) {
  const isApproved = plan.status === 'approved' || plan.status === 'inForce'
  await trx('plan')
    .where({ id })
    .update({
      status: plan.status,
      ...(isApproved && { approved_on: days.council, approved_act: plan.councilAct }),
      ...(plan.inForceInDays !== undefined && { in_force_on: addDays(today, plan.inForceInDays) }),
    })
}
