import { isPermitted } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { UnprocessableError } from '../http/problem.ts'
import {
  chargeRefusals,
  contentRefusals,
  moveRefusals,
  type Place,
  prescriptionRefusals,
} from './changing.ts'
import { checkExaminer, checkOfPlan, type LockedPoint, lockPoints } from './locking.ts'
import { type Changed, record } from './recording.ts'
import type { Bulk, BulkChange, BulkResult, BulkRow } from './schema.ts'
import type { ChangeRefusal } from './words.ts'

interface Around {
  change: BulkChange
  place: Place | null
  leads: boolean
  versions: Map<number, number>
  themes: Map<number, number[]>
}

/** Why one of them stays as it is. */
function refusalsOf(point: LockedPoint, { change, place, leads, versions }: Around): ChangeRefusal[] {
  if (point.version !== versions.get(point.id)) return ['version']
  const moves = place && place.id !== point.placeId ? moveRefusals(point, place, leads) : []
  const content = change.addTheme || change.removeTheme ? contentRefusals(point) : chargeRefusals(point)
  return [...new Set([...moves, ...content, ...prescriptionRefusals(point, change)])]
}

const shown = (value: unknown): string | null =>
  value === null || value === undefined ? null : Array.isArray(value) ? value.join(',') : String(value)

/** What would differ, field by field. */
function differences(point: LockedPoint, { change, themes }: Around): BulkRow['differences'] {
  const before = themes.get(point.id) ?? []
  const kept = before.filter((theme) => theme !== change.removeTheme)
  const after = change.addTheme && !kept.includes(change.addTheme) ? [...kept, change.addTheme] : kept
  const pairs = [
    ['assignee', point.assignedTo, change.assignee],
    ['placeId', point.placeId, change.placeId],
    ['dueOn', point.dueOn, change.dueOn],
    ['concernsVas', point.concernsVas, change.concernsVas],
    ['prescription', point.prescription, change.prescription],
    ['themes', before, change.addTheme || change.removeTheme ? after : undefined],
  ] as const
  return pairs.flatMap(([field, from, to]) =>
    to === undefined || shown(from) === shown(to) ? [] : [{ field, from: shown(from), to: shown(to) }],
  )
}

function rowOf(point: LockedPoint, around: Around): BulkRow {
  const differs = differences(point, around)
  const refusals = refusalsOf(point, around)
  const result = refusals.length > 0 ? 'refused' : differs.length > 0 ? 'changed' : 'same'
  return { id: point.id, reference: point.reference, result, refusals, differences: differs }
}

async function readAround(trx: Db, person: Person, { points, change }: Bulk): Promise<Around> {
  const ids = points.map(({ id }) => id)
  const rows: { pointId: number; themeId: number }[] = await trx('point_theme')
    .whereIn('point_id', ids)
    .orderBy('theme_id')
    .select({ pointId: 'point_id', themeId: 'theme_id' })
  const themes = new Map<number, number[]>()
  for (const { pointId, themeId } of rows) themes.set(pointId, [...(themes.get(pointId) ?? []), themeId])
  const place =
    change.placeId === undefined
      ? null
      : await trx('workflow_place').where({ id: change.placeId }).first('id', 'locks', 'solved')
  return {
    change,
    place,
    leads: isPermitted(person, 'leadPlans'),
    versions: new Map(points.map(({ id, version }) => [id, version])),
    themes,
  }
}

async function checkNames(trx: Db, planIds: readonly number[], change: BulkChange): Promise<void> {
  const [planId, ...others] = new Set(planIds)
  if (planId === undefined) return
  if (others.length > 0)
    throw new UnprocessableError('The points are of several plans.', '/problems/not-of-plan')
  const one = (id: number | undefined) => (id === undefined ? [] : [id])
  await checkOfPlan(trx, planId, {
    place: one(change.placeId),
    theme: [...one(change.addTheme), ...one(change.removeTheme)],
  })
  if (change.assignee) await checkExaminer(trx, change.assignee)
}

/** Writes the same values to all of them, and to the log of each what was. */
async function write(trx: Db, person: Person, rows: readonly BulkRow[], change: BulkChange): Promise<void> {
  const ids = rows.map(({ id }) => id)
  const { assignee, placeId, dueOn, concernsVas, prescription, addTheme, removeTheme } = change
  await trx('point')
    .whereIn('id', ids)
    .update({
      ...(assignee !== undefined && { assignee_id: assignee }),
      ...(placeId !== undefined && { workflow_place_id: placeId }),
      ...(dueOn !== undefined && { due_on: dueOn }),
      ...(concernsVas !== undefined && { concerns_vas: concernsVas }),
      ...(prescription !== undefined && { prescription }),
      version: trx.raw('version + 1'),
    })
  if (removeTheme) await trx('point_theme').whereIn('point_id', ids).where({ theme_id: removeTheme }).delete()
  if (addTheme)
    await trx('point_theme')
      .insert(ids.map((point_id) => ({ point_id, theme_id: addTheme })))
      .onConflict()
      .ignore()
  for (const { id, differences: differs } of rows)
    await record(trx, person, ['point', id], 'changePoint', changedOf(differs))
}

const changedOf = (differs: BulkRow['differences']): Changed =>
  Object.fromEntries(
    differs.map(({ field, from, to }) => [field === 'assignee' ? 'assignedTo' : field, [from, to]]),
  )

/**
 * Changes many points of a plan in one go, or says what would become of each: one that is locked, or that somebody
 * has changed since it was seen, stays as it is and says why; the others are changed.
 * @throws {UnprocessableError} where they are of several plans, or something is not of theirs
 */
export async function changeMany({ db }: Context, person: Person, bulk: Bulk): Promise<BulkResult> {
  return db.transaction(async (trx) => {
    const ids = [...new Set(bulk.points.map(({ id }) => id))]
    const points = await lockPoints(trx, ids)
    await checkNames(
      trx,
      points.map(({ planId }) => planId),
      bulk.change,
    )
    const around = await readAround(trx, person, bulk)
    const known = new Map(points.map((point) => [point.id, rowOf(point, around)]))
    const items = ids.map((id) => known.get(id) ?? missing(id))
    const changed = items.filter(({ result }) => result === 'changed')
    if (!bulk.preview && changed.length > 0) await write(trx, person, changed, bulk.change)
    const many = (result: BulkRow['result']) => items.filter((item) => item.result === result).length
    return { changed: many('changed'), same: many('same'), refused: many('refused'), items }
  })
}

const missing = (id: number): BulkRow => ({
  id,
  reference: null,
  result: 'refused',
  refusals: ['notFound'],
  differences: [],
})
