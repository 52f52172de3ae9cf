import type { Knex } from 'knex'
import { day } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import { inJson, type PlaceFormat } from '../db/spatial.ts'
import { NotFoundError } from '../http/problem.ts'
import type { Lab } from './schema.ts'

/**
 * Published labs, aliased `l`, with the columns of `Lab`, their geometry and what the index needs. What a lab is
 * today its periods say; where none is recorded it is not known.
 */
export function selectLabs(db: Db, as: PlaceFormat = inJson): Knex.QueryBuilder {
  return db({ l: 'lab' })
    .join({ s: 'lab_state' }, 's.lab_id', 'l.id')
    .leftJoin({ d: 'district' }, 'd.id', 'l.district_id')
    .leftJoin({ n: 'neighbourhood' }, 'n.id', 'l.neighbourhood_id')
    .whereNull('l.ended_on')
    .select({
      id: 'l.id',
      code: 'l.code',
      name: 'l.name',
      kind: 'l.kind',
      address: 'l.address',
      geometry: as.geometry(db, 'l.geom'),
      point: as.point(db, 'l.geom'),
      positionApproximate: 'l.position_approximate',
      district: 'd.code',
      neighbourhood: 'n.code',
      neighbourhoodName: 'n.name',
      activity: 's.activity',
      activeFrom: day(db, 'l.active_from'),
      closedOn: db.raw("CASE WHEN s.activity = 'closed' THEN s.since::text END"),
      website: 'l.website',
      description: 'l.description',
      equipment: 'l.equipment',
      confirmedOn: day(db, 'l.confirmed_on'),
      source: 'l.source',
      sourceDate: day(db, 'l.source_date'),
      activitySince: day(db, 's.since'),
      stepFree: 'l.step_free',
      hours: 'l.hours',
      kept: db.raw('l.party_id IS NOT NULL'),
    })
}

/** Labs in the order of the ids, read in one query. */
export async function readLabs(db: Db, ids: readonly number[]): Promise<Lab[]> {
  const labs: Lab[] = await selectLabs(db).whereRaw('l.id = ANY(?)', [[...ids]])
  const byId = new Map(labs.map((lab) => [lab.id, lab]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

const missing = (code: string) => new NotFoundError(`There is no lab with the code "${code}".`)

/**
 * One lab by its code, upper or lower case.
 * @throws {NotFoundError} where there is none
 */
export async function readLab(db: Db, code: string): Promise<Lab> {
  if (code.includes('\0')) throw missing(code)
  const lab: Lab | undefined = await selectLabs(db)
    .whereRaw('upper(l.code) = upper(?)', [code])
    .orderBy('l.id')
    .first()
  if (!lab) throw missing(code)
  return lab
}
