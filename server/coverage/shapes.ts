import type { Position } from 'geojson'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { type AreaKind, areaKinds, type Shapes } from './schema.ts'

/** Degrees a line may be off: two thirds of a pixel where a city of a quarter of a degree is 900 wide. */
const toleranceDegrees = 0.0002

interface Outline {
  code: string
  name: string
  district: string | null
  geometry: { type: string; coordinates: Position[][][] | Position[][] }
}

const cache = new WeakMap<Context, { revision: number; shapes: Promise<Shapes['features']> }>()

/** Outlines of areas for a drawing, simplified; kept until a record changes. */
export async function readShapes(context: Context, kinds: readonly AreaKind[] = areaKinds): Promise<Shapes> {
  const { revision } = context.feed
  let cached = cache.get(context)
  if (cached?.revision !== revision) {
    cached = { revision, shapes: drawAll(context) }
    cached.shapes.catch(() => cache.delete(context))
    cache.set(context, cached)
  }
  const features = (await cached.shapes).filter(({ properties }) => kinds.includes(properties.kind))
  return { type: 'FeatureCollection', features }
}

async function drawAll({ db, city }: Context): Promise<Shapes['features']> {
  const districts = await outlines(db, 'district')
  const neighbourhoods = await outlines(db, 'neighbourhood')
  const zones = await outlines(db, 'zone', "a.kind = 'peripheryPlan'")
  const rings = await outlines(db, 'zone', "a.kind = 'ring'")
  const inside = { code: 'inside', district: null }
  return [
    ...together('city', { code: 'city', name: city.name.it, district: null }, districts),
    ...districts.map((outline) => feature('district', outline)),
    ...neighbourhoods.map((outline) => feature('neighbourhood', outline)),
    ...together('ring', { ...inside, name: 'Circonvallazione: dentro' }, rings),
    ...together('periphery', { ...inside, name: `${city.zoneProgramme.it}: dentro` }, zones),
    ...zones.map((outline) => feature('zone', outline)),
  ]
}

/** ST_Simplify works on the coordinates alone: what comes out is drawn, not computed with. */
async function outlines(
  db: Db,
  table: 'district' | 'neighbourhood' | 'zone',
  condition = 'true',
): Promise<Outline[]> {
  return db({ a: table })
    .modify((query) => {
      if (table === 'neighbourhood') query.leftJoin({ d: 'district' }, 'd.id', 'a.label_district_id')
    })
    .whereNull('a.ended_on')
    .whereRaw(condition)
    .orderByRaw('length(a.code), a.code')
    .select({
      code: 'a.code',
      name: 'a.name',
      district: table === 'neighbourhood' ? 'd.code' : db.raw('NULL::text'),
      geometry: db.raw('ST_AsGeoJSON(ST_Simplify(a.geom, ?::float8, true), 5)::json', [toleranceDegrees]),
    })
}

const feature = (
  kind: AreaKind,
  { code, name, district, geometry }: Outline,
): Shapes['features'][number] => ({
  type: 'Feature',
  id: `${kind} ${code}`,
  geometry,
  properties: { kind, code, name, ...(kind === 'neighbourhood' && { district }) },
})

/** Some outlines as one shape, their borders within it as they are. */
function together(
  kind: AreaKind,
  named: Omit<Outline, 'geometry'>,
  parts: readonly Outline[],
): Shapes['features'] {
  if (parts.length === 0) return []
  const coordinates = parts.flatMap(({ geometry }) =>
    geometry.type === 'MultiPolygon'
      ? (geometry.coordinates as Position[][][])
      : [geometry.coordinates as Position[][]],
  )
  return [feature(kind, { ...named, geometry: { type: 'MultiPolygon', coordinates } })]
}
