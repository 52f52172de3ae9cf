import type { CityPack } from '../city/pack.ts'
import { databaseNow } from '../db/clock.ts'
import { day, float } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import { readContent } from './content.ts'
import { listGrants } from './grants.ts'
import { toItem } from './list.ts'
import { readLab } from './queries.ts'
import { confirmationDue } from './rules.ts'
import type { Activity, LabProfile, Photo } from './schema.ts'

const labsWithinM = 3000
const spacesWithinM = 2000
const neighbours = 6

/** What a lab was and is, the latest first; what is yet to come is told as well. */
export const readActivities = (db: Db, labId: number): Promise<Activity[]> =>
  db({ p: 'lab_activity' })
    .where({ 'p.lab_id': labId })
    .orderByRaw('p.from_on DESC NULLS LAST, p.id DESC')
    .select({ activity: 'p.activity', fromOn: day(db, 'p.from_on'), note: 'p.note', source: 'p.source' })

/** Photos of a lab; for everybody those that are described and checked. */
export const readPhotos = (db: Db, labId: number, reader: 'public' | 'keeper'): Promise<Photo[]> =>
  db({ p: 'lab_photo' })
    .join({ l: 'lab' }, 'l.id', 'p.lab_id')
    .join({ f: 'stored_file' }, 'f.sha256', 'p.sha256')
    .where({ 'p.lab_id': labId })
    .whereNull('p.removed_at')
    .whereNotIn('f.scan_state', ['infected'])
    .modify((query) => {
      if (reader === 'public') query.whereNotNull('p.alt').whereNot('f.scan_state', 'waiting')
    })
    .orderBy(['p.added_at', 'p.id'])
    .select({
      id: 'p.id',
      url: db.raw("'/api/labs/' || l.code || '/photos/' || p.id"),
      alt: 'p.alt',
      altEn: 'p.alt_en',
    })

const metres = 'round(ST_Distance(o.geom::geography, l.geom::geography))::float8'

const readNearLabs = (db: Db, labId: number): Promise<LabProfile['nearLabs']> =>
  db({ l: 'lab' })
    .joinRaw(
      'JOIN lab o ON o.id <> l.id AND o.ended_on IS NULL AND ST_DWithin(o.geom::geography, l.geom::geography, ?)',
      [labsWithinM],
    )
    .join({ s: 'lab_state' }, 's.lab_id', 'o.id')
    .where({ 'l.id': labId })
    .whereRaw("coalesce(s.activity, 'active') = 'active'")
    .orderByRaw(`${metres}, o.code`)
    .limit(neighbours)
    .select({ code: 'o.code', name: 'o.name', distanceM: db.raw(metres) })

const spaceMetres = 'round(ST_Distance(s.point::geography, l.geom::geography))::float8'

/** Spaces one can have; one whose place is not public is where the map shows it. */
const readNearSpaces = (db: Db, labId: number): Promise<LabProfile['nearSpaces']> =>
  db({ l: 'lab' })
    .joinRaw('JOIN published_space s ON ST_DWithin(s.point::geography, l.geom::geography, ?)', [
      spacesWithinM,
    ])
    .where({ 'l.id': labId })
    .whereIn('s.status', ['available', 'inCall'])
    .where('s.public_position', 'exact')
    .orderByRaw(`${spaceMetres}, s.code`)
    .limit(neighbours)
    .select({
      code: 's.code',
      name: 's.name',
      status: 's.status',
      areaM2: float(db, 's.area_m2'),
      distanceM: db.raw(spaceMetres),
    })

async function readKeeper(db: Db, labId: number): Promise<string | null> {
  const row = await db({ l: 'lab' })
    .join({ p: 'party' }, 'p.id', 'l.party_id')
    .where({ 'l.id': labId })
    .whereNot('p.kind', 'person')
    .first('p.name')
  return row?.name ?? null
}

/**
 * Everything that is known of a lab.
 * @throws {NotFoundError} where there is none
 */
export async function readProfile(
  db: Db,
  code: string,
  { city, demo }: { city: CityPack; demo: boolean },
): Promise<LabProfile> {
  const lab = await readLab(db, code)
  const now = await databaseNow(db)
  const { months } = city.labs.confirmation
  const [content, keeper, photos, activities, grants, nearLabs, nearSpaces] = await Promise.all([
    readContent(db, lab.id),
    readKeeper(db, lab.id),
    readPhotos(db, lab.id, 'public'),
    readActivities(db, lab.id),
    listGrants(db, { code: lab.code }),
    readNearLabs(db, lab.id),
    readNearSpaces(db, lab.id),
  ])
  return {
    ...toItem(lab, city, now),
    ...content,
    distanceM: null,
    keeper,
    photos,
    activities,
    confirmation: { months, dueOn: confirmationDue(lab.confirmedOn, months) },
    grants,
    nearLabs,
    nearSpaces,
    demo,
  }
}
