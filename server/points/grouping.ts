import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { checkVersion } from '../http/version.ts'
import { findPlanId } from '../plans/queries.ts'
import { groupRefusals, joiningRefusals, leavingRefusals } from './changing.ts'
import { lockGroup } from './decisions.ts'
import { type LockedPoint, lockPoint, lockPoints, refuse, refuseNotLeading } from './locking.ts'
import { record } from './recording.ts'
import type { Confirmation, Joining, Proposal, WithReason } from './schema.ts'
import { followPoints } from './submissionStatus.ts'
import type { Stage } from './words.ts'

/**
 * Proposes points as a group, for the head of planning to confirm.
 * @throws {UnprocessableError} where a point is not of the plan
 */
export async function proposeGroup(
  { db }: Context,
  person: Person,
  { plan, points: ids }: Proposal,
): Promise<number> {
  return db.transaction(async (trx) => {
    const planId = await findPlanId(trx, plan)
    const points = await lockPoints(trx, ids)
    if (points.length < ids.length || points.some((point) => point.planId !== planId))
      throw new UnprocessableError('A point is not of the plan.', '/problems/not-of-plan')
    refuse('group', groupRefusals(points))
    const [row] = await trx('twin_suggestion')
      .insert({
        plan_id: planId,
        point_ids: points.map(({ id }) => id),
        reasons: JSON.stringify([{ kind: 'person' }]),
      })
      .returning('id')
    await record(trx, person, ['twinSuggestion', row.id], 'proposeGroup', { points: [null, ids] })
    return row.id
  })
}

interface LockedSuggestion {
  id: number
  planId: number
  pointIds: number[]
}

async function lockSuggestion(trx: Db, id: number): Promise<LockedSuggestion> {
  const row = await trx('twin_suggestion')
    .where({ id })
    .forUpdate()
    .first({ id: 'id', planId: 'plan_id', pointIds: 'point_ids', settled: 'settled' })
  if (!row) throw new NotFoundError('There is no such suggestion.')
  if (row.settled) throw new ConflictError('This was settled already.', '/problems/suggestion-settled')
  return row
}

async function settle(
  trx: Db,
  person: Person,
  id: number,
  settled: 'confirmed' | 'dismissed',
  groupId: number | null,
): Promise<void> {
  await trx('twin_suggestion')
    .where({ id })
    .update({
      settled,
      settled_by: person.account.id,
      settled_at: trx.raw('clock_timestamp()'),
      group_id: groupId,
    })
  await record(trx, person, ['twinSuggestion', id], 'settleSuggestion', {
    settled: [null, settled],
    groupId: [null, groupId],
  })
}

/** Dismisses a suggestion: these points are no twins. */
export async function dismissSuggestion({ db }: Context, person: Person, id: number): Promise<void> {
  await db.transaction(async (trx) => {
    await lockSuggestion(trx, id)
    await settle(trx, person, id, 'dismissed', null)
  })
}

/** Puts points into a group, each with a line in its own log. */
async function enter(
  trx: Db,
  person: Person,
  points: readonly LockedPoint[],
  groupId: number,
): Promise<void> {
  await trx('point')
    .whereIn(
      'id',
      points.map(({ id }) => id),
    )
    .update({ group_id: groupId, version: trx.raw('version + 1') })
  for (const { id } of points)
    await record(trx, person, ['point', id], 'joinGroup', { groupId: [null, groupId] })
}

async function insertGroup(trx: Db, person: Person, title: string, first: LockedPoint): Promise<number> {
  const { planId, documentId, articleId, paragraph, letter, sheetId } = first
  const [row] = await trx('point_group')
    .insert({
      plan_id: planId,
      title,
      document_id: documentId,
      article_id: articleId,
      paragraph,
      letter,
      sheet_id: sheetId,
      made_by: person.account.id,
    })
    .returning('id')
  return row.id
}

/**
 * Makes a group of a suggestion, of all its points or of some; it is aimed at what the first of them is aimed at.
 * @throws {ForbiddenError} for who does not lead plans
 * @throws {ConflictError} naming why these points make no group
 */
export async function confirmSuggestion(
  { db }: Context,
  person: Person,
  id: number,
  { title, points: ids }: Confirmation,
): Promise<number> {
  refuseNotLeading(person)
  return db.transaction(async (trx) => {
    const { pointIds } = await lockSuggestion(trx, id)
    if (ids.some((one) => !pointIds.includes(one)))
      throw new UnprocessableError('A point is not in the suggestion.', '/problems/not-of-plan')
    const points = await lockPoints(trx, ids)
    refuse('group', groupRefusals(points))
    const groupId = await insertGroup(trx, person, title.trim(), points[0] as LockedPoint)
    await record(trx, person, ['pointGroup', groupId], 'makeGroup', {
      title: [null, title.trim()],
      points: [null, ids],
    })
    await enter(trx, person, points, groupId)
    await settle(trx, person, id, 'confirmed', groupId)
    return groupId
  })
}

/**
 * Lets a point into a group that there is: it takes the reason and the outcome of the group.
 * @throws {ForbiddenError} for who does not lead plans
 * @throws {ConflictError} naming why it does not enter
 */
export async function joinGroup(
  { db }: Context,
  person: Person,
  groupId: number,
  { point: id }: Joining,
): Promise<void> {
  refuseNotLeading(person)
  await db.transaction(async (trx) => {
    const group = await trx('point_group')
      .where({ id: groupId })
      .forNoKeyUpdate()
      .first({ planId: 'plan_id', dissolved: trx.raw('dissolved_at IS NOT NULL') })
    if (!group) throw new NotFoundError('There is no such group.')
    const point = await lockPoint(trx, id)
    const { rows } = await trx.raw<{ rows: { stage: Stage | null }[] }>(
      'SELECT stage FROM last_decision(NULL, ?)',
      [groupId],
    )
    refuse('group', joiningRefusals(point, { ...group, stage: rows[0]?.stage ?? null }))
    await enter(trx, person, [point], groupId)
    await followPoints(trx, [point.submissionId])
  })
}

/**
 * Takes a point out of its group, on the record: it has no decision then, until it gets one of its own. A group
 * that nobody is left in is dissolved.
 * @throws {ConflictError} naming why it does not leave
 */
export async function leaveGroup(
  { db }: Context,
  person: Person,
  id: number,
  { version, reason }: WithReason,
): Promise<void> {
  await db.transaction(async (trx) => {
    const found = await trx('point').where({ id }).first('group_id')
    if (!found) throw new NotFoundError('There is no such point.')
    const members = found.group_id === null ? [] : await lockGroup(trx, found.group_id)
    const point = members.find((member) => member.id === id) ?? (await lockPoint(trx, id))
    checkVersion(point, version)
    refuse('group', leavingRefusals(point))
    await trx('point')
      .where({ id })
      .update({ group_id: null, version: version + 1 })
    await record(trx, person, ['point', id], 'leaveGroup', {
      groupId: [point.groupId, null],
      reason: [null, reason.trim()],
    })
    if (members.length === 1)
      await trx('point_group')
        .where({ id: point.groupId })
        .update({ dissolved_at: trx.raw('clock_timestamp()') })
    await followPoints(trx, [point.submissionId])
  })
}
