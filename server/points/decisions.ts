import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError, UnprocessableError } from '../http/problem.ts'
import { type Decidable, refusalsOf } from './deciding.ts'
import { type LockedPoint, lockPoint, lockPoints, refuse, refuseNotLeading, refuseOwn } from './locking.ts'
import { record } from './recording.ts'
import type { NewDecision } from './schema.ts'
import { followPoints } from './submissionStatus.ts'
import { type Outcome, type Stage, stages } from './words.ts'

/** A decision of any stage, as it is written. */
interface DecisionGiven {
  stage: Stage
  outcome: Outcome
  reason?: string | undefined
  templateId?: number | undefined
  actNumber?: string | undefined
  decidedOn: string
}

type Target = { pointId: number } | { groupId: number }

const columnsOf = (target: Target) =>
  'pointId' in target ? { point_id: target.pointId } : { group_id: target.groupId }

interface Standing {
  stage: Stage
  outcome: Outcome
  decidedOn: string
}

/** The decisions that stand of a point by itself or of a group, in the order of their stages. */
async function readStanding(trx: Db, target: Target): Promise<Standing[]> {
  return trx('decision')
    .where(columnsOf(target))
    .whereNull('replaced_at')
    .orderByRaw("array_position(ARRAY['technical', 'giunta', 'council'], stage)")
    .select({ stage: 'stage', outcome: 'outcome', decidedOn: trx.raw("to_char(decided_on, 'YYYY-MM-DD')") })
}

/** How a point, or a group by its points, stands before a decision. */
async function decidableOf(
  trx: Db,
  points: readonly LockedPoint[],
  target: Target,
  stage: Stage,
  standing: readonly Standing[],
): Promise<Decidable> {
  const before = stages[stages.indexOf(stage) - 1]
  return {
    planStatus: points[0]?.planStatus ?? '',
    stage: standing.at(-1)?.stage ?? null,
    earlierOn: standing.find((one) => one.stage === before)?.decidedOn ?? null,
    inGroup: 'pointId' in target && points.some(({ inGroup }) => inGroup),
    removed: points.some(({ removed }) => removed),
    shutOut: 'pointId' in target && points.some(({ shutOut }) => shutOut),
    locked: points.some(({ locked }) => locked),
    today: romeDate(await databaseNow(trx)),
  }
}

async function checkTemplate(trx: Db, planId: number, templateId: number | undefined): Promise<void> {
  if (templateId === undefined) return
  const known = await trx('reply_template').where({ id: templateId, plan_id: planId }).first('id')
  if (!known) throw new UnprocessableError('This reply is not of the plan.', '/problems/not-of-plan')
}

/**
 * Takes a decision on points that are held; one of its stage that stood is replaced, and both are kept. The vote of
 * the Council is recorded with its figures by whoever records it, in the same transaction.
 * @returns the id of the decision
 * @throws {ConflictError} naming every reason it cannot be taken
 */
export async function writeDecision(
  trx: Db,
  person: Person,
  points: readonly LockedPoint[],
  target: Target,
  given: DecisionGiven,
): Promise<number> {
  const standing = await readStanding(trx, target)
  const last = standing.at(-1)
  const { stage, outcome, actNumber = null, decidedOn } = given
  const reason = given.reason?.trim() || null
  const deciding = { stage, outcome, reason, actNumber, decidedOn }
  refuse('decision', refusalsOf(deciding, await decidableOf(trx, points, target, stage, standing)))
  await checkTemplate(trx, points[0]?.planId ?? 0, given.templateId)
  await trx('decision')
    .where({ ...columnsOf(target), stage })
    .whereNull('replaced_at')
    .update({ replaced_at: trx.raw('clock_timestamp()') })
  const [row] = await trx('decision')
    .insert({
      ...columnsOf(target),
      stage,
      outcome,
      reason,
      template_id: given.templateId ?? null,
      act_number: actNumber,
      decided_on: decidedOn,
      decided_by: person.account.id,
    })
    .returning('id')
  const object =
    'pointId' in target ? (['point', target.pointId] as const) : (['pointGroup', target.groupId] as const)
  const changed = {
    stage: [last?.stage ?? null, stage],
    outcome: [last?.outcome ?? null, outcome],
    reason: [null, reason],
    actNumber: [null, actNumber],
    decidedOn: [null, decidedOn],
  } as const
  const permission = stage === 'council' ? 'recordVotes' : 'examineObservations'
  await record(trx, person, object, 'decidePoint', changed, permission)
  await followPoints(trx, [...new Set(points.map(({ submissionId }) => submissionId))])
  return row.id
}

/**
 * Decides on a point that is in no group.
 * @throws {ForbiddenError} where one wrote it oneself
 */
export async function decidePoint(
  { db }: Context,
  person: Person,
  id: number,
  given: NewDecision,
): Promise<void> {
  if (given.stage === 'giunta') refuseNotLeading(person)
  await db.transaction(async (trx) => {
    const point = await lockPoint(trx, id)
    refuseOwn(person, [point.submitterId])
    await writeDecision(trx, person, [point], { pointId: id }, given)
  })
}

/** The points of a group, held with it. @throws {NotFoundError} where there is no such group */
export async function lockGroup(trx: Db, id: number): Promise<LockedPoint[]> {
  const group = await trx('point_group').where({ id }).whereNull('dissolved_at').forNoKeyUpdate().first('id')
  if (!group) throw new NotFoundError('There is no such group.')
  const members: { id: number }[] = await trx('point').where({ group_id: id }).select('id')
  return lockPoints(
    trx,
    members.map((member) => member.id),
  )
}

/**
 * Decides on a group: one reason and one outcome for all its points.
 * @throws {ForbiddenError} where one wrote one of them
 */
export async function decideGroup(
  { db }: Context,
  person: Person,
  id: number,
  given: NewDecision,
): Promise<void> {
  if (given.stage === 'giunta') refuseNotLeading(person)
  await db.transaction(async (trx) => {
    const points = await lockGroup(trx, id)
    refuseOwn(
      person,
      points.map(({ submitterId }) => submitterId),
    )
    await writeDecision(trx, person, points, { groupId: id }, given)
  })
}
