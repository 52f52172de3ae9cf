import { existsSync, readFileSync } from 'node:fs'
import { beforeEach, expect, test } from 'vitest'
import { emptyTables, testDatabase } from '../testing/database.ts'
import { readMappings } from './mapping.ts'
import { importFile } from './run.ts'

const { db } = testDatabase()
beforeEach(() => emptyTables(db))

const real = new URL('../../../shared/data/fablabsio_france.json', import.meta.url)
const mappings = readMappings('milano')
const milan: [number, number, number, number] = [8.95, 45.33, 9.37, 45.59]
const france: [number, number, number, number] = [-62, -22, 56, 52]

/** A lab of the form fablabs.io gives: `coordinates` latitude first, `geometry` longitude first. */
const lab = (name: string, [lon, lat]: [number, number], changes: object = {}) => ({
  name,
  city: 'Milano',
  address_1: `via ${name} 1`,
  address_notes: 'Suonare',
  url: `https://www.fablabs.io/labs/${name.toLowerCase()}`,
  email: 'carla.bianchi@example.org',
  phone: '+39 333 1234567',
  coordinates: [lat, lon],
  geometry: { type: 'Point', coordinates: [lon, lat] },
  latitude: lat,
  longitude: lon,
  links: [`https://${name.toLowerCase()}.example`, 'https://social.example/lab'],
  kind_name: 'fab_lab',
  capabilities: 'three_d_printing;cnc_milling;laser',
  country_code: 'it',
  ...changes,
})
const take = (labs: object[], bounds = milan) =>
  importFile(
    db,
    { name: 'fablabs.json', bytes: Buffer.from(JSON.stringify(labs)) },
    { collection: 'labs', mappings, bounds, cityName: 'Milano', dryRun: false },
  )
const stored = () =>
  db({ l: 'lab' })
    .join({ s: 'lab_state' }, 's.lab_id', 'l.id')
    .orderBy('l.name')
    .select('l.*', 's.activity AS today', db.raw('ST_X(l.geom) AS lon, ST_Y(l.geom) AS lat'))

test('labs of fablabs.io lie where their geometry says, with machines by our codes and without people', async () => {
  const report = await take([
    lab('Alfa', [9.19, 45.46]),
    lab('Beta', [9.2, 45.47], { geometry: undefined, kind_name: 'mini_fab_lab', capabilities: null }),
  ])
  expect(report.rows).toMatchObject({ created: 2, refused: 0 })
  const [alfa, beta] = await stored()
  expect(alfa).toMatchObject({
    lon: 9.19,
    lat: 45.46,
    kind: 'fablab',
    website: 'https://www.fablabs.io/labs/alfa',
    links: ['https://alfa.example', 'https://social.example/lab'],
    equipment: ['fdm', 'cnc_router', 'laser_co2'],
    source: 'fablabs.io',
  })
  expect(beta).toMatchObject({ lon: 9.2, lat: 45.47, equipment: [] })
  expect(await db('lab_equipment').orderBy('id').pluck('machine')).toContain('cnc_router')
  const everything = JSON.stringify(await stored())
  expect(everything).not.toContain('carla.bianchi')
  expect(everything).not.toContain('1234567')
  expect((await take([lab('Alfa', [9.19, 45.46])])).rows).toMatchObject({ unchanged: 1 })
})

test('a file with nothing but coordinates has its latitude first, and is turned round', async () => {
  const bare = { geometry: undefined, latitude: undefined, longitude: undefined }
  const capabilities = 'vinyl_cutting;circuit_production'
  await take([
    lab('Delta', [9.21, 45.48], { ...bare, capabilities }),
    lab('Gamma', [9.1, 45.4], { ...bare, capabilities }),
  ])
  expect(await stored()).toMatchObject([
    { lon: 9.21, lat: 45.48, equipment: ['vinyl_cutter', 'electronics_bench'] },
    { lon: 9.1, lat: 45.4 },
  ])
})

test('regression: an activity of null is unknown, not inactive; a closing day closes', async () => {
  await take([
    lab('Aperto', [9.19, 45.46], { activity_status: 'active', activity_start_at: '2015-04-01T00:00:00Z' }),
    lab('Boh', [9.2, 45.47], { activity_status: null }),
    lab('Chiuso', [9.21, 45.48], {
      activity_status: 'closed',
      activity_start_at: '2014-01-01',
      activity_closed_at: '2019-06-30',
    }),
    lab('Dorme', [9.22, 45.48], { activity_status: 'corona' }),
  ])
  expect((await stored()).map(({ name, today }) => [name, today])).toEqual([
    ['Aperto', 'active'],
    ['Boh', null],
    ['Chiuso', 'closed'],
    ['Dorme', 'suspended'],
  ])
  await take([lab('Chiuso', [9.21, 45.48], { activity_status: 'active' })])
  expect(await db('lab').where({ name: 'Chiuso' }).first('activity')).toEqual({ activity: 'closed' })
})

test.skipIf(!existsSync(real))(
  'the labs of France, 135 (skipped where ../shared/data is absent)',
  async () => {
    const report = await take(JSON.parse(readFileSync(real, 'utf8')), france)
    expect(report.rows).toMatchObject({ read: 135, created: 129, refused: 6 })
    expect(new Set(report.refused.map(({ reason }) => reason))).toEqual(
      new Set(['The geometry holds no coordinates that are numbers.']),
    )
    const labs = await stored()
    expect(labs.every(({ lat, lon }) => lat > -22 && lat < 52 && lon > -62 && lon < 56)).toBe(true)
    expect(labs.find(({ name }) => name.startsWith('Fablab Lannion'))).toMatchObject({
      lat: expect.closeTo(48.73, 1),
      equipment: ['fdm', 'cnc_router', 'electronics_bench'],
    })
    expect(labs.every(({ today }) => today === null)).toBe(true)
    expect(JSON.stringify(labs)).not.toContain('@fablab')
  },
)
