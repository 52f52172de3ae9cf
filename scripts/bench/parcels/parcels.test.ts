import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createFeatureIndex } from '../../../server/featureIndex/index.ts'
import { filterOf, parcels } from './collection.ts'
import { districts, makeParcels, neighbourhoods, statuses } from './parcels.ts'
import { makePlaces } from './places.ts'
import { groups, makeSearches, makeTiles, newFilter, tileAt } from './requests.ts'
import { filtersOf, numbered, whereOf } from './sqlFilters.ts'
import { facetQuery, searchQuery } from './sqlSearch.ts'
import { tileQuery } from './sqlTiles.ts'
import { lineOf } from './table.ts'
import { crowdedOf } from './tileCheck.ts'

const places = makePlaces(2000)
const made = [...makeParcels(places)]

const hashOf = (lines: Iterable<string>) => {
  const hash = createHash('sha256')
  for (const line of lines) hash.update(line)
  return hash.digest('base64url')
}

/** Square metres of a ring, planar about its first vertex. */
function areaOf(ring: readonly [number, number][]): number {
  const [lon, lat] = ring[0] ?? [0, 0]
  const metres = ring.map(([x, y]) => [
    (x - lon) * 111_195 * Math.cos((lat * Math.PI) / 180),
    (y - lat) * 111_195,
  ])
  const sum = metres.reduce((whole, [x = 0, y = 0], at) => {
    const [nextX = 0, nextY = 0] = metres[(at + 1) % metres.length] ?? []
    return whole + x * nextY - nextX * y
  }, 0)
  return Math.abs(sum / 2)
}

const paramsOf = (query: string) => Object.fromEntries(new URLSearchParams(query))
const listed = new Set(['district', 'status', 'zoning', 'ownership'])
/** Filters as the route reads them from a query. */
const read = (query: string) =>
  Object.fromEntries(
    Object.entries(paramsOf(query)).map(([name, value]) => [
      name,
      listed.has(name)
        ? value.split(',')
        : /^\d+(\.\d+)?$/.test(value)
          ? Number(value)
          : value === 'true' || value,
    ]),
  )

test('parcels are the same on every machine', () => {
  expect(hashOf(made.map(lineOf))).toBe('KlLUPgKfwzCfLS66r_muwnwqrQUeeiybCOBIcQSktug')
  expect([...makeParcels(makePlaces(2000))]).toEqual(made)
})

test('parcels have 5 to 40 vertices and 200 to 20,000 m², each its own id', () => {
  const vertices = made.map(({ ring }) => ring.length - 1)
  expect([Math.min(...vertices), Math.max(...vertices)]).toEqual([5, 40])
  const areas = made.map(({ ring }) => areaOf(ring))
  expect(Math.min(...areas)).toBeGreaterThan(199)
  expect(Math.max(...areas)).toBeLessThan(20_100)
  expect(new Set(made.map(({ id }) => id)).size).toBe(2000)
  expect(made.every(({ ring }) => String(ring[0]) === String(ring.at(-1)))).toBe(true)
})

test('every status, district and neighbourhood occurs', () => {
  expect(new Set(made.map(({ status }) => status)).size).toBe(statuses.length)
  expect(new Set(made.map(({ district }) => district)).size).toBe(districts.length)
  expect(new Set(made.map(({ neighbourhood }) => neighbourhood)).size).toBe(neighbourhoods.length)
})

test('rows that follow each other lie near each other', () => {
  const steps = made.slice(1).map(({ point: [lon, lat] }, at) => {
    const [lastLon, lastLat] = made[at]?.point ?? [0, 0]
    return Math.hypot(lon - lastLon, lat - lastLat)
  })
  const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length
  expect(mean).toBeLessThan(0.01)
})

test('tiles are of all zooms from 8 to 16, and hold parcels', () => {
  const tiles = makeTiles(places)
  expect(tiles.length).toBe(400)
  expect(new Set(tiles.map(([z]) => z))).toEqual(new Set([8, 9, 10, 11, 12, 13, 14, 15, 16]))
  for (const { zooms } of groups) expect(tiles.some(([z]) => z >= zooms[0] && z <= zooms[1])).toBe(true)
  const holds = ([z, x, y]: [number, number, number]) =>
    made.some(({ point }) => String(tileAt(point, z)) === String([z, x, y]))
  expect(tiles.filter((tile) => !holds(tile))).toEqual([])
  expect(crowdedOf(places, tiles)).toEqual([])
})

test('searches find parcels, and each is a filter of the program and of SQL', () => {
  const index = createFeatureIndex(parcels.definition)
  index.apply(
    made.map(({ id, point, ring, zones: zone, ...columns }) => ({
      id,
      point,
      geometry: { type: 'Polygon', coordinates: [ring] },
      columns: { ...columns, zone, openness: 1 },
    })),
    [],
  )
  const searches = makeSearches(places)
  expect(searches.length).toBe(200)
  expect(makeSearches(places)).toEqual(searches)
  const totals = searches.map((query) => index.ids(filterOf(read(query))).total)
  expect(totals.filter((total) => total > 0).length).toBeGreaterThan(120)
  for (const query of searches) {
    const filters = filtersOf(paramsOf(query))
    const { values, place } = numbered()
    whereOf(filters, place)
    expect(searchQuery(filters, false).values).toEqual(values)
    expect(facetQuery(filters).text).toContain('json_build_object')
  }
})

test('a new filter is another each time, and the same for the same number', () => {
  const some = Array.from({ length: 100 }, (_, number) => newFilter(number))
  expect(new Set(some).size).toBe(100)
  expect(newFilter(7)).toBe(some[7])
})

test('SQL draws points by cells below the zoom of shapes, and shapes and points from it', () => {
  expect(tileQuery('stored', [12, 1, 2], []).text).toContain('GROUP BY floor')
  expect(tileQuery('degrees', [13, 1, 2], []).text).toContain('ST_Transform(p.geom, 3857)')
  expect(tileQuery('stored', [13, 1, 2], filtersOf({ areaMin: '70' })).values).toEqual([13, 1, 2, 70, 70])
})
