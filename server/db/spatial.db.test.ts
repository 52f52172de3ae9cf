import type { Geometry } from 'geojson'
import { expect, test } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { asGeoJson, geomFromGeoJson, lonLat, mendedGeomFromGeoJson, withinDistance } from './spatial.ts'

const { db } = testDatabase()

const square: Geometry = {
  type: 'Polygon',
  coordinates: [
    [
      [9, 45],
      [9.5, 45],
      [9.5, 45.5],
      [9, 45.5],
      [9, 45],
    ],
  ],
}
const bowTie: Geometry = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [2, 2],
      [2, 0],
      [0, 2],
      [0, 0],
    ],
  ],
}

async function storeSite(code: string, geometry: Geometry): Promise<void> {
  await db('site').insert({ code, name: code, source: 'test', geom: geomFromGeoJson(db, geometry) })
}

test('a polygon is stored as a multipolygon in degrees and comes back as GeoJSON', async () => {
  await storeSite('A', square)
  const [row] = await db('site as s')
    .select({ geometry: asGeoJson(db, 's.geom') })
    .where('s.code', 'A')
  expect(row.geometry).toEqual({ type: 'MultiPolygon', coordinates: [square.coordinates] })
  const { rows } = await db.raw('SELECT ST_SRID(geom) AS srid FROM site')
  expect(rows).toEqual([{ srid: 4326 }])
})

test('a point stays a point, loses its height, and is read as [lon, lat] with six decimals', async () => {
  const point: Geometry = { type: 'Point', coordinates: [9.18765432109, 45.4, 120] }
  await db('transit_stop').insert({ code: 'T', name: 'T', source: 'test', geom: geomFromGeoJson(db, point) })
  const [row] = await db('transit_stop as t').select({ point: lonLat(db, 't.geom') })
  expect(row.point).toEqual([9.187654, 45.4])
})

test('a missing geometry is null', async () => {
  await db('lab').insert({ code: 'L', name: 'L', source: 'test' })
  const [row] = await db('lab').select({ geometry: asGeoJson(db, 'geom', 3), point: lonLat(db, 'geom') })
  expect(row).toEqual({ geometry: null, point: null })
})

test('crossing rings are refused as they are and stored once mended', async () => {
  await expect(storeSite('B', bowTie)).rejects.toMatchObject({ code: '23514' })
  await db('site').insert({ code: 'B', name: 'B', source: 'test', geom: mendedGeomFromGeoJson(db, bowTie) })
  const { rows } = await db.raw("SELECT ST_Area(geom) AS area FROM site WHERE code = 'B'")
  expect(rows).toEqual([{ area: 2 }])
})

test('distance is in metres on the spheroid: a thousandth of a degree of latitude is 111 m', async () => {
  const near = (metres: number) =>
    db('transit_stop')
      .select('code')
      .where(withinDistance(db, 'geom', [9.187654, 45.401], metres))
  expect(await near(110)).toEqual([])
  expect(await near(112)).toEqual([{ code: 'T' }])
})
