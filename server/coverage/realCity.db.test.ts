import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { readCityPack } from '../city/pack.ts'
import { readMappings } from '../imports/mapping.ts'
import { importFile } from '../imports/run.ts'
import type { ImportCollection } from '../imports/schema.ts'
import { testDatabase } from '../testing/database.ts'
import { point } from '../testing/spaces.ts'
import { computeAreas, modelOf } from './compute.ts'
import { ensureGrid } from './grid.ts'
import { readInputs } from './queries.ts'
import type { Area, AreaKind } from './schema.ts'
import { straightDistances } from './travel.ts'

const { db } = testDatabase()
const folder = new URL('../../../shared/data/', import.meta.url)
const city = readCityPack('milano')
const mappings = readMappings('milano')

const take = (name: string, collection: ImportCollection) =>
  importFile(
    db,
    { name, bytes: readFileSync(new URL(name, folder)) },
    { collection, mappings, bounds: [8.95, 45.33, 9.37, 45.59], cityName: 'Milano', dryRun: false },
  )

async function compute(): Promise<Area[]> {
  await ensureGrid(db, city)
  const inputs = await db.transaction((trx) => readInputs(trx, city, '2026-11-29'))
  return computeAreas(modelOf(city, inputs, straightDistances(inputs, city)))
}
const find = (areas: readonly Area[], kind: AreaKind, code: string) =>
  areas.find((area) => area.kind === kind && area.code === code)

/** Twelve places in Municipi 1, 2, 3, 6 and 9, EPSG:4326. */
const twelve: [number, number][] = [
  [9.1873, 45.4644],
  [9.1884, 45.4735],
  [9.2032, 45.4633],
  [9.2055, 45.4886],
  [9.2243, 45.5125],
  [9.2513, 45.5127],
  [9.2503, 45.4995],
  [9.2311, 45.477],
  [9.2501, 45.4779],
  [9.13, 45.4442],
  [9.1952, 45.5167],
  [9.2133, 45.5192],
]

const patienceMs = 120_000

describe.skipIf(!existsSync(folder))('the real city (skipped where ../shared/data is absent)', () => {
  beforeAll(async () => {
    await take('milan_municipi_9_ds379_2020.geojson', 'districts')
    await take('milan_nil_88_ds964_2020.geojson', 'neighbourhoods')
    await take('milan_nil_population_88_derived.csv', 'neighbourhoods')
    await take('milan_metro_stations_130_2026.geojson', 'stops')
    await ensureGrid(db, city)
  }, patienceMs)

  test('the grid holds every resident of 2021, and each NIL its own', async () => {
    const areas = await compute()
    expect(find(areas, 'city', 'city')?.residents).toBe(1_386_285)
    const rows: { code: string; population: number }[] = await db('neighbourhood').select(
      'code',
      'population',
    )
    for (const { code, population } of rows) {
      const residents = find(areas, 'neighbourhood', code)?.residents ?? null
      if (population >= 5 || population === 0) expect([code, residents]).toEqual([code, population])
    }
    // By area alone Municipio 1 has 94,400 (domain of 2021), within rounding.
    expect(find(areas, 'district', '1')?.residents).toBeGreaterThan(93_500)
    expect(find(areas, 'district', '1')?.residents).toBeLessThan(95_500)
    expect(find(areas, 'district', '9')).toMatchObject({
      residents: 187_303,
      residentsYear: 2025,
      official: true,
    })
    const { rows: grid } = await db.raw(
      'SELECT count(DISTINCT hexagon)::integer AS hexagons FROM population_cell',
    )
    expect(grid[0].hexagons).toBeGreaterThan(9000)
    expect(grid[0].hexagons).toBeLessThan(11_000)
  })

  test('twelve labs in five Municipi are 0.087 for 10,000 residents', async () => {
    await db('lab').insert(
      twelve.map((place, at) => ({
        code: `T${at}`,
        name: `Lab ${at}`,
        activity: 'active',
        geom: point(...place),
        source: 'test',
      })),
    )
    const areas = await compute()
    const whole = find(areas, 'city', 'city')?.values.labsPer10k
    expect(whole?.count).toBe(12)
    expect(whole?.value?.toFixed(3)).toBe('0.087')
    const served = areas.filter(({ kind, values }) => kind === 'district' && values.labCount.value !== 0)
    expect(served.length).toBe(5)
    await db('lab').update({ ended_on: '2020-01-01' })
  })

  test('of thirty labs fifteen lie beyond the border: they are reached, and counted for nobody', async () => {
    await take('milan_fablabs_30_2026.geojson', 'labs')
    const { rows } = await db.raw('SELECT id FROM lab WHERE ended_on IS NULL')
    await db('lab_activity').insert(
      rows.map(({ id }: { id: number }) => ({ lab_id: id, activity: 'active', source: 'test' })),
    )
    const areas = await compute()
    expect(find(areas, 'city', 'city')?.values.labCount.value).toBe(15)
    expect(areas.every(({ border }) => !border)).toBe(true)
    expect(find(areas, 'city', 'city')?.values.transit.value).toBeGreaterThan(0.3)
    const small = areas
      .filter(({ kind, small: few }) => kind === 'neighbourhood' && few)
      .map(({ code }) => code)
    expect(small).toEqual(expect.arrayContaining(['3', '8', '39', '40', '47']))
    expect(find(areas, 'neighbourhood', '8')?.values.labs15.state).toBe('noResidents')
  })
})
