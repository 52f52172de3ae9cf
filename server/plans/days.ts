import { romeDate } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import type { PlanDays } from './calendar.ts'
import type { PlanWindow } from './windows.ts'
import type { SubmissionKind } from './words.ts'

/** A window of a plan as it is kept. */
export interface WindowRow extends PlanWindow {
  planId: number
  kind: SubmissionKind
  actNumber: string | null
  actDate: string | null
}

/** The windows of plans, in the order in which they open. */
export async function readWindows(db: Db, planIds: readonly number[]): Promise<WindowRow[]> {
  return db({ w: 'plan_window' })
    .whereIn('w.plan_id', [...planIds])
    .orderBy(['w.opens_at', 'w.id'])
    .select({
      planId: 'w.plan_id',
      kind: 'w.kind',
      opensAt: 'w.opens_at',
      closesAt: 'w.closes_at',
      actNumber: 'w.act_number',
      actDate: db.raw('w.act_date::text'),
    })
}

/** Columns of a plan `p` that its calendar is made of. */
export const dayColumns = (db: Db) => ({
  initiatedOn: db.raw('p.initiated_on::text'),
  adoptedOn: db.raw('p.adopted_on::text'),
  depositFrom: db.raw('p.deposit_from::text'),
  depositUntil: db.raw('p.deposit_until::text'),
  termDays: 'p.term_days',
  approvedOn: db.raw('p.approved_on::text'),
  inForceOn: db.raw('p.in_force_on::text'),
})

export type DayRow = Omit<PlanDays, 'windowFrom' | 'windowUntil'>

/** The days of a plan with those of its window of observations, in Italy. */
export function planDays(row: DayRow, windows: readonly WindowRow[]): PlanDays {
  const { initiatedOn, adoptedOn, depositFrom, depositUntil, termDays, approvedOn, inForceOn } = row
  const window = windows.find(({ kind }) => kind === 'observation')
  return {
    initiatedOn,
    adoptedOn,
    depositFrom,
    depositUntil,
    windowFrom: window ? romeDate(window.opensAt) : null,
    windowUntil: window ? romeDate(window.closesAt) : null,
    termDays,
    approvedOn,
    inForceOn,
  }
}
