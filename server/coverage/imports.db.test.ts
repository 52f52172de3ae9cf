import { beforeAll, expect, test } from 'vitest'
import { readMappings } from '../imports/mapping.ts'
import { importFile } from '../imports/run.ts'
import type { ImportCollection } from '../imports/schema.ts'
import { testDatabase } from '../testing/database.ts'
import { insertCity } from '../testing/spaces.ts'

const { db } = testDatabase()
const mappings = readMappings('milano')

const take = (collection: ImportCollection, features: object[]) =>
  importFile(
    db,
    {
      name: `${collection}.geojson`,
      bytes: new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features })),
    },
    { collection, mappings, bounds: [8.95, 45.33, 9.37, 45.59], cityName: 'Milano', dryRun: false },
  )
const feature = (geometry: object, properties: object) => ({ type: 'Feature', geometry, properties })
const line = (...coordinates: [number, number][]) => ({ type: 'LineString', coordinates })

beforeAll(() => insertCity(db))

test('streets of OpenStreetMap come in as lines, and motorways carry nobody', async () => {
  const streets = [
    feature(line([9.1, 45.45], [9.11, 45.45], [9.12, 45.46]), {
      '@id': 'way/1',
      highway: 'residential',
      name: 'via Uno',
    }),
    feature(
      {
        type: 'MultiLineString',
        coordinates: [
          [
            [9.1, 45.45],
            [9.1, 45.46],
          ],
        ],
      },
      { '@id': 'way/2', highway: 'motorway' },
    ),
    feature({ type: 'Point', coordinates: [9.1, 45.45] }, { '@id': 'node/3', highway: 'crossing' }),
    feature(line([11, 44], [11.1, 44]), { '@id': 'way/4', highway: 'footway' }),
  ]
  const report = await take('streets', streets)
  expect(report.rows).toMatchObject({ read: 4, created: 2, refused: 2 })
  expect(report.refused[0]?.reason).toBe('A Point is not taken here: a line is needed.')
  expect(
    await db('street')
      .orderBy('code')
      .select('code', 'name', 'on_foot', db.raw('ST_NPoints(geom) AS points')),
  ).toEqual([
    { code: 'way/1', name: 'via Uno', on_foot: true, points: 3 },
    { code: 'way/2', name: null, on_foot: false, points: 2 },
  ])
  expect((await take('streets', streets)).rows).toMatchObject({ created: 0, changed: 0, unchanged: 2 })
})

test('census sections of ISTAT bring residents with year and source', async () => {
  const square = [
    [
      [9.1, 45.45],
      [9.11, 45.45],
      [9.11, 45.46],
      [9.1, 45.45],
    ],
  ]
  const report = await take('censusSections', [
    feature({ type: 'Polygon', coordinates: square }, { SEZ21_ID: '151460000001', POP21: 321 }),
  ])
  expect(report.rows).toMatchObject({ created: 1, refused: 0 })
  expect(await db('census_section').first('code', 'population', 'population_year')).toEqual({
    code: '151460000001',
    population: 321,
    population_year: 2021,
  })
})

test('the door of a space is taken, and half a door refused', async () => {
  const at = { type: 'Point', coordinates: [9.15, 45.45] }
  const told = { name: 'Uno', status: 'available', source: 'test' }
  const report = await take('spaces', [
    feature(at, { code: 'D-1', ...told, entranceLon: 9.1501, entranceLat: 45.4501 }),
    feature(at, { code: 'D-2', ...told, name: 'Due', entranceLon: 9.1501 }),
  ])
  expect(report.rows).toMatchObject({ created: 1, refused: 1 })
  expect(await db('space').where({ code: 'D-1' }).first('entrance_lon', 'entrance_lat')).toEqual({
    entrance_lon: 9.1501,
    entrance_lat: 45.4501,
  })
})

test('manufacturing by NIL fills what is there', async () => {
  const report = await importFile(
    db,
    {
      name: 'manufacturing.csv',
      bytes: new TextEncoder().encode(
        'code;manufacturingUnits;manufacturingJobs;manufacturingYear\n1;12;340;2020\n',
      ),
    },
    {
      collection: 'neighbourhoods',
      mappings,
      bounds: [8.95, 45.33, 9.37, 45.59],
      cityName: 'Milano',
      dryRun: false,
    },
  )
  expect(report.rows).toMatchObject({ changed: 1, refused: 0 })
  expect(
    await db('neighbourhood').where({ code: '1' }).first('manufacturing_units', 'manufacturing_jobs'),
  ).toEqual({
    manufacturing_units: 12,
    manufacturing_jobs: 340,
  })
})
