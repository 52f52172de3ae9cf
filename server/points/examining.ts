import type { Geometry } from 'geojson'
import { isPermitted } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import { checkGeometry } from '../db/geometry.ts'
import type { Db } from '../db/index.ts'
import { mendedGeomFromGeoJson } from '../db/spatial.ts'
import { UnprocessableError } from '../http/problem.ts'
import { checkVersion } from '../http/version.ts'
import { chargeRefusals, contentRefusals, moveRefusals, prescriptionRefusals } from './changing.ts'
import { checkExaminer, checkOfPlan, type LockedPoint, lockPoint, refuse } from './locking.ts'
import { type Changed, record } from './recording.ts'
import type { Move, PointChanges } from './schema.ts'
import { writeThemes } from './splitting.ts'

const maxVertices = 10_000

/** Fields of a point, with their columns; those of who works on it are not kept by a lock. */
const contentColumns = {
  synthesis: 'synthesis',
  target: 'target',
  documentId: 'document_id',
  articleId: 'article_id',
  paragraph: 'paragraph',
  letter: 'letter',
  sheetId: 'sheet_id',
} as const
const chargeColumns = {
  concernsVas: 'concerns_vas',
  prescription: 'prescription',
  assignee: 'assignee_id',
  dueOn: 'due_on',
} as const

/** A place as somebody gives it, checked. @throws {UnprocessableError} where its lines are broken */
export function checkedShape(given: unknown): Geometry {
  const checked = checkGeometry(given, maxVertices)
  if ('problem' in checked)
    throw new UnprocessableError(`The place cannot be used: ${checked.problem}.`, '/problems/area')
  return checked.geometry
}

async function checkNames(trx: Db, planId: number, changes: PointChanges): Promise<void> {
  const one = (id: number | null | undefined) => (id ? [id] : [])
  await checkOfPlan(trx, planId, {
    theme: changes.themes ?? [],
    document: one(changes.documentId),
    article: one(changes.articleId),
    sheet: one(changes.sheetId),
  })
  if (changes.assignee) await checkExaminer(trx, changes.assignee)
}

const readThemes = async (trx: Db, id: number): Promise<number[]> =>
  (await trx('point_theme').where({ point_id: id }).orderBy('theme_id').select('theme_id')).map(
    ({ theme_id }) => theme_id,
  )

/** What differs, as the log takes it, and the columns to write. */
function compare(
  point: LockedPoint,
  changes: PointChanges,
): { changed: Changed; columns: Record<string, unknown> } {
  const before = { ...point, assignee: point.assignedTo }
  const changed: Changed = {}
  const columns: Record<string, unknown> = {}
  for (const [field, column] of Object.entries({ ...contentColumns, ...chargeColumns })) {
    const name = field as keyof typeof contentColumns | keyof typeof chargeColumns
    const value = changes[name]
    if (value === undefined || value === before[name]) continue
    columns[column] = value
    changed[name === 'assignee' ? 'assignedTo' : name] = [before[name], value]
  }
  return { changed, columns }
}

const touchesContent = (changes: PointChanges): boolean =>
  [...Object.keys(contentColumns), 'geometry', 'themes'].some((name) => name in changes)

/**
 * Changes what is written of a point by the office; its words and what its author drew stay as they were received.
 * @throws {ConflictError} naming why it cannot be changed, or where somebody else has changed it meanwhile
 * @throws {UnprocessableError} where something is not of the plan
 */
export async function changePoint(
  { db }: Context,
  person: Person,
  id: number,
  changes: PointChanges,
): Promise<void> {
  const geometry = changes.geometry ? checkedShape(changes.geometry) : changes.geometry
  await db.transaction(async (trx) => {
    const point = await lockPoint(trx, id)
    checkVersion(point, changes.version)
    refuse('change', [
      ...(touchesContent(changes) ? contentRefusals(point) : chargeRefusals(point)),
      ...prescriptionRefusals(point, changes),
    ])
    await checkNames(trx, point.planId, changes)
    const { changed, columns } = compare(point, changes)
    if (geometry !== undefined) {
      columns.geom = geometry === null ? null : mendedGeomFromGeoJson(trx, geometry)
      changed.geometry = [null, geometry]
    }
    if (changes.themes) {
      changed.themes = [await readThemes(trx, id), changes.themes]
      await writeThemes(trx, id, changes.themes)
    }
    await trx('point')
      .where({ id })
      .update({ ...columns, version: point.version + 1 })
    await record(trx, person, ['point', id], 'changePoint', changed)
  })
}

/**
 * Puts a point in another place of the workflow.
 * @throws {ConflictError} naming why it cannot go there
 */
export async function movePoint(
  { db }: Context,
  person: Person,
  id: number,
  { version, placeId }: Move,
): Promise<void> {
  await db.transaction(async (trx) => {
    const point = await lockPoint(trx, id)
    checkVersion(point, version)
    await checkOfPlan(trx, point.planId, { place: [placeId] })
    const to = await trx('workflow_place').where({ id: placeId }).first('id', 'locks', 'solved')
    refuse('change', moveRefusals(point, to, isPermitted(person, 'leadPlans')))
    await trx('point')
      .where({ id })
      .update({ workflow_place_id: placeId, version: version + 1 })
    await record(trx, person, ['point', id], 'movePoint', { placeId: [point.placeId, placeId] })
  })
}
