import type { Db } from '../db/index.ts'
import { asGeoJson } from '../db/spatial.ts'
import { filtered } from './filters.ts'
import type { PointMap, PointsQuery } from './schema.ts'
import { reference } from './sql.ts'

/** Shapes are drawn where no more points than these are left. */
const shapeLimit = 500

/** Degrees to about a tenth of a metre. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6

interface Placed {
  id: number
  reference: string
  outcome: PointMap['points'][number]['outcome']
  longitude: number | null
  latitude: number | null
}

/** The points of a filter as signs, the same set as in the table, and how many of them have no place. */
export async function mapPoints(db: Db, query: PointsQuery, accountId: string): Promise<PointMap> {
  const rows: Placed[] = await filtered(db, query, accountId)
    .orderBy('p.id')
    .select({
      id: 'p.id',
      reference: db.raw(reference),
      outcome: 'p.outcome',
      longitude: db.raw('ST_X(p.point)'),
      latitude: db.raw('ST_Y(p.point)'),
    })
  const points = rows.flatMap(({ longitude, latitude, ...point }) =>
    longitude === null || latitude === null
      ? []
      : [{ ...point, at: [rounded(longitude), rounded(latitude)] as [number, number] }],
  )
  return {
    total: rows.length,
    withoutPlace: rows.length - points.length,
    points,
    shapes: points.length > shapeLimit ? [] : await readShapes(db, query, accountId),
  }
}

const readShapes = (db: Db, query: PointsQuery, accountId: string): Promise<PointMap['shapes']> =>
  filtered(db, query, accountId)
    .whereRaw("GeometryType(p.geom) <> 'POINT'")
    .orderBy('p.id')
    .select({ id: 'p.id', outcome: 'p.outcome', geometry: asGeoJson(db, 'p.geom') })
