import { VectorTile } from '@mapbox/vector-tile'
import Fastify, { type FastifyInstance } from 'fastify'
import createKnex from 'knex'
import { PbfReader } from 'pbf'
import { Type } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCityPack } from '../city/pack.ts'
import { readConfig } from '../config.ts'
import { createFeed } from '../featureIndex/feed.ts'
import { createFeatureIndex } from '../featureIndex/index.ts'
import { setErrorHandling } from '../http/errors.ts'
import type { Published } from '../published.ts'
import { tileOf, toWorld } from '../testing/mercator.ts'
import { tileRoutes } from './routes.ts'

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
  load: async () => ({ rows: [], removed: [] }),
  querySchema: RoomFilters,
  toFilter: ({ status, areaMin }) => ({
    ...(status ? { status: { op: 'anyOf', column: 'status', values: status } } : {}),
    ...(areaMin === undefined ? {} : { areaMin: { op: 'atLeast', column: 'areaM2', value: areaMin } }),
  }),
}

const point: [number, number] = [9.16, 45.505]
const [x, y] = tileOf(toWorld(point), 14)
const db = createKnex({ client: 'pg' })
const collections = new Map([['rooms', { ...rooms, index: createFeatureIndex(rooms.definition) }]])
let app: FastifyInstance

beforeAll(async () => {
  app = Fastify({ ajv: { customOptions: { removeAdditional: false, coerceTypes: 'array' } } })
  setErrorHandling(app)
  await app.register(tileRoutes, {
    config: readConfig({}),
    db,
    databaseKind: 'embedded',
    city: readCityPack('milano'),
    collections,
    feed: createFeed(db, [], () => {}),
  })
  collections.get('rooms')?.index.apply(
    ['available', 'inUse', 'available'].map((status, at) => ({
      id: at + 1,
      point,
      geometry: { type: 'Point', coordinates: point },
      columns: { code: `R${at + 1}`, status, areaM2: 100 * (at + 1) },
    })),
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

test('a tile that is known already is 304, until its bytes change', async () => {
  const { etag } = (await get(tileUrl())).headers
  const again = await get(tileUrl('?rev=12'), { 'if-none-match': `"other", ${etag}` })
  expect(again.statusCode).toBe(304)
  expect(again.rawPayload).toHaveLength(0)
  expect(again.headers).toMatchObject({ etag, 'cache-control': 'no-cache' })
  expect((await get(tileUrl('?status=inUse'), { 'if-none-match': etag })).statusCode).toBe(200)
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
