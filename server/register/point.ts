import type { Db } from '../db/index.ts'
import { asGeoJson } from '../db/spatial.ts'
import { NotFoundError } from '../http/problem.ts'
import { decisionColumns, entryColumns, groupSizes, reference } from './entries.ts'
import { published, withDecision } from './filters.ts'
import { type PublishedPlan, readPublishedPlan, shownPlan } from './publishedPlan.ts'
import type { RegisterPoint, RegisterPointPath } from './schema.ts'

/** Of a group no more than these of its points are named beside one of them. */
const mentionLimit = 100

/** A reference as it stands in an address: the number, then which of its points. */
const addressed = /^([^\0]+)-([1-9]\d{0,5})$/

const pointColumns = (db: Db) => ({
  ...entryColumns(db),
  id: 'v.id',
  submissionId: 'v.submission_id',
  text: 'v.text',
  place: 'v.place',
  geometry: asGeoJson(db, 'v.geom'),
  article: db.raw(
    "CASE WHEN pa.id IS NOT NULL THEN json_build_object('id', pa.id, 'number', pa.number, 'title', pa.title) END",
  ),
  ...decisionColumns(db),
})

const mention = (db: Db) => ({
  reference: db.raw(reference),
  synthesis: 'v.synthesis',
  outcome: 'v.outcome',
})

const readMentions = (
  db: Db,
  { id: planId }: PublishedPlan,
  id: number,
  of: Record<string, unknown>,
): Promise<RegisterPoint['group']> =>
  published(db, planId)
    .where(of)
    .whereNot('v.id', id)
    .orderBy(['v.received_at', 'v.number', 'v.position'])
    .limit(mentionLimit)
    .select(mention(db))

/**
 * A point of a register by its permanent address.
 * @throws {NotFoundError} where there is none, or the register is not public
 */
export async function readRegisterPoint(
  db: Db,
  { code, reference: address }: RegisterPointPath,
): Promise<RegisterPoint> {
  const plan = await readPublishedPlan(db, code)
  const [, number, position] = addressed.exec(address) ?? []
  const found =
    number &&
    (await withDecision(db, plan.id)
      .where({ 'v.number': number, 'v.position': Number(position) })
      .first(pointColumns(db)))
  if (!found) throw new NotFoundError('There is no such point in this register.')
  const { id, submissionId, ...point } = found
  const { groupId } = point
  const sizes = await groupSizes(db, plan.id, [groupId])
  return {
    ...point,
    plan: shownPlan(plan),
    groupSize: sizes.get(groupId) ?? 0,
    group: groupId === null ? [] : await readMentions(db, plan, id, { 'v.group_id': groupId }),
    siblings: await readMentions(db, plan, id, { 'v.submission_id': submissionId }),
  }
}
