import { readFileSync } from 'node:fs'
import { area, booleanContains, booleanPointInPolygon, intersect, kinks, polygon } from '@turf/turf'
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import { expect, test } from 'vitest'
import { generateCity } from './city.ts'
import { packFolder, readAnchors, readJson, readNeighbourhoods, readOutline } from './pack.ts'
import type { DemoRecords, DemoSpace } from './spaces.ts'

const read = (name: string) => readFileSync(new URL(name, packFolder('milano')), 'utf8')
const layer = (name: string) =>
  (JSON.parse(read(`generated/${name}.geojson`)) as FeatureCollection<MultiPolygon>).features
const neighbourhoods = layer('neighbourhoods')
const districts = layer('districts')
const zoning = layer('zoning')
const facts = readNeighbourhoods('milano')
const outline = readOutline('milano')
const city = polygon([[...outline, outline[0] ?? [0, 0]]])
const records = JSON.parse(read('generated/spaces.json')) as DemoRecords
const placed = records.spaces.filter((space): space is DemoSpace & { geometry: Polygon } => !!space.geometry)

const codesAt = (features: Feature<MultiPolygon>[], at: [number, number]) =>
  features.filter((feature) => booleanPointInPolygon(at, feature)).map(({ properties }) => properties?.code)
const corner = ({ geometry }: { geometry: Polygon }) => geometry.coordinates[0]?.[0] as [number, number]
const km2 = (features: Feature[]) => features.reduce((sum, feature) => sum + area(feature), 0) / 1e6

test('the committed files are what the generator makes', { timeout: 120_000 }, () => {
  for (const [name, text] of Object.entries(generateCity('milano'))) {
    expect(text === read(name), `${name} differs: run npx tsx scripts/generate-city.ts`).toBe(true)
  }
})

test('the layers are small, valid and in one piece each', () => {
  expect([neighbourhoods.length, districts.length]).toEqual([88, 9])
  for (const feature of [...neighbourhoods, ...districts, ...zoning]) {
    expect(feature.geometry.coordinates).toHaveLength(1)
    expect(kinks(feature).features, feature.properties?.code).toEqual([])
  }
  const bytes = ['neighbourhoods.geojson', 'districts.geojson', 'zoning.geojson', 'spaces.json']
    .map((name) => read(`generated/${name}`).length)
    .reduce((sum, length) => sum + length)
  expect(bytes).toBeLessThan(700_000)
})

test('NIL and districts both cover the outline once', () => {
  expect(km2(neighbourhoods) / km2([city])).toBeCloseTo(1, 3)
  expect(km2(districts) / km2([city])).toBeCloseTo(1, 3)
  for (let index = 0; index < 400; index++) {
    const at: [number, number] = [9.045 + ((index * 0.618) % 1) * 0.23, 45.39 + ((index * 0.414) % 1) * 0.14]
    if (!booleanPointInPolygon(at, city)) continue
    expect(codesAt(neighbourhoods, at), `NIL at ${at}`).toHaveLength(1)
    expect(codesAt(districts, at), `district at ${at}`).toHaveLength(1)
  }
})

test('cells have roughly the true areas, and each holds its label point', () => {
  const near = facts.filter(({ code, areaKm2 }) => {
    const cell = neighbourhoods.find(({ properties }) => properties?.code === code)
    return cell && Math.abs(km2([cell]) / areaKm2 - 1) < 0.1
  })
  expect(near.length).toBeGreaterThanOrEqual(66)
  for (const { code, label } of facts) expect(codesAt(neighbourhoods, label)).toEqual([code])
  const trueAreas = [9.43, 12.63, 14.43, 20.7, 29.96, 18.34, 31.36, 23.91, 21.01]
  const ratios = trueAreas.map((known, index) => km2(districts.slice(index, index + 1)) / known)
  expect(Math.min(...ratios)).toBeGreaterThan(0.95)
  expect(Math.max(...ratios)).toBeLessThan(1.05)
})

test('places whose NIL and district are known lie in the right cells', () => {
  const anchors = readAnchors('milano')
  expect(anchors.length).toBeGreaterThan(19)
  for (const { neighbourhood, district, at, what } of anchors) {
    expect([codesAt(neighbourhoods, at), codesAt(districts, at)], what).toEqual([[neighbourhood], [district]])
  }
})

test('zoning covers the city and is stamped as an example of the plan in force', () => {
  const { plan } = readJson('milano', 'city.json') as { plan: { version: string } }
  const { classes } = readJson('milano', 'zoning.json') as { classes: { code: string }[] }
  const known = classes.map(({ code }) => code)
  for (const { properties } of zoning) {
    expect(properties).toMatchObject({ example: true, planVersion: plan.version })
    expect(known).toContain(properties?.class)
  }
  const base = zoning.filter(({ properties }) => !/^RIG_/.test(properties?.class))
  expect(km2(base) / km2([city])).toBeCloseTo(1, 3)
  expect(base.filter(({ properties }) => properties?.class === 'GFU')).toHaveLength(6)
})

test('about 400 spaces on about 250 sites, with unique codes that tell the district where the place is public', () => {
  expect(records.spaces.length).toBeGreaterThan(380)
  expect(records.spaces.length).toBeLessThan(440)
  expect(records.sites.length).toBeGreaterThan(230)
  expect(new Set(records.spaces.map(({ code }) => code)).size).toBe(records.spaces.length)
  expect(records.spaces.filter(({ geometry }) => !geometry)).toHaveLength(12)
  for (const space of records.spaces) {
    const district =
      space.geometry && space.publicPosition === 'exact'
        ? codesAt(districts, corner({ geometry: space.geometry }))[0]
        : '0'
    expect(space.code).toMatch(new RegExp(`^MI-${district}-\\d{4}$`))
  }
})

test('a footprint is the usable area plus walls, on one floor or two', () => {
  for (const space of placed) {
    const usableShare = space.areaM2 / area(space.geometry)
    const storeys = usableShare > 1.3 ? 2 : 1
    expect(Math.abs((usableShare / storeys) * 1.1 - 1), space.code).toBeLessThan(0.03)
  }
  const corners = new Set(placed.map(({ geometry }) => geometry.coordinates[0]?.length))
  expect([...corners].sort()).toEqual([5, 7, 9])
})

test('spaces lie on their site and do not overlap', () => {
  const sites = new Map(records.sites.map((site) => [site.code, site]))
  for (const space of placed) {
    const ground = sites.get(space.site ?? '')
    expect(
      ground && booleanContains(polygon(ground.geometry.coordinates), polygon(space.geometry.coordinates)),
    ).toBe(true)
    for (const other of placed) {
      if (other.code <= space.code || other.site !== space.site) continue
      const both = [polygon(space.geometry.coordinates), polygon(other.geometry.coordinates)]
      expect(intersect({ type: 'FeatureCollection', features: both }), `${space.code} ${other.code}`).toBe(
        null,
      )
    }
  }
  const perSite = records.sites.map(({ code }) => placed.filter(({ site }) => site === code).length)
  expect(Math.max(...perSite)).toBe(5)
})

test('the census has holes as a real one', () => {
  const share = (field: keyof DemoSpace) =>
    records.spaces.filter((space) => space[field] === undefined).length / records.spaces.length
  expect(share('powerKw')).toBeGreaterThan(0.5)
  expect(share('heightM')).toBeGreaterThan(0.2)
  expect(share('condition')).toBeLessThan(0.25)
  expect(share('unitRentEurM2Year')).toBeLessThan(0.2)
  const rents = records.spaces.flatMap(({ unitRentEurM2Year }) => unitRentEurM2Year ?? [])
  expect(Math.min(...rents)).toBeGreaterThanOrEqual(10)
  expect(Math.max(...rents)).toBeLessThanOrEqual(297)
})

test('statuses are mixed, some places are not public, and lots hold exactly the spaces in the call', () => {
  const count = (condition: (space: DemoSpace) => boolean) => records.spaces.filter(condition).length
  expect(count(({ status }) => status === 'available')).toBeGreaterThan(100)
  for (const status of ['expiring', 'released', 'surveyed', 'awarded', 'inUse']) {
    expect(
      count((space) => space.status === status),
      status,
    ).toBeGreaterThan(10)
  }
  expect(count(({ publicPosition }) => publicPosition === 'neighbourhood')).toBe(25)
  expect(
    count(({ publicPosition, occupiedWithoutTitle }) => publicPosition === 'hidden' && !occupiedWithoutTitle),
  ).toBe(2)
  expect(count(({ occupiedWithoutTitle }) => occupiedWithoutTitle === true)).toBe(2)
  const inCall = records.spaces.filter(({ status }) => status === 'inCall').map(({ code }) => code)
  expect(records.lots.flatMap(({ spaces }) => spaces).sort()).toEqual(inCall.sort())
  expect(records.lots.filter(({ spaces }) => spaces.length > 1).length).toBeGreaterThan(2)
})

test('who looks for 80-200 m² in Municipio 9 where light manufacturing fits finds several', () => {
  const fabric = zoning.filter(({ properties }) => ['ARU', 'ADR'].includes(properties?.class))
  const found = (status: string) =>
    placed.filter(
      (space) =>
        space.code.startsWith('MI-9-') &&
        space.status === status &&
        space.ownership === 'municipal' &&
        space.areaM2 >= 80 &&
        space.areaM2 <= 200 &&
        codesAt(fabric, corner(space)).length > 0,
    )
  for (const status of ['available', 'inCall']) {
    expect(found(status).length, status).toBeGreaterThan(4)
    expect(found(status).filter(({ threePhase }) => threePhase === 'yes').length, status).toBeGreaterThan(1)
  }
})

test('lawful uses and suggested purposes are uses of the pack', () => {
  const { uses } = readJson('milano', 'uses.json') as { uses: { code: string }[] }
  const known = new Set(uses.map(({ code }) => code))
  const named = records.spaces.flatMap(({ lawfulUse, suggestedPurposes = [] }) =>
    [lawfulUse ?? [], suggestedPurposes].flat(),
  )
  expect(named.filter((code) => !known.has(code))).toEqual([])
})
