import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import { eachInTurn } from '../db/eachInTurn.ts'
import type { Db } from '../db/index.ts'
import { UnprocessableError } from '../http/problem.ts'
import { type LockedPlan, lockPlan, nextStatus, recordPlan } from './locking.ts'
import { movePlan as moveOf, planClockActions } from './moves.ts'
import { changePlan } from './preparing.ts'
import type { MovePlan } from './schema.ts'
import type { PlanStatus } from './words.ts'

/** From its beginning on everybody knows of a plan; the day is today where none is written. */
const columnsOf = (trx: Db, { initiatedOn, publicFrom }: LockedPlan, to: PlanStatus, now: Date) => ({
  status: to,
  ...(to === 'initiated' && {
    initiated_on: initiatedOn ?? romeDate(now),
    public_from: publicFrom ?? trx.raw('clock_timestamp()'),
  }),
})

/** @throws {UnprocessableError} where a plan is withdrawn and nobody says why */
function refuseUnreasoned({ action, reason }: Pick<MovePlan, 'action' | 'reason'>): void {
  if (action !== 'withdraw' || reason) return
  throw new UnprocessableError('Say why the plan is withdrawn.', '/problems/plan-faults', [
    { pointer: '/reason', detail: 'missing' },
  ])
}

/**
 * Moves a plan along its road.
 * @throws {ConflictError} where its state, the clock or what is missing forbids it
 * @throws {UnprocessableError} where it is withdrawn without a reason
 */
export async function leadPlan(
  context: Context,
  person: Person,
  code: string,
  { version, action, reason }: MovePlan,
): Promise<void> {
  refuseUnreasoned({ action, ...(reason && { reason }) })
  await changePlan(context, person, { code, version, action }, async ({ trx, plan }) => {
    const now = await databaseNow(trx)
    const to = nextStatus(plan, action, now)
    await trx('plan')
      .where({ id: plan.id })
      .update(columnsOf(trx, plan, to, now))
    return {
      status: { old: plan.status, new: to },
      ...(reason && { reason: { old: null, new: reason.trim() } }),
    }
  })
}

async function catchUp(trx: Db, code: string): Promise<void> {
  for (const action of planClockActions) {
    const plan = await lockPlan(trx, code)
    const { to } = moveOf(plan, action, await databaseNow(trx))
    if (!to) continue
    await trx('plan')
      .where({ id: plan.id })
      .update({ status: to, version: plan.version + 1 })
    const changes = { status: { old: plan.status, new: to } }
    await recordPlan(trx, { plan, person: null, action, changes })
  }
}

/** Opens and closes the windows of plans whose hour has come, each once, however many servers look. */
export async function followPlans(db: Db): Promise<void> {
  const codes: string[] = await db({ p: 'plan' })
    .join({ w: 'plan_window' }, 'w.plan_id', 'p.id')
    .where({ 'w.kind': 'observation' })
    .whereRaw(
      `(p.status = 'deposited' AND w.opens_at <= clock_timestamp())
       OR (p.status = 'observations' AND w.closes_at < clock_timestamp())`,
    )
    .pluck('p.code')
  await eachInTurn(codes, (code) => db.transaction((trx) => catchUp(trx, code)))
}
