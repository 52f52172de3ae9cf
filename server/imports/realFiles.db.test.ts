import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { emptyTables, testDatabase } from '../testing/database.ts'
import { readMappings } from './mapping.ts'
import { importFile } from './run.ts'
import type { ImportCollection } from './schema.ts'

const { db } = testDatabase()
const folder = new URL('../../../shared/data/', import.meta.url)
const mappings = readMappings('milano')

const take = (name: string, collection: ImportCollection) =>
  importFile(
    db,
    { name, bytes: readFileSync(new URL(name, folder)) },
    { collection, mappings, bounds: [8.95, 45.33, 9.37, 45.59], cityName: 'Milano', dryRun: false },
  )

const sites = 'milan_unused_sites_192_2016.geojson'
const sitesTable = 'milan_unused_sites_latin1_semicolon_epsg3003.csv'

describe.skipIf(!existsSync(folder))('files of the city (skipped where ../shared/data is absent)', () => {
  beforeAll(async () => {
    await emptyTables(db)
    await take('milan_municipi_9_ds379_2020.geojson', 'districts')
    await take('milan_nil_88_ds964_2020.geojson', 'neighbourhoods')
  })

  test('nine Municipi with areas computed from their shapes', async () => {
    const rows = await db('district')
      .orderBy('code')
      .select('code', 'official', db.raw('round((ST_Area(geom::geography) / 1e6)::numeric, 1)::float AS km2'))
    expect(rows.map(({ code, km2 }) => [code, km2])).toEqual([
      ['1', expect.closeTo(9.43, 1)],
      ['2', expect.closeTo(12.6, 1)],
      ['3', expect.closeTo(14.4, 1)],
      ['4', expect.closeTo(20.7, 1)],
      ['5', expect.closeTo(30, 1)],
      ['6', expect.closeTo(18.4, 1)],
      ['7', expect.closeTo(31.4, 1)],
      ['8', expect.closeTo(23.9, 1)],
      ['9', expect.closeTo(21, 1)],
    ])
    expect(rows.every(({ official }) => official)).toBe(true)
  })

  test('88 NIL with their label inside, then their population', async () => {
    const report = await take('milan_nil_population_88_derived.csv', 'neighbourhoods')
    expect(report.rows).toMatchObject({ read: 88, changed: 88, refused: 0 })
    const [found] = await db('neighbourhood').select(
      db.raw('count(*)::int AS nil, sum(population)::int AS residents'),
      db.raw(
        'bool_and(ST_Covers(geom, label_point)) AS inside, bool_and(label_district_id IS NOT NULL) AS placed',
      ),
    )
    expect(found).toEqual({ nil: 88, residents: 1_386_285, inside: true, placed: true })
  })

  test('192 sites; the 12 whose zona is wrong are placed by geometry and named', async () => {
    const report = await take(sites, 'spaces')
    expect(report.rows).toEqual({ read: 192, created: 192, changed: 0, unchanged: 0, refused: 0 })
    expect(report.warnings).toHaveLength(12)
    expect(report.warnings[0]?.reason).toBe(
      'The file says district 7; the place lies in district 6, which counts.',
    )
    const owners = await db('space')
      .groupBy('ownership')
      .orderBy('ownership')
      .select('ownership', db.raw('count(*)::int AS n'))
    expect(owners.map(({ ownership, n }) => [ownership, n])).toEqual([
      ['otherPublic', 7],
      ['private', 16],
      ['unknown', 169],
    ])
    const [found] = await db('space').select(
      db.raw('count(district_id)::int AS placed, count(neighbourhood_id)::int AS in_nil'),
      db.raw("count(*) FILTER (WHERE status = 'surveyed')::int AS surveyed"),
    )
    expect(found).toEqual({ placed: 192, in_nil: 192, surveyed: 192 })
  })

  test('the same sites as a Gauss-Boaga table are known again, and lie within 5 m', async () => {
    const before = await db('space').orderBy('code').select('code', 'changed_in', 'geom')
    const report = await take(sitesTable, 'spaces')
    expect(report.rows).toEqual({ read: 192, created: 0, changed: 0, unchanged: 192, refused: 0 })
    expect(report.crs).toBe('EPSG:3003')
    expect(report.notes.join(' ')).toMatch(
      /windows-1252.*semicolon.*CRLF.*Decimal comma in Coord.*Gauss-Boaga/,
    )
    expect(await db('space').orderBy('code').select('code', 'changed_in', 'geom')).toEqual(before)
  })

  test('each of the 192, imported from the table alone, lies within 5 m of its twin', async () => {
    const twins = await db('space').select(
      'name',
      'description',
      db.raw('ST_X(point) AS lon, ST_Y(point) AS lat'),
    )
    await db.raw('TRUNCATE space CASCADE')
    expect((await take(sitesTable, 'spaces')).rows.created).toBe(192)
    for (const { name, description, lon, lat } of twins) {
      const near = await db('space')
        .where({ name, description })
        .whereRaw('ST_DWithin(point::geography, ST_MakePoint(?, ?)::geography, 5)', [lon, lat])
      expect(near, name).toHaveLength(1)
    }
    expect((await take(sites, 'spaces')).rows).toMatchObject({ created: 0, refused: 0 })
  })

  test('30 labs, those outside the city included', async () => {
    expect((await take('milan_fablabs_30_2026.geojson', 'labs')).rows).toMatchObject({
      created: 30,
      refused: 0,
    })
    const [found] = await db('lab').select(db.raw('count(*)::int AS labs, count(district_id)::int AS inside'))
    expect(found).toEqual({ labs: 30, inside: 15 })
    expect((await take('milan_fablabs_30_2026.geojson', 'labs')).rows).toMatchObject({ unchanged: 30 })
  })

  test('130 stations from a table with quoted ids, the same ones from GeoJSON', async () => {
    expect((await take('milan_metro_stations_130_2026.csv', 'stops')).rows.created).toBe(130)
    expect((await take('milan_metro_stations_130_2026.geojson', 'stops')).rows.unchanged).toBe(130)
    const [zara] = await db('transit_stop').where({ name: 'ZARA' }).select('lines')
    expect(zara?.lines).toEqual(['3', '5'])
  })

  test('43 market zones whose coordinates have heights', async () => {
    const report = await take('milan_omi_zones_43_2024s2.geojson', 'marketZones')
    expect(report.rows).toMatchObject({ created: 43, refused: 0 })
    expect(report.notes).toContain('Geometries have a third dimension: heights are dropped.')
  })

  test('regression 8: files of other countries are refused row by row, and quickly', async () => {
    const started = Date.now()
    const england = await take('england_brownfield_points_25080.csv', 'spaces')
    expect(england.rows).toMatchObject({ read: 25_080, refused: 25_080 })
    expect(england.refused[0]?.reason).toContain('outside Milano: 52.1548° N')
    expect((await take('fablabsio_france.json', 'labs')).rows).toMatchObject({ read: 135, refused: 135 })
    expect(Date.now() - started).toBeLessThan(20_000)
  })

  test('the NIL of 2013, whose numbers mean other places, fit no mapping', async () => {
    await expect(take('milan_nil_88_2013_old.geojson', 'neighbourhoods')).rejects.toThrow('misses Valido_dal')
  })

  test('the zones of 2013: the invalid one is mended', async () => {
    const report = await take('milan_zone_9_2013_light.geojson', 'districts')
    expect(report.rows).toMatchObject({ read: 9, changed: 9, refused: 0 })
    expect(report.warnings.map(({ reason }) => reason)).toEqual([expect.stringContaining('has been mended')])
  })
})
