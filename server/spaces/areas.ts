import { createHash } from 'node:crypto'
import type { Config } from '../config.ts'
import { checkGeometry } from '../db/geometry.ts'
import type { Db } from '../db/index.ts'
import { geomFromGeoJson } from '../db/spatial.ts'
import { UnprocessableError } from '../http/problem.ts'

const maxVertices = 10_000

/** How often one sender may have an area kept: people draw few that large, and each may take 160 kB. */
export const areaLimit = ({ writesPerMinute }: Config) => ({
  rateLimit: { max: Math.max(10, Math.floor(writesPerMinute / 4)), timeWindow: '1 hour' },
})

/**
 * Keeps a drawn or imported area, for `within=area:ID`; the same coordinates have the same id.
 * @param geojson Polygon or MultiPolygon, EPSG:4326, at most 10,000 vertices
 * @throws {UnprocessableError} where rings are not closed, cross or lie outside the world
 */
export async function keepArea(db: Db, geojson: unknown): Promise<{ id: string }> {
  const checked = checkGeometry(geojson, maxVertices)
  if ('problem' in checked) throw unusable(checked.problem)
  const { geometry } = checked
  const id = createHash('sha256').update(JSON.stringify(geometry)).digest('base64url').slice(0, 22)
  const { rows } = await db.raw<{ rows: { valid: boolean }[] }>('SELECT ST_IsValid(?) AS valid', [
    geomFromGeoJson(db, geometry),
  ])
  if (!rows[0]?.valid) throw unusable('its lines cross or touch themselves')
  await db('area')
    .insert({ id, geom: geomFromGeoJson(db, geometry) })
    .onConflict('id')
    .merge({ used_at: db.fn.now() })
  return { id }
}

function unusable(detail: string): UnprocessableError {
  return new UnprocessableError(`The area cannot be used: ${detail}.`, '/problems/area', [
    { pointer: '/coordinates', detail },
  ])
}
