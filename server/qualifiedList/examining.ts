import { actingRole } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { type Changed, recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, ForbiddenError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { checkVersion } from '../http/version.ts'
import { listChanges } from './fieldClasses.ts'
import { type LockedApplication, lockSent, updateApplication } from './locking.ts'
import { readLastChecks } from './mine.ts'
import { listAsks } from './parts.ts'
import { readRequirements } from './requirements.ts'
import { obstaclesTo } from './rules.ts'
import type { Obstacle, OfficeAction } from './schema.ts'

/** An application that an officer acts on, at an instant. */
export interface Acting {
  trx: Db
  context: Context
  person: Person
  application: LockedApplication
  today: string
}

const obstacleTexts: Record<Obstacle, string> = {
  notInThisState: 'this is not possible in the state of the application',
  mandatoryNotMet: 'a mandatory requirement is not met, or not verified',
  groundsNotGiven: 'the grounds against were not notified (L. 241/1990 art. 10-bis)',
  groundsStillOpen: 'the lab still has time to answer the grounds',
  integrationStillOpen: 'the lab still has time to answer',
  overlaps: 'the lab is in the list already on some of these days',
}

/** @throws {ConflictError} naming every obstacle */
export function refuseObstacles(obstacles: readonly Obstacle[]): void {
  if (obstacles.length === 0) return
  throw new ConflictError(
    `Not now: ${obstacles.map((obstacle) => obstacleTexts[obstacle]).join('; ')}.`,
    '/problems/lab-list-obstacles',
    obstacles.map((obstacle) => ({ pointer: '', detail: obstacle })),
  )
}

/** Nobody decides on a lab of an organisation they belong or belonged to (L. 241/1990 art. 6-bis). */
async function refuseInterested(trx: Db, { account }: Person, { partyId }: LockedApplication): Promise<void> {
  const member = await trx('party_member').where({ party_id: partyId, account_id: account.id }).first('id')
  if (member)
    throw new ForbiddenError(
      'You act, or acted, for the organisation of this lab: another officer decides (L. 241/1990 art. 6-bis).',
      '/problems/own-lab',
    )
}

/** What decides about an application now. */
export const situationOf = async (
  db: Db,
  { id, editionId, status }: Pick<LockedApplication, 'id' | 'editionId' | 'status'>,
  today: string,
) => ({
  status,
  requirements: await readRequirements(db, editionId),
  checks: await readLastChecks(db, id),
  asks: await listAsks(db, id),
  today,
})

/**
 * Does something of the office with an application in one transaction: it is locked, and refused where a rule stands
 * in the way.
 * @throws {ConflictError} where it is not possible now, or somebody changed it since `version`
 */
export async function actOn(
  context: Context,
  person: Person,
  { id, version, action }: { id: string; version: number; action: OfficeAction },
  perform: (acting: Acting) => Promise<void>,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const application = await lockSent(trx, id)
    await refuseInterested(trx, person, application)
    checkVersion(application, version)
    const today = romeDate(await databaseNow(trx))
    refuseObstacles(obstaclesTo(action, await situationOf(trx, application, today)))
    await perform({ trx, context, person, application, today })
  })
}

/** Writes what an officer did into the log. */
export const recordAct = (
  { trx, person, application }: Acting,
  action: string,
  changed: Changed<Parameters<typeof listChanges>[0] extends Changed<infer Field> ? Field : never>,
) =>
  recordEvent(trx, {
    actor: { id: person.account.id, role: actingRole(person, 'examineLabs') },
    action,
    objectKind: 'labListApplication',
    objectId: application.id,
    changes: listChanges(changed),
  })

/** Moves an application to a state; the days of its steps follow. */
export const moveTo = ({ trx, application }: Acting, status: string, more: Record<string, unknown> = {}) =>
  updateApplication(trx, application, { status, ...more })

/** @throws {UnprocessableError} where the day is before the first that is possible */
export function refuseEarlier(day: string, first: string, pointer: string): void {
  if (day >= first) return
  throw new UnprocessableError(`Not before ${first}.`, '/problems/day-too-early', [
    { pointer, detail: first },
  ])
}

/** @throws {NotFoundError} where the edition asks for no such thing */
export async function findRequirement(trx: Db, editionId: number, code: string): Promise<number> {
  const row = await trx('lab_list_requirement').where({ edition_id: editionId, code }).first('id')
  if (!row) throw new NotFoundError('The edition has no such requirement.')
  return row.id
}
