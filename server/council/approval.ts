import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError } from '../http/problem.ts'
import { isAnswered } from '../observations/sql.ts'
import { findDeskPlan, isUndecided, nextStatus } from '../plans/locking.ts'
import { changePlan } from '../plans/preparing.ts'
import { isCounted, points, reference } from '../points/sql.ts'
import type { Approval, Approving } from './schema.ts'

/** No more than these are named; the count says how many there are. */
const shown = 10

/** Points that count and have no decision of the Council. */
const openPoints = `FROM ${points} WHERE p.plan_id = :planId AND ${isCounted} AND ${isUndecided('p')}`

/** Observations and opinions that count and were not split into points. */
const openSubmissions = `FROM submission s LEFT JOIN late_act l ON l.id = s.late_act
  WHERE s.plan_id = :planId AND s.kind IN ('observation', 'opinion') AND ${isAnswered}
    AND NOT EXISTS (SELECT FROM point p WHERE p.submission_id = s.id AND p.removed_at IS NULL)`

async function readOpen<Item>(
  db: Db,
  { planId, from, columns }: { planId: number; from: string; columns: string },
): Promise<{ total: number; first: Item[] }> {
  const { rows } = await db.raw<{ rows: { total: number; first: Item[] | null }[] }>(
    `SELECT (SELECT count(*)::integer ${from}) AS total,
       (SELECT json_agg(f) FROM (SELECT ${columns} ${from} ORDER BY s.received_at, s.id LIMIT ${shown}) f) AS first`,
    { planId },
  )
  return { total: rows[0]?.total ?? 0, first: rows[0]?.first ?? [] }
}

/** What keeps a plan from being approved (LR 12/2005 art. 13 c. 7), and the day of the last vote. */
async function readApproval(db: Db, planId: number): Promise<Approval> {
  const { rows } = await db.raw<{ rows: { day: string | null }[] }>(
    `SELECT to_char(max(v.held_on), 'YYYY-MM-DD') AS day FROM council_vote v WHERE v.plan_id = :planId`,
    { planId },
  )
  return {
    points: await readOpen(db, {
      planId,
      from: openPoints,
      columns: `p.id, ${reference} AS reference, p.group_id AS "groupId", p.stage`,
    }),
    submissions: await readOpen(db, { planId, from: openSubmissions, columns: 's.id, s.number' }),
    lastVoteOn: rows[0]?.day ?? null,
  }
}

/** @throws {ConflictError} with how many are open and the first of them */
function refuseOpen({ points: open, submissions }: Approval): void {
  if (open.total + submissions.total === 0) return
  throw new ConflictError(
    `${open.total} points have no decision of the Council; ${submissions.total} submissions are not split into points.`,
    '/problems/plan-open',
    [
      ...open.first.map((point) => ({ pointer: `/points/${point.id}`, detail: point.reference })),
      ...submissions.first.map(({ id, number }) => ({ pointer: `/submissions/${id}`, detail: number })),
    ],
  )
}

function refuseDay(approvedOn: string, { lastVoteOn }: Approval, today: string): void {
  const refusal =
    approvedOn > today
      ? 'dateAhead'
      : lastVoteOn !== null && approvedOn < lastVoteOn
        ? 'dateBeforeVotes'
        : null
  if (refusal === null) return
  throw new ConflictError(`The plan cannot be approved on this day: ${refusal}.`, '/problems/plan-approval', [
    { pointer: '/approvedOn', detail: refusal },
  ])
}

/**
 * Records that the Council has approved a plan: its day and its act.
 * @throws {ConflictError} where a point or a submission is open, naming the first; where the plan is not before the
 *   Council, or was changed since `version`
 */
export async function approvePlan(
  context: Context,
  person: Person,
  code: string,
  { version, approvedOn, approvedAct }: Approving,
): Promise<void> {
  await changePlan(context, person, { code, version, action: 'approve' }, async ({ trx, plan }) => {
    const open = await readApproval(trx, plan.id)
    const now = await databaseNow(trx)
    refuseOpen(open)
    const act = approvedAct.trim()
    const status = nextStatus({ ...plan, approvedOn, approvedAct: act }, 'approve', now)
    refuseDay(approvedOn, open, romeDate(now))
    await trx('plan').where({ id: plan.id }).update({ status, approved_on: approvedOn, approved_act: act })
    return {
      status: { old: plan.status, new: status },
      approvedOn: { old: plan.approvedOn, new: approvedOn },
      approvedAct: { old: plan.approvedAct, new: act },
    }
  })
}

/** The same for the desk of the planning office. @throws {NotFoundError} where there is no such plan */
export const readPlanApproval = async (db: Db, code: string): Promise<Approval> =>
  readApproval(db, (await findDeskPlan(db, code)).id)
