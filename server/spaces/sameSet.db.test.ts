import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { anyFilters, queryOf } from '../testing/spaceFilters.ts'
import { insertCity, randomSpaces } from '../testing/spaces.ts'
import { featuresOf, layersOf } from '../testing/tiles.ts'
import type { SpaceFilters, SpaceList } from './schema.ts'

const context = testApp()
const placed = new Set<string>()

beforeAll(async () => {
  await insertCity(context.db)
  await context.db('space').insert(randomSpaces(120, 7))
  await context.app.context.feed.refresh()
  const { features } = JSON.parse(await read('/api/exports/spaces.geojson'))
  for (const { id, properties } of features) if (properties.longitude !== null) placed.add(id)
})

async function read(url: string): Promise<string> {
  const response = await context.app.inject({ url })
  expect(response.statusCode, `${url}: ${response.body}`).toBe(200)
  return response.body
}

/** Codes of all pages of the list, and the first page. */
async function listed(query: string): Promise<{ codes: string[]; list: SpaceList }> {
  const list: SpaceList = JSON.parse(await read(`/api/spaces?limit=50${query}`))
  const codes = list.items.map(({ code }) => code)
  for (let { next } = list; next !== null; ) {
    const page: SpaceList = JSON.parse(await read(`/api/spaces?limit=50&cursor=${next}${query}`))
    codes.push(...page.items.map(({ code }) => code))
    next = page.next
  }
  return { codes, list }
}

/** Codes of the points in the tiles that hold the whole city. */
async function drawn(query: string): Promise<string[]> {
  const z = 10
  const codes: string[] = []
  for (let x = 537; x <= 538; x += 1) {
    for (let y = 364; y <= 367; y += 1) {
      const response = await context.app.inject({
        url: `/api/tiles/spaces/${z}/${x}/${y}.mvt?${query.slice(1)}`,
      })
      if (response.statusCode === 204) continue
      expect(response.statusCode).toBe(200)
      const features = featuresOf(layersOf(response.rawPayload)['spaces-point'])
      codes.push(...features.map(({ properties }) => String(properties.code)))
    }
  }
  return codes
}

const sum = (counts: { count: number }[]) => counts.reduce((total, { count }) => total + count, 0)

async function expectOneSet(filters: SpaceFilters): Promise<void> {
  const query = queryOf(filters)
  const { codes, list } = await listed(query)
  expect(new Set(codes).size).toBe(codes.length)
  expect(codes).toHaveLength(list.total)
  const sorted = codes.toSorted()
  const { features } = JSON.parse(await read(`/api/exports/spaces.geojson?${query.slice(1)}`))
  expect(features.map(({ id }: { id: string }) => id).sort()).toEqual(sorted)
  const inPlace = sorted.filter((code) => placed.has(code))
  expect(list.withoutPlace).toBe(sorted.length - inPlace.length)
  expect((await drawn(query)).sort()).toEqual(inPlace)
  expectFacets(filters, list)
}

/** A facet that its own filter does not narrow adds up to the total: one value each, or bins where known. */
function expectFacets(filters: SpaceFilters, { facets, total }: SpaceList): void {
  for (const name of ['status', 'ownership', 'district', 'neighbourhood', 'condition', 'floor'] as const) {
    const chosen: readonly string[] | undefined = filters[name]
    const counts = facets[name].filter(({ value }) => chosen?.includes(value) ?? true)
    expect(sum(counts), name).toBe(total)
  }
}

test('regression 1: for 200 random filters list, tiles, export and facets hold the same set', async () => {
  await fc.assert(fc.asyncProperty(anyFilters, expectOneSet), { numRuns: 200, seed: 20261123 })
}, 240_000)

test('regression 2: the total is the same at every zoom', async () => {
  const { list } = await listed('')
  const totals = new Set<number>()
  for (const [z, from, to] of [
    [0, [0, 0], [0, 0]],
    [6, [33, 22], [33, 22]],
    [10, [537, 365], [539, 367]],
  ] as const) {
    let total = 0
    for (let x = from[0]; x <= to[0]; x += 1) {
      for (let y = from[1]; y <= to[1]; y += 1) {
        const { rawPayload, statusCode } = await context.app.inject({
          url: `/api/tiles/spaces/${z}/${x}/${y}.mvt`,
        })
        if (statusCode === 204) continue
        const features = featuresOf(layersOf(rawPayload)['spaces-point'])
        total += features.reduce((count, { properties }) => count + Number(properties.count), 0)
      }
    }
    totals.add(total)
  }
  expect([...totals]).toEqual([list.total - list.withoutPlace])
})
