import { expect, test } from 'vitest'
import { testDatabase } from '../testing/database.ts'

const { db } = testDatabase()

/** An axis-aligned box as WKT, degrees. */
const box = (w: number, s: number, e: number, n: number) =>
  `SRID=4326;MULTIPOLYGON(((${w} ${s},${e} ${s},${e} ${n},${w} ${n},${w} ${s})))`

test('a space takes district, NIL, zoning and nearest lab from where it lies, at commit', async () => {
  await db.transaction(async (trx) => {
    await trx('district').insert({
      code: '9',
      name: 'Municipio 9',
      source: 'test',
      geom: box(9, 45, 9.2, 45.2),
    })
    await trx('neighbourhood').insert({
      code: '77',
      name: 'BOVISA',
      source: 'test',
      geom: box(9, 45, 9.1, 45.1),
      label_point: 'SRID=4326;POINT(9.05 45.05)',
    })
    await trx('lab').insert({
      code: 'L1',
      name: 'Lab',
      activity: 'active',
      source: 'test',
      geom: 'SRID=4326;POINT(9.06 45.05)',
    })
    await trx('space').insert({
      code: 'S1',
      name: 'via Prova 1',
      status: 'available',
      public_position: 'exact',
      source: 'test',
      geom: box(9.049, 45.049, 9.051, 45.051),
    })
  })
  const [space] = await db('space').select('district_id', 'neighbourhood_id', 'zoning', 'nearest_lab_m')
  const [neighbourhood] = await db('neighbourhood').select('label_district_id')
  expect(space.district_id).toBe(1)
  expect(space.neighbourhood_id).toBe(1)
  expect(Number(space.nearest_lab_m)).toBeGreaterThan(780)
  expect(Number(space.nearest_lab_m)).toBeLessThan(795)
  expect(neighbourhood.label_district_id).toBe(1)

  await db('zoning_area').insert({
    code: 'Z1',
    plan_version: 'test',
    class: 'ARU',
    source: 'test',
    geom: box(9.04, 45.04, 9.06, 45.06),
  })
  expect((await db('space').select('zoning'))[0].zoning).toEqual(['ARU'])
})
