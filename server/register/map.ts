import type { Db } from '../db/index.ts'
import { asGeoJson } from '../db/spatial.ts'
import { reference } from './entries.ts'
import { filtered } from './filters.ts'
import { readPublishedPlan } from './publishedPlan.ts'
import type { RegisterFilters, RegisterMap } from './schema.ts'

/** Shapes are drawn where no more points than these are left. */
const shapeLimit = 500

type Sign = RegisterMap['points'][number]

interface Row extends Omit<Sign, 'at'> {
  exact: boolean
  longitude: number | null
  latitude: number | null
  code: string
  name: string
}

const readRows = (db: Db, planId: number, filters: RegisterFilters): Promise<Row[]> =>
  filtered(db, planId, filters)
    .orderBy('v.id')
    .select({
      id: 'v.id',
      reference: db.raw(reference),
      outcome: 'v.outcome',
      exact: db.raw("v.place = 'exact'"),
      longitude: db.raw('round(ST_X(v.point)::numeric, 6)::float8'),
      latitude: db.raw('round(ST_Y(v.point)::numeric, 6)::float8'),
      code: 'n.code',
      name: 'n.name',
    })

/** A sign for each place that is public, and how many are known by their NIL alone, where its name stands. */
function placed(rows: readonly Row[]): Pick<RegisterMap, 'points' | 'areas' | 'withoutPlace'> {
  const points: Sign[] = []
  const areas = new Map<string, RegisterMap['areas'][number]>()
  for (const { id, reference, outcome, exact, longitude, latitude, code, name } of rows) {
    if (longitude === null || latitude === null) continue
    const at: [number, number] = [longitude, latitude]
    if (exact) points.push({ id, reference, outcome, at })
    else areas.set(code, { code, name, at, count: (areas.get(code)?.count ?? 0) + 1 })
  }
  const withoutPlace = rows.filter(({ longitude }) => longitude === null).length
  return { points, areas: [...areas.values()], withoutPlace }
}

const readShapes = (db: Db, planId: number, filters: RegisterFilters): Promise<RegisterMap['shapes']> =>
  filtered(db, planId, filters)
    .whereRaw("GeometryType(v.geom) <> 'POINT'")
    .orderBy('v.id')
    .select({ id: 'v.id', outcome: 'v.outcome', geometry: asGeoJson(db, 'v.geom') })

/**
 * The points that a filter keeps as signs, the same set as in the list.
 * @throws {NotFoundError} where the register is not public
 */
export async function mapRegister(db: Db, code: string, filters: RegisterFilters): Promise<RegisterMap> {
  const { id } = await readPublishedPlan(db, code)
  const rows = await readRows(db, id, filters)
  const signs = placed(rows)
  return {
    total: rows.length,
    ...signs,
    shapes: signs.points.length > shapeLimit ? [] : await readShapes(db, id, filters),
  }
}
