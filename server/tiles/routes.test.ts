import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { VectorTile } from '@mapbox/vector-tile'
import Fastify, { type FastifyInstance } from 'fastify'
import createKnex from 'knex'
import { PbfReader } from 'pbf'
import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readCityPack } from '../city/pack.ts'
import { readConfig } from '../config.ts'
import type { FeatureRow } from '../featureIndex/definition.ts'
import { createFeed } from '../featureIndex/feed/feed.ts'
import { createFeatureIndex } from '../featureIndex/index.ts'
import { setErrorHandling } from '../http/errors.ts'
import type { Published } from '../published.ts'
import { tileOf, toWorld } from '../testing/mercator.ts'
import { tileRoutes } from './routes.ts'
import { describeTiles } from './tileJson.ts'

const RoomFilters = Type.Object(
  {
    status: Type.Optional(Type.Array(Type.Enum(['available', 'inUse']))),
    areaMin: Type.Optional(Type.Number()),
  },
  { additionalProperties: false },
)
const rooms: Published<typeof RoomFilters> = {
  id: 'rooms',
  title: { it: 'Stanze', en: 'Rooms' },
  description: { it: 'Le stanze', en: 'The rooms' },
  definition: {
    id: 'rooms',
    columns: { code: 'code', status: 'category', areaM2: 'number' },
    facets: {},
    tileProperties: ['code', 'status', 'areaM2'],
    shapesFromZoom: 13,
    maxZoom: 16,
  },
  properties: [],
  features: async () => [],
  load: { table: 'room', async *all() {}, changed: (trx) => trx('room').select('id'), some: async () => [] },
  querySchema: RoomFilters,
  toFilter: ({ status, areaMin }) => ({
    ...(status ? { status: { op: 'anyOf', column: 'status', values: status } } : {}),
    ...(areaMin === undefined ? {} : { areaMin: { op: 'atLeast', column: 'areaM2', value: areaMin } }),
  }),
}

const point: [number, number] = [9.16, 45.505]
const [x, y] = [8608, 5861]
/** Where many lie. */
const crowd: [number, number] = [12.5, 41.9]
const crowdUrl = '/api/tiles/rooms/14/8760/6088.mvt'

const rowAt = (at: [number, number], id: number, status = 'available'): FeatureRow => ({
  id,
  point: at,
  geometry: { type: 'Point', coordinates: at },
  columns: { code: `R${id}`, status, areaM2: 100 * id },
})

const db = createKnex({ client: 'pg' })
const index = createFeatureIndex(rooms.definition)
const toFilter = vi.fn(rooms.toFilter)
const collections = new Map([['rooms', { ...rooms, toFilter, index }]])
let app: FastifyInstance

/** One of the instances that serve the same records. */
async function startInstance(): Promise<FastifyInstance> {
  const instance = Fastify({ ajv: { customOptions: { removeAdditional: false, coerceTypes: 'array' } } })
  setErrorHandling(instance)
  await instance.register(tileRoutes, {
    config: readConfig({}),
    db,
    databaseKind: 'embedded',
    city: readCityPack('milano'),
    collections,
    feed: createFeed(db, [], { onError() {} }),
  })
  return instance
}

beforeAll(async () => {
  app = await startInstance()
  index.apply(
    ['available', 'inUse', 'available'].map((status, at) => rowAt(point, at + 1, status)),
    [],
  )
  index.apply(
    [...Array(200).keys()].map((at) => rowAt(crowd, 1000 + at)),
    [],
  )
})
afterAll(async () => {
  await app.close()
  await db.destroy()
})

const get = (url: string, headers = {}) => app.inject({ url, headers })
const tileUrl = (query = '') => `/api/tiles/rooms/14/${x}/${y}.mvt${query}`

function idsIn(tile: Buffer): number[] {
  const layer = new VectorTile(new PbfReader(tile)).layers['rooms-point']
  return layer ? Array.from({ length: layer.length }, (_, at) => Number(layer.feature(at).id)) : []
}

test('a tile is served with its media type and an ETag, to be asked for again each time', async () => {
  const reply = await get(tileUrl())
  expect(reply.statusCode).toBe(200)
  expect(reply.headers).toMatchObject({
    'content-type': 'application/vnd.mapbox-vector-tile',
    'cache-control': 'no-cache',
    etag: expect.stringMatching(/^W\/".+"$/),
  })
  expect(idsIn(reply.rawPayload)).toEqual([1, 2, 3])
})

test('a tile takes the filters of the list, repeated or with commas', async () => {
  expect(idsIn((await get(tileUrl('?status=available'))).rawPayload)).toEqual([1, 3])
  expect(idsIn((await get(tileUrl('?status=available&areaMin=150'))).rawPayload)).toEqual([3])
  expect(idsIn((await get(tileUrl('?status=available,inUse'))).rawPayload)).toEqual([1, 2, 3])
  expect(idsIn((await get(tileUrl('?status=available&status=inUse'))).rawPayload)).toEqual([1, 2, 3])
})

describe('a tile that the client knows', () => {
  const tagOf = async (url: string) => String((await get(url)).headers.etag)

  test('is 304 without a body, whatever the revision in its address', async () => {
    const etag = await tagOf(tileUrl())
    const again = await get(tileUrl('?rev=12'), { 'if-none-match': `"other", ${etag}` })
    expect(again.statusCode).toBe(304)
    expect(again.rawPayload).toHaveLength(0)
    expect(again.headers).toMatchObject({ etag, 'cache-control': 'no-cache', vary: 'accept-encoding' })
    expect(again.headers).not.toHaveProperty('content-encoding')
  })

  test('is so in every coding, and by any tag', async () => {
    const etag = await tagOf(crowdUrl)
    for (const known of [etag, etag.slice('W/'.length), '*']) {
      const headers = { 'if-none-match': known, 'accept-encoding': 'gzip' }
      expect((await get(crowdUrl, headers)).statusCode).toBe(304)
    }
  })

  test('is not the tile of another filter or another place', async () => {
    const etag = await tagOf(tileUrl())
    for (const url of [tileUrl('?status=inUse'), crowdUrl, '/api/tiles/rooms/13/4304/2930.mvt']) {
      expect((await get(url, { 'if-none-match': etag })).statusCode).toBe(200)
    }
  })

  test('is the same for filters that mean the same', async () => {
    const etag = await tagOf(tileUrl('?areaMin=150&status=inUse,available'))
    const again = await get(tileUrl('?status=available&status=inUse&areaMin=150.0'), {
      'if-none-match': etag,
    })
    expect(again.statusCode).toBe(304)
  })

  test('is asked anew of another instance, or after a restart', async () => {
    const other = await startInstance()
    const etag = String((await other.inject(tileUrl())).headers.etag)
    await other.close()
    expect((await get(tileUrl(), { 'if-none-match': etag })).statusCode).toBe(200)
  })

  test('is sent again once something changed in it', async () => {
    const etag = await tagOf(tileUrl())
    index.apply([rowAt(point, 4)], [])
    const changed = await get(tileUrl(), { 'if-none-match': etag })
    expect(changed.statusCode).toBe(200)
    expect(idsIn(changed.rawPayload)).toEqual([1, 2, 3, 4])
    index.apply([], [4])
    const back = await get(tileUrl(), { 'if-none-match': String(changed.headers.etag) })
    expect(idsIn(back.rawPayload)).toEqual([1, 2, 3])
  })

  test('does not hide that it is empty now', async () => {
    const url = '/api/tiles/rooms/14/8192/8192.mvt'
    index.apply([rowAt([0, 0], 5)], [])
    const etag = await tagOf(url)
    index.apply([], [5])
    expect((await get(url, { 'if-none-match': etag })).statusCode).toBe(204)
  })
})

describe('a tile is compressed', () => {
  test.each([
    ['gzip, deflate', 'gzip', gunzipSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
  ])('for who accepts %s, by %s', async (accepted, encoding, unpack) => {
    const plain = await get(crowdUrl)
    const packed = await get(crowdUrl, { 'accept-encoding': accepted })
    expect(plain.headers).not.toHaveProperty('content-encoding')
    expect(packed.headers).toMatchObject({
      'content-encoding': encoding,
      'content-length': String(packed.rawPayload.byteLength),
      vary: 'accept-encoding',
      etag: plain.headers.etag,
    })
    expect(packed.rawPayload.byteLength).toBeLessThan(plain.rawPayload.byteLength / 2)
    expect(unpack(packed.rawPayload)).toEqual(plain.rawPayload)
  })

  test('unless it is small', async () => {
    const reply = await get(tileUrl(), { 'accept-encoding': 'gzip' })
    expect(reply.headers).not.toHaveProperty('content-encoding')
    expect(reply.headers.vary).toBe('accept-encoding')
    expect(idsIn(reply.rawPayload)).toEqual([1, 2, 3])
  })
})

test('HEAD tells what GET would send', async () => {
  for (const accepted of ['identity', 'gzip']) {
    const headers = { 'accept-encoding': accepted }
    const got = await get(crowdUrl, headers)
    const told = await app.inject({ method: 'HEAD', url: crowdUrl, headers })
    expect(told.statusCode).toBe(200)
    expect(told.rawPayload).toHaveLength(0)
    for (const name of ['etag', 'vary', 'content-type', 'content-length', 'content-encoding']) {
      expect(told.headers[name]).toBe(got.headers[name])
    }
  }
  const { etag } = (await get(crowdUrl)).headers
  const known = await app.inject({ method: 'HEAD', url: crowdUrl, headers: { 'if-none-match': etag } })
  expect(known.statusCode).toBe(304)
})

test('an empty tile is 204 without a body', async () => {
  const reply = await get('/api/tiles/rooms/14/0/0.mvt')
  expect(reply.statusCode).toBe(204)
  expect(reply.rawPayload).toHaveLength(0)
  expect(reply.headers['cache-control']).toBe('no-cache')
})

test.each([
  ['/api/tiles/rooms/23/0/0.mvt', 'z'],
  ['/api/tiles/rooms/-1/0/0.mvt', 'z'],
  ['/api/tiles/rooms/2/4/0.mvt', 'x'],
  ['/api/tiles/rooms/2/0/4.mvt', 'y'],
  ['/api/tiles/rooms/2/0/-1.mvt', 'y'],
  ['/api/tiles/rooms/2/0/1.5.mvt', 'y'],
  ['/api/tiles/rooms/two/0/0.mvt', 'z'],
  ['/api/tiles/rooms/2/1e999/0.mvt', 'x'],
  ['/api/tiles/rooms/2/%00/0.mvt', 'x'],
  [tileUrl('?colour=red'), 'colour'],
  [tileUrl('?status=sold'), 'status'],
  [tileUrl('?areaMin=big'), 'areaMin'],
  [tileUrl('?areaMin=NaN'), 'areaMin'],
  ['/api/tiles/rooms.json?colour=red', 'colour'],
])('%s is a 400 that names %s', async (url, name) => {
  const reply = await get(url)
  expect(reply.statusCode).toBe(400)
  expect(reply.headers['content-type']).toContain('application/problem+json')
  expect(reply.json().errors[0].pointer).toBe(name)
})

test('an address where no tile can be is refused before anything is asked about its filter', async () => {
  toFilter.mockClear()
  expect((await get('/api/tiles/rooms/2/4/0.mvt?status=available')).statusCode).toBe(400)
  expect((await get('/api/tiles/rooms/99/0/0.mvt?status=available')).statusCode).toBe(400)
  expect((await get(tileUrl('?status=sold'))).statusCode).toBe(400)
  expect(toFilter).not.toHaveBeenCalled()
})

test('a collection nobody publishes is a 404', async () => {
  expect((await get('/api/tiles/secrets/0/0/0.mvt')).statusCode).toBe(404)
  expect((await get('/api/tiles/secrets.json')).statusCode).toBe(404)
})

test('TileJSON describes both layers and names tiles by the address it was asked at', async () => {
  const reply = await get('/api/tiles/rooms.json', { host: 'map.example:8080' })
  expect(reply.statusCode).toBe(200)
  const fields = { code: 'String', status: 'String', areaM2: 'Number', count: 'Number' }
  expect(reply.json()).toMatchObject({
    tilejson: '3.0.0',
    name: 'Stanze',
    tiles: ['http://map.example:8080/api/tiles/rooms/{z}/{x}/{y}.mvt'],
    minzoom: 0,
    maxzoom: 16,
    attribution: expect.stringMatching(/./),
    bounds: [expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number)],
    vector_layers: [
      { id: 'rooms', minzoom: 13, maxzoom: 16, fields },
      { id: 'rooms-point', minzoom: 0, maxzoom: 16, fields },
    ],
  })
})

test('TileJSON tells what a point says that stands for several, and nothing of it where none does', () => {
  const fieldsOf = (more: Partial<Published['definition']>) => {
    const definition = { ...rooms.definition, ...more }
    const collection = { ...rooms, definition, index: createFeatureIndex(definition) }
    return describeTiles(collection, readCityPack('milano'), '').vector_layers.map(({ fields }) => fields)
  }
  const [shapes, points] = fieldsOf({ clusters: { sum: 'areaM2', countBy: 'status' } })
  expect(shapes).toEqual({ code: 'String', status: 'String', areaM2: 'Number', count: 'Number' })
  expect(points).toMatchObject({
    code: 'String',
    count: expect.stringMatching(/^Number, .*several/),
    areaM2: expect.stringMatching(/^Number, .*sum/),
    'status:{value}': expect.stringMatching(/^Number/),
  })
  expect(fieldsOf({})).toEqual([shapes, shapes])
})
