import { describe, expect, test } from 'vitest'
import { tileOf, toWorld } from '../../testing/mercator.ts'
import { featuresOf, layersOf } from '../../testing/tiles.ts'
import type { CollectionDefinition, FeatureIndex, FeatureRow, Filter, LonLat } from '../definition.ts'
import { createFeatureIndex } from '../index.ts'

const definition: CollectionDefinition = {
  id: 'rooms',
  columns: { code: 'code', status: 'category', areaM2: 'number' },
  facets: {},
  tileProperties: ['code', 'status'],
  clusters: { sum: 'areaM2', countBy: 'status' },
  shapesFromZoom: 13,
  maxZoom: 16,
}
const center: LonLat = [9.16, 45.505]

function room(id: number, point: LonLat, areaM2: number | null, status = 'available'): FeatureRow {
  const [lon, lat] = point
  const corner = 0.0001
  const ring = [point, [lon + corner, lat], [lon, lat + corner], point]
  return {
    id,
    point,
    geometry: { type: 'Polygon', coordinates: [ring] },
    columns: { code: `R-${id}`, status, areaM2 },
  }
}

function indexOf(rows: readonly FeatureRow[]): FeatureIndex {
  const index = createFeatureIndex(definition)
  index.apply(rows, [])
  return index
}

function pointsAt(index: FeatureIndex, z: number, filter: Filter = {}): Record<string, unknown>[] {
  const [x, y] = tileOf(toWorld(center), z)
  const layer = layersOf(index.tile(z, x, y, filter))['rooms-point']
  return featuresOf(layer).map(({ id, properties }) =>
    id === undefined ? properties : { id, ...properties },
  )
}

describe('below the zoom of shapes', () => {
  const index = indexOf([
    room(1, center, 100),
    room(2, [9.1601, 45.505], 50.5, 'inUse'),
    room(3, [9.1602, 45.505], null),
    room(4, [9.4, 45.7], 30),
  ])

  test('rooms in one cell are one point without id: how many, m² in all, and how many of each status', () => {
    expect(pointsAt(index, 10)).toEqual([
      { count: 3, areaM2: 150.5, 'status:available': 2, 'status:inUse': 1 },
    ])
  })

  test('the filter of the list decides what is counted, and one that is alone is itself', () => {
    const inUse: Filter = { status: { op: 'anyOf', column: 'status', values: ['inUse'] } }
    expect(pointsAt(index, 10, inUse)).toEqual([{ id: 2, code: 'R-2', status: 'inUse', count: 1 }])
    const all = pointsAt(index, 0).reduce((sum, { count }) => sum + Number(count), 0)
    expect(all).toBe(index.ids({}).total)
  })

  test('what is not known adds nothing, and where nothing is known there is no sum', () => {
    const unknown = indexOf([room(1, center, null), room(2, center, null)])
    expect(pointsAt(unknown, 5)).toEqual([{ count: 2, 'status:available': 2 }])
  })

  test('the point lies in the middle of what it stands for', () => {
    const [x, y] = tileOf(toWorld(center), 12)
    const layer = layersOf(index.tile(12, x, y, {}))['rooms-point']
    const [point] = layer?.feature(0).loadGeometry().flat() ?? []
    const [worldX, worldY] = toWorld([9.1601, 45.505])
    expect(Math.abs((point?.x ?? 0) - (worldX * 2 ** 12 - x) * 4096)).toBeLessThan(1)
    expect(Math.abs((point?.y ?? 0) - (worldY * 2 ** 12 - y) * 4096)).toBeLessThan(1)
  })
})

test('few rows are drawn one by one from far too, counted by the filter and not by the tile', () => {
  const index = createFeatureIndex({ ...definition, clusters: { sum: 'areaM2', countBy: 'status', few: 2 } })
  index.apply([room(1, center, 1), room(2, center, 2, 'inUse'), room(3, [9.4, 45.7], 3)], [])
  const { version } = index
  expect(pointsAt(index, 10)).toEqual([{ count: 2, areaM2: 3, 'status:available': 1, 'status:inUse': 1 }])
  const available: Filter = { status: { op: 'anyOf', column: 'status', values: ['available'] } }
  expect(pointsAt(index, 10, available)).toEqual([{ id: 1, code: 'R-1', status: 'available', count: 1 }])
  index.apply([], [3])
  expect(pointsAt(index, 10).map(({ id }) => id)).toEqual([1, 2])
  const [x, y] = tileOf(toWorld(center), 10)
  const few = index.version
  index.apply([room(3, [9.4, 45.7], 3)], [])
  expect(index.changedSince(few, 10, x, y, {})).toBe(true)
  expect(index.changedSince(version, 10, x, y, {})).toBe(true)
})

test('from the zoom of shapes on each room is drawn, at one place or not', () => {
  const index = indexOf([room(1, center, 1), room(2, center, 2)])
  expect(pointsAt(index, 13).map(({ id }) => id)).toEqual([1, 2])
})

test('a tile too crowded to tell rooms apart holds no shapes, and all of the rooms in clusters', () => {
  const count = 4200
  const crowd = Array.from({ length: count }, (_, at) =>
    room(at + 1, [center[0] + (at % 70) * 1e-5, center[1] + Math.floor(at / 70) * 1e-5], 10),
  )
  const index = indexOf(crowd)
  const [x, y] = tileOf(toWorld(center), 14)
  const tile = index.tile(14, x, y, {})
  expect(Object.keys(layersOf(tile))).toEqual(['rooms-point'])
  expect(pointsAt(index, 14).reduce((sum, { count: own }) => sum + Number(own), 0)).toBe(count)
  const one: Filter = { code: { op: 'anyOf', column: 'code', values: ['R-7'] } }
  expect(Object.keys(layersOf(index.tile(14, x, y, one)))).toEqual(['rooms', 'rooms-point'])
})

test('a cluster of a column that is missing or of another kind is refused at once', () => {
  const wrong = (clusters: CollectionDefinition['clusters']) => () =>
    createFeatureIndex({ ...definition, clusters })
  expect(wrong({ sum: 'volume', countBy: 'status' })).toThrow('volume')
  expect(wrong({ sum: 'areaM2', countBy: 'areaM2' })).toThrow('areaM2')
})

test('no tile is too heavy: many shapes of many corners are drawn with fewer', () => {
  const corners = Array.from({ length: 60 }, (_, at) => (2 * Math.PI * at) / 60)
  const jagged = (id: number): FeatureRow => {
    const [lon, lat]: LonLat = [center[0] + (id % 60) * 2e-4, center[1] - Math.floor(id / 60) * 1.4e-4]
    const ring = corners.map((angle, at) => {
      const radius = at % 2 === 0 ? 2e-4 : 1e-4
      return [lon + radius * Math.cos(angle), lat + radius * Math.sin(angle)]
    })
    return { ...room(id, [lon, lat], id), geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]!]] } }
  }
  const index = indexOf(Array.from({ length: 3600 }, (_, at) => jagged(at + 1)))
  const [x, y] = tileOf(toWorld([center[0] + 0.005, center[1] - 0.004]), 13)
  const tile = index.tile(13, x, y, {})
  expect(tile?.length).toBeGreaterThan(200_000)
  expect(tile?.length).toBeLessThan(500_000)
  const { rooms, 'rooms-point': points } = layersOf(tile)
  expect(rooms?.length).toBe(points?.length)
  expect(points?.length).toBeGreaterThan(3000)
})
