import { gunzipSync } from 'node:zlib'
import { beforeEach, expect, test, vi } from 'vitest'
import type { CollectionDefinition, FeatureIndex, FeatureRow, LonLat } from '../featureIndex/definition.ts'
import { createFeatureIndex } from '../featureIndex/index.ts'
import { createReadyTiles, type ReadyTile, type TileRequest } from './ready.ts'

const definition: CollectionDefinition = {
  id: 'rooms',
  columns: { code: 'code' },
  facets: {},
  tileProperties: ['code'],
  shapesFromZoom: 0,
  maxZoom: 18,
}
interface Place {
  point: LonLat
  address: TileRequest['address']
}
const milan: Place = { point: [9.16, 45.505], address: { z: 14, x: 8608, y: 5861 } }
const rome: Place = { point: [12.5, 41.9], address: { z: 14, x: 8760, y: 6088 } }
const ocean: Place = { point: [0, 0], address: { z: 14, x: 8192, y: 8192 } }

const row = (id: number, { point }: Place, code = `R${id}`): FeatureRow => ({
  id,
  point,
  geometry: null,
  columns: { code },
})

const requestAt = ({ address }: Place): TileRequest => ({
  key: `rooms/${Object.values(address).join('/')}?`,
  index,
  address,
  filter: {},
})

let index: FeatureIndex
beforeEach(() => {
  index = createFeatureIndex(definition)
  index.apply(
    [...Array(200).keys()].map((at) => row(at + 1, milan)),
    [],
  )
  index.apply([row(1001, rome)], [])
  vi.spyOn(index, 'tile')
})
const timesDrawn = () => vi.mocked(index.tile).mock.calls.length

test('a tile is drawn once and kept', () => {
  const tiles = createReadyTiles(1_000_000)
  const first = tiles.get(requestAt(milan))
  expect(tiles.get(requestAt(milan))).toBe(first)
  expect(timesDrawn()).toBe(1)
})

test('a tile without anything in it is kept too', () => {
  const tiles = createReadyTiles(1_000_000)
  expect(tiles.get(requestAt(ocean)).bytes).toBeNull()
  tiles.get(requestAt(ocean))
  expect(timesDrawn()).toBe(1)
})

test('it is drawn again after a write that shows in it', () => {
  const tiles = createReadyTiles(1_000_000)
  const request = requestAt(milan)
  const first = tiles.get(request)
  index.apply([row(1, milan, 'changed')], [])
  const second = tiles.get(request)
  expect(second.bytes?.includes('changed')).toBe(true)
  expect(second.etag).not.toBe(first.etag)
  expect(tiles.knownTag(request, first.etag)).toBeNull()
  expect(tiles.knownTag(request, second.etag)).toBe(second.etag)
  index.apply([], [1])
  expect(tiles.get(request).bytes?.includes('changed')).toBe(false)
})

test('it stays good after a write elsewhere, whose own tile is drawn again', () => {
  const tiles = createReadyTiles(1_000_000)
  const request = requestAt(milan)
  const first = tiles.get(request)
  tiles.get(requestAt(rome))
  index.apply([row(1001, rome, 'changed')], [])
  expect(tiles.get(request)).toBe(first)
  expect(tiles.knownTag(request, first.etag)).toBe(first.etag)
  expect(tiles.get(requestAt(rome)).bytes?.includes('changed')).toBe(true)
  expect(timesDrawn()).toBe(3)
})

test('it is drawn again where something left it, or everything was read anew', async () => {
  const tiles = createReadyTiles(1_000_000)
  const request = requestAt(milan)
  const first = tiles.get(request)
  index.apply([row(1, rome, 'moved')], [])
  const without = tiles.get(request)
  expect(without.bytes).not.toEqual(first.bytes)
  expect(timesDrawn()).toBe(2)
  const filling = index.fill()
  filling.add([row(1, milan, 'anew')])
  await filling.prepare()
  filling.take()
  expect(tiles.knownTag(request, without.etag)).toBeNull()
  expect(tiles.get(request).bytes?.includes('anew')).toBe(true)
})

test('a tag tells that a tile is as it was though nothing of it is kept', () => {
  const tiles = createReadyTiles(0)
  const request = requestAt(milan)
  const { etag } = tiles.get(request)
  expect(tiles.knownTag(request, etag)).toBe(etag)
  expect(timesDrawn()).toBe(1)
  tiles.get(request)
  expect(timesDrawn()).toBe(2)
})

test('a version that is still to come is not believed', () => {
  const tiles = createReadyTiles(0)
  const request = requestAt(milan)
  const forged = tiles.get(request).etag.replace(/\d+"$/, `${index.version + 1}"`)
  expect(tiles.knownTag(request, forged)).toBeNull()
})

const heldBytes = ({ bytes, packed }: ReadyTile) =>
  [bytes, ...packed.values()].reduce(
    (sum, part) => sum + (Buffer.isBuffer(part) ? part.buffer.byteLength : 0),
    0,
  )

test('what is kept takes no more bytes than it may, compressed ones included', async () => {
  const maxBytes = 40_000
  const tiles = createReadyTiles(maxBytes)
  const requests = [...Array(30).keys()].map((at) => ({ ...requestAt(milan), key: `rooms?${at}` }))
  const drawn: ReadyTile[] = []
  for (const request of requests) {
    const tile = tiles.get(request)
    await tiles.packed(request.key, tile, 'gzip')
    await tiles.packed(request.key, tile, 'br')
    drawn.push(tile)
  }
  const before = timesDrawn()
  expect(before).toBe(30)
  const kept = requests.toReversed().flatMap((request, at) => {
    const tile = drawn.at(-1 - at)
    return tile && tiles.get(request) === tile ? [tile] : []
  })
  const held = kept.reduce((sum, tile) => sum + heldBytes(tile), 0)
  expect(kept.length).toBeGreaterThan(2)
  expect(held).toBeLessThanOrEqual(maxBytes)
  expect(held + 2 * heldBytes(drawn[0] as ReadyTile)).toBeGreaterThan(maxBytes)
})

test('the tile that was asked for last is kept longest', () => {
  const tiles = createReadyTiles(12_000)
  const requests = [...Array(8).keys()].map((at) => ({ ...requestAt(milan), key: `rooms?${at}` }))
  const [favourite = requestAt(milan)] = requests
  const first = tiles.get(favourite)
  for (const request of requests) {
    tiles.get(request)
    expect(tiles.get(favourite)).toBe(first)
  }
})

test('whoever asks at once for a tile in one coding waits for one compression', async () => {
  const tiles = createReadyTiles(1_000_000)
  const request = requestAt(milan)
  const packed = await Promise.all(
    [...Array(5)].map(async () => tiles.packed(request.key, tiles.get(request), 'gzip')),
  )
  expect(timesDrawn()).toBe(1)
  expect(new Set(packed).size).toBe(1)
  const tile = tiles.get(request)
  expect(gunzipSync(packed[0] as Buffer)).toEqual(tile.bytes)
  expect(tiles.packed(request.key, tile, 'gzip')).toBe(packed[0])
})
