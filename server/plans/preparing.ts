import type { Person } from '../accounts/queries.ts'
import { instantOf } from '../calls/rules.ts'
import { romeWall } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError } from '../http/problem.ts'
import { checkVersion } from '../http/version.ts'
import { dueSteps } from './calendar.ts'
import { planDays, readWindows } from './days.ts'
import { factFaults, readFacts, writeFacts } from './facts.ts'
import { differences, type LockedPlan, lockPlan, recordPlan, refuseFaults } from './locking.ts'
import type { NewPlan, PlanFacts, SaveWindow, SubmissionKind } from './schema.ts'
import { windowFaults } from './windows.ts'

/** Where points are worked on, one place after the other; the last locks them. */
const usualPlaces = [
  { code: 'draft', title: 'Bozza', title_en: 'Draft' },
  { code: 'technical', title: 'Verifica tecnica', title_en: 'Technical check' },
  { code: 'legal', title: 'Verifica legale', title_en: 'Legal check' },
  { code: 'editing', title: 'Revisione dei testi', title_en: 'Editing' },
  { code: 'complete', title: 'Completo', title_en: 'Complete', locks: true, solved: true },
]

/**
 * Begins a plan, with the office of the city and the usual places of the work in it.
 * @throws {ConflictError} where its code is taken
 */
export async function createPlan(
  { db, city }: Context,
  person: Person,
  { code, title, kind }: NewPlan,
): Promise<void> {
  const { name, phone, hours, email } = city.office
  await db.transaction(async (trx) => {
    const [plan] = await trx('plan')
      .insert({
        code,
        title,
        kind,
        office: name,
        office_phone: phone,
        office_hours: hours,
        office_email: email,
      })
      .onConflict('code')
      .ignore()
      .returning('id')
    if (!plan) throw new ConflictError(`There is a plan "${code}" already.`, '/problems/plan-code-taken')
    await trx('workflow_place').insert(
      usualPlaces.map((place, index) => ({ plan_id: plan.id, position: index + 1, ...place })),
    )
    const changes = { title: { old: null, new: title } }
    await recordPlan(trx, { plan: { code, publicFrom: null }, person, action: 'create', changes })
  })
}

interface Changing {
  trx: Db
  plan: LockedPlan
}

/**
 * Changes a plan: version, work, calendar and log in one transaction.
 * @throws {ConflictError} where it was changed since `version`
 */
export async function changePlan(
  context: Context,
  person: Person,
  { code, version, action }: { code: string; version: number; action: string },
  work: (changing: Changing) => Promise<Record<string, { old: unknown; new: unknown }>>,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const plan = await lockPlan(trx, code)
    checkVersion(plan, version)
    const changes = await work({ trx, plan })
    await trx('plan')
      .where({ id: plan.id })
      .update({ version: plan.version + 1 })
    await keepSteps(trx, context, code)
    await recordPlan(trx, { plan, person, action, changes })
  })
}

/** Brings the steps of the calendar up to date with the last day; what was done stays done. */
async function keepSteps(trx: Db, { city }: Pick<Context, 'city'>, code: string): Promise<void> {
  const plan = await lockPlan(trx, code)
  const windows = await readWindows(trx, [plan.id])
  const steps = dueSteps(planDays(plan, windows), city.holidays)
  if (steps.length === 0) return
  await trx('plan_step')
    .insert(
      steps.map(({ code: step, dueOn }) => ({ plan_id: plan.id, code: step, title: step, due_on: dueOn })),
    )
    .onConflict(['plan_id', 'code'])
    .merge(['due_on'])
}

/**
 * Saves what a plan says of itself.
 * @throws {UnprocessableError} where its days are not in their order
 */
export async function saveFacts(
  context: Context,
  person: Person,
  code: string,
  { version, facts }: { version: number; facts: PlanFacts },
): Promise<void> {
  refuseFaults(factFaults(facts))
  await changePlan(context, person, { code, version, action: 'save' }, async ({ trx, plan }) => {
    const before = await readFacts(trx, plan.id)
    await writeFacts(trx, plan.id, facts, {})
    return differences(before, facts)
  })
}

/**
 * Sets a window to the printed times of its notice.
 * @throws {UnprocessableError} where an end is a holiday, or a window that has opened is changed otherwise than
 *   by an act that moves its end later
 */
export async function saveWindow(
  context: Context,
  person: Person,
  { code, kind }: { code: string; kind: SubmissionKind },
  { version, ...window }: SaveWindow,
): Promise<void> {
  await changePlan(context, person, { code, version, action: 'setWindow' }, async ({ trx, plan }) => {
    const before = (await readWindows(trx, [plan.id])).find((each) => each.kind === kind) ?? null
    const around = { before, now: await databaseNow(trx), holidays: context.city.holidays }
    refuseFaults(windowFaults(window, around))
    await trx('plan_window')
      .insert({
        plan_id: plan.id,
        kind,
        opens_at: instantOf(window.opensAt),
        closes_at: instantOf(window.closesAt),
        act_number: window.actNumber,
        act_date: window.actDate,
      })
      .onConflict(['plan_id', 'kind'])
      .merge()
    const printed = before && {
      ...before,
      opensAt: romeWall(before.opensAt),
      closesAt: romeWall(before.closesAt),
    }
    return differences({ ...printed }, { kind, ...window })
  })
}

/**
 * Says that a step of the calendar is done, or is not.
 * @throws {NotFoundError} where the plan has no such step
 */
export async function markStep(
  context: Context,
  person: Person,
  { code, step }: { code: string; step: string },
  { version, doneOn, note }: { version: number; doneOn: string | null; note: string | null },
): Promise<void> {
  await changePlan(context, person, { code, version, action: 'markStep' }, async ({ trx, plan }) => {
    const windows = await readWindows(trx, [plan.id])
    const known = dueSteps(planDays(plan, windows), context.city.holidays)
    if (!known.some((each) => each.code === step)) throw new NotFoundError('There is no such step.')
    const place = { plan_id: plan.id, code: step }
    await keepSteps(trx, context, code)
    const before = await trx('plan_step')
      .where(place)
      .first({ doneOn: trx.raw('done_on::text'), note: 'note' })
    await trx('plan_step').where(place).update({ done_on: doneOn, note })
    return { step: { old: step, new: step }, ...differences(before, { doneOn, note }) }
  })
}
