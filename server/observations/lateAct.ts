import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import { ConflictError } from '../http/problem.ts'
import { lockPlan, recordPlan } from '../plans/locking.ts'
import type { LateAct } from './schema.ts'

/**
 * Records the one act that decides about everything that came late to a plan, examined or not; what comes later
 * falls under it too. It is never changed.
 * @throws {ConflictError} where there is one already
 */
export async function makeLateAct(
  { db }: Context,
  person: Person,
  code: string,
  { examined, reason, actNumber, actDate }: LateAct,
): Promise<{ submissions: number }> {
  return db.transaction(async (trx) => {
    const plan = await lockPlan(trx, code)
    const [why, number] = [reason.trim(), actNumber.trim()]
    const [act] = await trx('late_act')
      .insert({
        plan_id: plan.id,
        examined,
        reason: why,
        act_number: number,
        act_date: actDate,
        made_by: person.account.id,
      })
      .onConflict('plan_id')
      .ignore()
      .returning('id')
    if (!act) throw new ConflictError('One act has decided about all late ones.', '/problems/late-act')
    const submissions = await trx('submission')
      .where({ plan_id: plan.id, is_late: true })
      .whereNot({ status: 'draft' })
      .update({ late_act: act.id })
    const changes = {
      examined: { old: null, new: examined },
      actNumber: { old: null, new: number },
      actDate: { old: null, new: actDate },
      reason: { old: null, new: why },
      submissions: { old: null, new: submissions },
    }
    await recordPlan(trx, { plan, person, action: 'decideLate', changes })
    return { submissions }
  })
}
