import type { Db } from '../db/index.ts'
import { asGeoJson } from '../db/spatial.ts'
import { reference } from './entries.ts'
import { filtered } from './filters.ts'
import { readPublishedPlan } from './publishedPlan.ts'
import type { RegisterFilters, RegisterMap } from './schema.ts'

/** Shapes are drawn where no more points than these are left. */
const shapeLimit = 500

interface Placed {
  id: number
  reference: string
  outcome: RegisterMap['points'][number]['outcome']
  longitude: number
  latitude: number
}

const longitude = 'round(ST_X(v.point)::numeric, 6)::float8'
const latitude = 'round(ST_Y(v.point)::numeric, 6)::float8'

const readExact = (db: Db, planId: number, filters: RegisterFilters): Promise<Placed[]> =>
  filtered(db, planId, filters)
    .where('v.place', 'exact')
    .whereNotNull('v.point')
    .orderBy('v.id')
    .select({
      id: 'v.id',
      reference: db.raw(reference),
      outcome: 'v.outcome',
      longitude: db.raw(longitude),
      latitude: db.raw(latitude),
    })

/** How many are known by their NIL alone, at the point where its name stands. */
const readAreas = (
  db: Db,
  planId: number,
  filters: RegisterFilters,
): Promise<
  (Omit<Placed, 'id' | 'reference' | 'outcome'> & { code: string; name: string; count: number })[]
> =>
  filtered(db, planId, filters)
    .where('v.place', 'neighbourhood')
    .whereNotNull('v.point')
    .groupBy('n.code', 'n.name', 'v.point')
    .orderBy('n.code')
    .select({
      code: 'n.code',
      name: 'n.name',
      count: db.raw('count(*)::integer'),
      longitude: db.raw(longitude),
      latitude: db.raw(latitude),
    })

async function countWithoutPlace(db: Db, planId: number, filters: RegisterFilters): Promise<number> {
  const row = await filtered(db, planId, filters)
    .whereNull('v.point')
    .first({ count: db.raw('count(*)::integer') })
  return row.count
}

const readShapes = (db: Db, planId: number, filters: RegisterFilters): Promise<RegisterMap['shapes']> =>
  filtered(db, planId, filters)
    .whereRaw("GeometryType(v.geom) <> 'POINT'")
    .orderBy('v.id')
    .select({ id: 'v.id', outcome: 'v.outcome', geometry: asGeoJson(db, 'v.geom') })

const placed = <Row extends { longitude: number; latitude: number }>({
  longitude,
  latitude,
  ...row
}: Row) => ({
  ...row,
  at: [longitude, latitude] as [number, number],
})

/**
 * The points that a filter keeps as signs, the same set as in the list.
 * @throws {NotFoundError} where the register is not public
 */
export async function mapRegister(db: Db, code: string, filters: RegisterFilters): Promise<RegisterMap> {
  const { id } = await readPublishedPlan(db, code)
  const points = (await readExact(db, id, filters)).map(placed)
  const areas = (await readAreas(db, id, filters)).map(placed)
  const withoutPlace = await countWithoutPlace(db, id, filters)
  return {
    total: points.length + areas.reduce((sum, { count }) => sum + count, 0) + withoutPlace,
    withoutPlace,
    points,
    areas,
    shapes: points.length > shapeLimit ? [] : await readShapes(db, id, filters),
  }
}
