import { gunzipSync } from 'node:zlib'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { insertCity, randomSpaces } from '../testing/spaces.ts'

const context = testApp({ trustProxy: true })
let queries = 0
/** A space that has a place. */
let shown: { code: string }

beforeAll(async () => {
  await insertCity(context.db)
  await context.db('space').insert(randomSpaces(120, 7))
  await context.app.context.feed.refresh()
  shown = await context.db('published_space').whereNotNull('point').first('code')
  context.db.on('query', () => {
    queries += 1
  })
})
beforeEach(() => {
  queries = 0
})

/** One tile with all spaces in it. */
const url = '/api/tiles/spaces/8/134/91.mvt'
const get = (address: string, headers = {}) => context.app.inject({ url: address, headers })

test.each([
  '/api/tiles/spaces/14/16384/0.mvt?district=1',
  '/api/tiles/spaces/23/0/0.mvt?district=1',
  '/api/tiles/spaces/8/-1/91.mvt',
  '/api/tiles/spaces/8/1e999/91.mvt',
  `${url}?status=sold`,
  `${url}?areaMin=1e999&district=1`,
  `${url}?colour=red`,
  `${url}?activity=alchemy`,
  `${url}?near=9,45`,
])('%s is refused without asking the database', async (address) => {
  expect((await get(address)).statusCode).toBe(400)
  expect(queries).toBe(0)
})

test('a tile asks the database for the words of its filter once', async () => {
  const address = `${url}?district=1,9&neighbourhood=1`
  expect((await get(address)).statusCode).toBe(200)
  expect(queries).toBeGreaterThan(0)
  queries = 0
  expect((await get(address)).statusCode).toBe(200)
  expect(queries).toBe(0)
})

test('through the whole program it is compressed once and keeps its tag', async () => {
  const plain = await get(url)
  const packed = await get(url, { 'accept-encoding': 'gzip' })
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', etag: plain.headers.etag })
  expect(packed.headers['content-length']).toBe(String(packed.rawPayload.byteLength))
  expect(gunzipSync(packed.rawPayload)).toEqual(plain.rawPayload)
  const known = { 'accept-encoding': 'gzip', 'if-none-match': String(plain.headers.etag) }
  expect((await get(url, known)).statusCode).toBe(304)
})

test('it says what a browser may do with it, as every answer does', async () => {
  for (const headers of [{}, { 'if-none-match': String((await get(url)).headers.etag) }]) {
    expect((await get(url, headers)).headers).toMatchObject({
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': expect.stringContaining('max-age'),
    })
  }
})

/** How many spaces a tile shows, those drawn as one included. */
function countIn(tile: Buffer): number {
  const layer = new VectorTile(new PbfReader(tile)).layers['spaces-point']
  const counts = Array.from({ length: layer?.length ?? 0 }, (_, at) => layer?.feature(at).properties.count)
  return counts.reduce<number>((sum, count) => sum + Number(count), 0)
}

test('a tag is no longer good once something in the tile has changed', async () => {
  const before = await get(url)
  await context.db('space').where(shown).update({ status: 'withdrawn' })
  await context.app.context.feed.refresh()
  const changed = await get(url, { 'if-none-match': String(before.headers.etag) })
  expect(changed.statusCode).toBe(200)
  expect(countIn(changed.rawPayload)).toBe(countIn(before.rawPayload) - 1)
})
