import type { MultiPolygon, Polygon } from 'geojson'
import type { Db } from '../db/index.ts'
import { lonLat } from '../db/spatial.ts'
import type { LonLat } from '../featureIndex/definition.ts'
import type { DistrictPage } from './schema.ts'

/** What the small map of a sheet draws; degrees, EPSG:4326. */
interface DrawnMap {
  outline: Polygon | MultiPolygon
  neighbourhoods: (Polygon | MultiPolygon)[]
}

/** Degrees within which a line of the small map may be straightened: some twenty metres. */
const tolerance = 0.0002

const simple = (geom: string) => `ST_AsGeoJSON(ST_SimplifyPreserveTopology(${geom}, ${tolerance}), 5)::json`

/** The outline of a district and the NIL that touch it. */
export async function readDrawnMap(db: Db, districtId: number): Promise<DrawnMap> {
  const { rows } = await db.raw<{ rows: DrawnMap[] }>(
    `SELECT ${simple('d.geom')} AS outline,
      (SELECT coalesce(json_agg(${simple('n.geom')} ORDER BY n.code), '[]') FROM neighbourhood n
        WHERE n.ended_on IS NULL AND ST_Intersects(n.geom, d.geom)) AS neighbourhoods
     FROM district d WHERE d.id = ?`,
    [districtId],
  )
  const [row] = rows
  if (!row) throw new Error('the district went away')
  return row
}

/** Active labs of a district, how many may be active too, and the spaces one can have there, each as near as its place is public. */
export async function readPlaces(db: Db, districtId: number): Promise<DistrictPage['places']> {
  const labs: { point: LonLat }[] = await db({ l: 'lab' })
    .join({ s: 'lab_state' }, 's.lab_id', 'l.id')
    .where({ 'l.district_id': districtId, 's.activity': 'active' })
    .whereNull('l.ended_on')
    .whereNotNull('l.geom')
    .orderBy('l.code')
    .select({ point: lonLat(db, 'l.geom') })
  const spaces: DistrictPage['places']['spaces'] = await db({ s: 'published_space' })
    .where('s.district_id', districtId)
    .whereIn('s.status', ['available', 'inCall'])
    .whereNotNull('s.point')
    .orderBy('s.code')
    .select({ status: 's.status', point: lonLat(db, 's.point') })
  const unknown: { labs: number } | undefined = await db({ l: 'lab' })
    .join({ s: 'lab_state' }, 's.lab_id', 'l.id')
    .where('l.district_id', districtId)
    .whereNull('l.ended_on')
    .whereNull('s.activity')
    .first({ labs: db.raw('count(*)::integer') })
  return { labs: labs.map(({ point }) => point), unknownLabs: unknown?.labs ?? 0, spaces }
}
