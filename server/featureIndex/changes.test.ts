import { expect, test, vi } from 'vitest'
import { tileOf, toWorld } from '../testing/mercator.ts'
import { layersOf } from '../testing/tiles.ts'
import type { CollectionDefinition, FeatureIndex, FeatureRow, LonLat } from './definition.ts'
import { createFeatureIndex } from './index.ts'

const definition: CollectionDefinition = {
  id: 'rooms',
  columns: { code: 'code', status: 'category', areaM2: 'number' },
  facets: { status: { column: 'status', ignores: ['status'] } },
  tileProperties: ['code', 'status'],
  orders: [[{ by: 'areaM2' }]],
  shapesFromZoom: 13,
  maxZoom: 16,
}

const room = (id: number, point: LonLat, status = 'available'): FeatureRow => ({
  id,
  point,
  geometry: { type: 'Point', coordinates: point },
  columns: { code: `R-${id}`, status, areaM2: (id * 7919) % 1000 },
})

const here: LonLat = [9.16, 45.505]
const there: LonLat = [9.26, 45.405]

function tileChanged(index: FeatureIndex, since: number, point: LonLat, z = 14): boolean {
  const [x, y] = tileOf(toWorld(point), z)
  return index.changedSince(since, z, x, y, {})
}

/** The ids of the points in the tile that holds a place. */
function tilePoints(index: FeatureIndex, point: LonLat): number[] {
  const [x, y] = tileOf(toWorld(point), 14)
  const layer = layersOf(index.tile(14, x, y, {}))['rooms-point']
  return Array.from({ length: layer?.length ?? 0 }, (_, at) => layer?.feature(at).id ?? 0)
}

test('a change is told of the tiles where the row was and where it is, and of no other', () => {
  const index = createFeatureIndex(definition)
  index.apply([room(1, here), room(2, here)], [])
  const { version } = index
  expect(tileChanged(index, version, here)).toBe(false)
  index.apply([room(1, there)], [])
  expect(tileChanged(index, version, here)).toBe(true)
  expect(tileChanged(index, version, there)).toBe(true)
  expect(tileChanged(index, version, [9.16, 45.405])).toBe(false)
  expect(tileChanged(index, version, [9.16, 45.405], 8)).toBe(true)
  expect(tileChanged(index, index.version, there)).toBe(false)
  index.apply([], [2])
  expect(tileChanged(index, index.version - 1, here)).toBe(true)
  expect(tileChanged(index, index.version - 1, there)).toBe(false)
})

test('changes too many to remember are told of every tile', () => {
  const index = createFeatureIndex(definition)
  index.apply([room(1, here)], [])
  const { version } = index
  index.apply(
    Array.from({ length: 9000 }, (_, at) => room(at + 2, here)),
    [],
  )
  expect(tileChanged(index, version, there)).toBe(true)
  expect(tileChanged(index, index.version, there)).toBe(false)
})

test('what is filled beside is not seen before it is taken, and then is all there is', async () => {
  const index = createFeatureIndex(definition)
  index.apply([room(1, here), room(2, here)], [])
  const { version } = index
  const filling = index.fill()
  filling.add([room(2, there), room(3, there)])
  filling.add([room(3, here), room(4, here)])
  await filling.prepare()
  expect(index.ids({}).ids).toEqual([1, 2])
  filling.take()
  expect(index.ids({}).ids).toEqual([2, 3, 4])
  expect(index.size).toBe(3)
  expect(index.facets({}).status).toEqual([{ value: 'available', count: 3 }])
  expect(tileChanged(index, version, [12, 44])).toBe(true)
  index.apply([room(5, here)], [3])
  expect(index.ids({}).ids).toEqual([2, 4, 5])
})

test('rows that are written beforehand are seen when they are applied, and not before', async () => {
  const index = createFeatureIndex(definition)
  index.apply([room(1, here), room(2, here)], [])
  const rows = [room(2, there), room(3, there)]
  await index.prepare(rows)
  expect(index.ids({}, [{ by: 'areaM2' }]).ids.sort()).toEqual([1, 2])
  expect(index.facets({}).status).toEqual([{ value: 'available', count: 2 }])
  expect(tilePoints(index, there)).toEqual([])
  expect(index.apply(rows, [])).toBe(2)
  expect(index.ids({}).ids).toEqual([1, 2, 3])
  expect(tilePoints(index, there)).toEqual([2, 3])
  await index.prepare([room(4, here)])
  expect(index.apply([], [1])).toBe(1)
  expect(index.ids({}).ids).toEqual([2, 3])
})

test('a row whose shape cannot be read leaves nothing behind', () => {
  const index = createFeatureIndex(definition)
  index.apply([room(1, here)], [])
  const withHeight = Buffer.from([1, 0xe9, 3, 0, 0, ...Array(24).fill(0)])
  const cutOff = Buffer.from([1, 3, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, ...Array(20).fill(1)])
  for (const geometry of [withHeight, cutOff])
    expect(() => index.apply([room(1, there), { ...room(2, here), geometry }], [1])).toThrow()
  expect(index.ids({}).bbox).toEqual([...here, ...here])
  index.apply([room(4, there), room(5, there, 'inUse')], [])
  expect(index.ids({}).ids).toEqual([1, 4, 5])
  expect(tilePoints(index, there)).toEqual([4, 5])
  expect(index.facets({}).status).toEqual([
    { value: 'available', count: 2 },
    { value: 'inUse', count: 1 },
  ])
})

test('rows are not taken before they were put in order', () => {
  const index = createFeatureIndex(definition)
  index.apply([room(1, here)], [])
  const filling = index.fill()
  filling.add([room(2, here)])
  expect(() => filling.take()).toThrow('put in order')
  expect(index.ids({}).ids).toEqual([1])
})

test('rows that are being written while all are put in order anew are applied after it', async () => {
  const index = createFeatureIndex(definition)
  const scattered = (id: number, more = 0) => room(id, [9 + (id % 97) / 300, 45.3 + more + (id % 89) / 300])
  index.apply(
    Array.from({ length: 6000 }, (_, at) => scattered(at + 1)),
    [],
  )
  const rows = Array.from({ length: 3000 }, (_, at) => scattered(at + 2000, 0.5))
  await index.prepare(rows)
  expect(index.apply(rows, [1])).toBe(3001)
  const plain = createFeatureIndex(definition)
  plain.apply([...Array.from({ length: 1998 }, (_, at) => scattered(at + 2)), ...rows], [])
  plain.apply(
    Array.from({ length: 1001 }, (_, at) => scattered(at + 5000)),
    [],
  )
  expect(index.ids({}, [{ by: 'areaM2' }]).ids).toEqual(plain.ids({}, [{ by: 'areaM2' }]).ids)
  expect(index.ids({}).bbox).toEqual(plain.ids({}).bbox)
})

test('rows that were written before all are read anew are applied after it', async () => {
  const index = createFeatureIndex(definition)
  index.apply([room(1, here)], [])
  const rows = [room(1, there), room(2, here)]
  await index.prepare(rows)
  const filling = index.fill()
  filling.add([room(1, here), room(3, here)])
  await filling.prepare()
  filling.take()
  expect(index.apply(rows, [])).toBe(2)
  expect(index.ids({}).ids).toEqual([1, 2, 3])
  expect(tilePoints(index, there)).toEqual([1])
})

test('rows that are put in order while others change are all there, as they are now', async () => {
  const scattered = (id: number): LonLat => [9 + (id % 97) / 300, 45.3 + (id % 89) / 300]
  const rowAt = (id: number, status?: string) => room(id, scattered(id), status)
  const [index, plain] = [createFeatureIndex(definition), createFeatureIndex(definition)]
  const both = (rows: FeatureRow[], removed: number[] = []) => {
    for (const each of [index, plain]) each.apply(rows, removed)
  }
  const all = Array.from({ length: 6000 }, (_, at) => rowAt(at + 1))
  index.apply(all, [])
  for (let start = 0; start < all.length; start += 1000) plain.apply(all.slice(start, start + 1000), [])
  const [x, y] = tileOf(toWorld(here), 11)
  const drawn = () => Buffer.from(index.tile(11, x, y, {}) ?? []).toString('latin1')
  const before = drawn()
  both([rowAt(17, 'inUse'), rowAt(6001)], [3, 4])
  await new Promise((resolve) => setImmediate(resolve))
  both([rowAt(18, 'inUse'), rowAt(3)], [6001, 99])
  await vi.waitFor(() => expect(drawn() === before).toBe(false), 20_000)
  both([rowAt(19, 'inUse')], [18])
  const inUse = { status: { op: 'anyOf' as const, column: 'status', values: ['inUse'] } }
  for (const filter of [{}, inUse]) {
    expect(index.ids(filter, [{ by: 'areaM2' }]).ids).toEqual(plain.ids(filter, [{ by: 'areaM2' }]).ids)
    expect(index.facets(filter)).toEqual(plain.facets(filter))
  }
  expect(index.ids(inUse).ids).toEqual([17, 19])
  expect(index.size).toBe(5997)
})
