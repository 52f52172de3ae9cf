import { actingRole } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import { type Change, recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { type DayRow, dayColumns } from './days.ts'
import { movePlan, type PlanAction, type PlanSituation } from './moves.ts'
import type { PlanStatus } from './words.ts'

/** A plan held until the transaction ends, or only looked at. */
export interface LockedPlan extends PlanSituation, DayRow {
  id: number
  code: string
  title: string
  registry: string
  version: number
  publicFrom: Date | null
}

/** SQL: the Council has not decided on a point with this name, by itself or with its group. */
export const isUndecided = (point: string): string => `NOT EXISTS (SELECT FROM decision d
  WHERE d.stage = 'council' AND d.replaced_at IS NULL AND (d.point_id = ${point}.id OR d.group_id = ${point}.group_id))`

/** SQL: points of plan `p` that the trigger `refuse_open_points` would name. */
const openPoints = `(SELECT count(*)::integer FROM point t JOIN submission s ON s.id = t.submission_id
  LEFT JOIN late_act l ON l.id = s.late_act
  WHERE t.plan_id = p.id AND t.removed_at IS NULL AND s.status NOT IN ('withdrawn', 'merged', 'inadmissible')
  AND (l.examined IS DISTINCT FROM false OR NOT s.is_late) AND ${isUndecided('t')})`

const columns = (db: Db) => ({
  ...dayColumns(db),
  id: 'p.id',
  code: 'p.code',
  title: 'p.title',
  registry: 'p.registry',
  version: 'p.version',
  status: 'p.status',
  publicFrom: 'p.public_from',
  adoptedAct: 'p.adopted_act',
  approvedAct: 'p.approved_act',
  opensAt: 'w.opens_at',
  closesAt: 'w.closes_at',
  openPoints: db.raw(openPoints),
})

const rows = (db: Db) =>
  db({ p: 'plan' }).leftJoin({ w: 'plan_window' }, (join) =>
    join.on('w.plan_id', 'p.id').andOnVal('w.kind', 'observation'),
  )

/**
 * A plan for whoever only looks.
 * @throws {NotFoundError} where there is no such plan
 */
export async function findDeskPlan(db: Db, code: string): Promise<LockedPlan> {
  const plan = await rows(db).where({ 'p.code': code }).first(columns(db))
  if (!plan) throw new NotFoundError('There is no such plan.')
  return plan
}

/**
 * A plan for whoever changes it: two changes wait for each other.
 * @throws {NotFoundError} where there is no such plan
 */
export async function lockPlan(trx: Db, code: string): Promise<LockedPlan> {
  await trx('plan').where({ code }).forUpdate().first('id')
  return findDeskPlan(trx, code)
}

/** @throws {ConflictError} where the state, the clock or what is missing forbids an action */
export function nextStatus(plan: LockedPlan, action: PlanAction, now: Date): PlanStatus {
  const { to, refusal } = movePlan(plan, action, now)
  if (to) return to
  throw new ConflictError(`"${action}" cannot be done: ${refusal}.`, '/problems/plan-move', [
    { pointer: '/action', detail: refusal },
  ])
}

/** @throws {UnprocessableError} naming what is wrong by its place in the body */
export function refuseFaults(faults: readonly { pointer: string; code: string }[]): void {
  if (faults.length === 0) return
  throw new UnprocessableError(
    'The plan cannot be kept like this.',
    '/problems/plan-faults',
    faults.map(({ pointer, code }) => ({ pointer, detail: code })),
  )
}

interface Doing {
  plan: Pick<LockedPlan, 'code' | 'publicFrom'>
  person: Person | null
  action: string
  changes: Record<string, { old: unknown; new: unknown }>
}

/** Writes what was done to a plan into the log: public once the plan is. */
export const recordPlan = (trx: Db, { plan, person, action, changes }: Doing) =>
  recordEvent(trx, {
    actor: person
      ? { id: person.account.id, role: actingRole(person, 'examineObservations') }
      : { id: null, role: 'program' },
    action,
    objectKind: 'plan',
    objectId: plan.code,
    changes: Object.fromEntries(
      Object.entries(changes).map(([name, change]): [string, Change] => [
        name,
        { class: plan.publicFrom ? 'public' : 'internal', ...change },
      ]),
    ),
  })

/** The members of a value that differ, as changes for the log. */
export function differences(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Doing['changes'] {
  return Object.fromEntries(
    Object.keys(after)
      .filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null))
      .map((name) => [name, { old: before[name] ?? null, new: after[name] ?? null }]),
  )
}
