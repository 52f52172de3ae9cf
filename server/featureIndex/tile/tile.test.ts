import { classifyRings } from '@mapbox/vector-tile'
import type { Geometry } from 'geojson'
import { expect, test } from 'vitest'
import { tileOf, toWorld } from '../../testing/mercator.ts'
import {
  areasOf,
  box,
  center,
  drawn,
  featuresOf,
  indexOf,
  layersOf,
  ring,
  shape,
  unproject,
  x,
  y,
} from '../../testing/tiles.ts'
import type { Filter, LonLat } from '../definition.ts'

test('a tile holds id, properties and both layers', () => {
  const columns = { code: 'MI-9-0147', status: 'available', areaM2: 80.5, open: true, zoning: ['ARU', 'NAF'] }
  const tile = indexOf({
    id: 42,
    point: center,
    geometry: { type: 'Polygon', coordinates: [box(100, 100, 300, 200)] },
    columns,
  }).tile(14, x, y, {})
  const layers = layersOf(tile)
  expect(Object.keys(layers)).toEqual(['rooms', 'rooms-point'])
  for (const layer of Object.values(layers)) {
    expect(layer).toMatchObject({ version: 2, extent: 4096, length: 1 })
    const feature = layer.feature(0)
    expect(feature.id).toBe(42)
    expect(feature.properties).toEqual({ ...columns, zoning: 'ARU,NAF', count: 1 })
  }
})

test('numbers of every kind and missing values come through', () => {
  for (const areaM2 of [0, -3, 2 ** 40, 0.1, null]) {
    const tile = indexOf({ ...shape(null), columns: { areaM2 } }).tile(14, x, y, {})
    const { properties } = layersOf(tile)['rooms-point']?.feature(0) ?? {}
    expect(properties).toEqual(areaM2 === null ? { count: 1 } : { areaM2, count: 1 })
  }
})

test('an empty tile is null', () => {
  expect(indexOf().tile(0, 0, 0, {})).toBeNull()
  expect(indexOf(shape(null)).tile(14, x + 1, y, {})).toBeNull()
  expect(indexOf(shape(null, null)).tile(0, 0, 0, {})).toBeNull()
  const filter: Filter = { status: { op: 'anyOf', column: 'status', values: ['inUse'] } }
  expect(indexOf(shape(null)).tile(14, x, y, filter)).toBeNull()
})

test('shapes begin at their zoom, points are at every zoom', () => {
  const index = indexOf(shape({ type: 'Polygon', coordinates: [box(-2000, -2000, 6000, 6000)] }))
  for (const z of [0, 5, 12, 13, 22]) {
    const [column, row] = tileOf(toWorld(center), z)
    const layers = layersOf(index.tile(z, column, row, {}))
    expect(Object.keys(layers)).toEqual(z < 13 ? ['rooms-point'] : ['rooms', 'rooms-point'])
  }
})

test('exteriors are wound with positive area and holes with negative, however they came', () => {
  const outer = box(1000, 1000, 3000, 3000)
  const hole = box(1500, 1500, 2000, 2000)
  for (const rings of [
    [outer, hole],
    [outer.toReversed(), hole],
    [outer, hole.toReversed()],
  ]) {
    const [feature] = drawn({ type: 'Polygon', coordinates: rings })
    expect(areasOf(feature)).toEqual([4_000_000, -250_000])
    expect(feature?.type).toBe(3)
  }
})

test('a multipolygon is one feature with its holes after their exteriors', () => {
  const coordinates = [[box(0, 0, 1000, 1000), box(100, 100, 200, 200)], [box(2000, 2000, 3000, 3000)]]
  const features = drawn({ type: 'MultiPolygon', coordinates })
  expect(features).toHaveLength(1)
  expect(classifyRings(features[0]?.loadGeometry() ?? []).map((polygon) => polygon.length)).toEqual([2, 1])
})

test('a polygon is clipped at the buffer and shows in its neighbour too', () => {
  const polygon: Geometry = { type: 'Polygon', coordinates: [box(3000, 1000, 5000, 2000)] }
  expect(areasOf(drawn(polygon)[0])).toEqual([(4096 + 64 - 3000) * 1000])
  expect(areasOf(drawn(polygon, 1)[0])).toEqual([(5000 - 4096 + 64) * 1000])
  expect(drawn(polygon, 2)).toEqual([])
  expect(drawn(polygon, 0, 1)).toEqual([])
})

test('a polygon around the tile fills it to the buffer; one whose hole is around the tile draws nothing', () => {
  const around = box(-9000, -9000, 9000, 9000)
  expect(areasOf(drawn({ type: 'Polygon', coordinates: [around] })[0])).toEqual([4224 ** 2])
  expect(drawn({ type: 'Polygon', coordinates: [around, box(-200, -200, 4300, 4300)] })).toEqual([])
})

test('a hole cut by the edge of the tile stays open at the seam', () => {
  const rings = [box(2000, 0, 6000, 4000), box(3096, 1000, 5096, 2000)]
  expect(areasOf(drawn({ type: 'Polygon', coordinates: rings })[0])).toEqual([2160 * 4000, -1064 * 1000])
  expect(areasOf(drawn({ type: 'Polygon', coordinates: rings }, 1)[0])).toEqual([1968 * 4000, -1064 * 1000])
})

test('a ring too small for the grid is dropped, and its feature keeps its point', () => {
  const speck = { type: 'Polygon' as const, coordinates: [box(2000.1, 2000.1, 2000.3, 2000.2)] }
  expect(drawn(speck)).toEqual([])
  expect(featuresOf(layersOf(indexOf(shape(speck)).tile(14, x, y, {}))['rooms-point'])).toHaveLength(1)
  const holed = drawn({ type: 'Polygon', coordinates: [box(0, 0, 100, 100), box(50.1, 50.1, 50.3, 50.2)] })
  expect(areasOf(holed[0])).toEqual([10_000])
})

test('lines are cut into the pieces that are inside', () => {
  const coordinates = [
    [-500, 1000],
    [5000, 1000],
    [5000, 2000],
    [-500, 2000],
  ].map(([a = 0, b = 0]) => unproject(a, b))
  const [feature] = drawn({ type: 'LineString', coordinates })
  expect(feature?.type).toBe(2)
  expect(feature?.loadGeometry().map((piece) => piece.map((point) => [point.x, point.y]))).toEqual([
    [
      [-64, 1000],
      [4160, 1000],
    ],
    [
      [4160, 2000],
      [-64, 2000],
    ],
  ])
  const lines = [
    [unproject(0, 0), unproject(10, 10), unproject(20, 5)],
    [unproject(9000, 0), unproject(9000, 10)],
  ]
  const [several] = drawn({ type: 'MultiLineString', coordinates: lines })
  expect(several?.loadGeometry().map((piece) => piece.length)).toEqual([3])
})

test('points and multipoints are shapes too, a collection is one feature for each kind', () => {
  const near = unproject(4120, 10)
  expect(drawn({ type: 'Point', coordinates: near })[0]?.loadGeometry()).toMatchObject([[{ x: 4120, y: 10 }]])
  const [several] = drawn({ type: 'MultiPoint', coordinates: [near, unproject(1, 2), unproject(7000, 0)] })
  expect(several?.loadGeometry().flat()).toHaveLength(2)
  const collection: Geometry = {
    type: 'GeometryCollection',
    geometries: [
      { type: 'Point', coordinates: near },
      { type: 'Polygon', coordinates: [box(0, 0, 100, 100)] },
    ],
  }
  expect(drawn(collection).map(({ id, type }) => [id, type])).toEqual([
    [7, 3],
    [7, 1],
  ])
})

test('a point on the line between two tiles is in the second only', () => {
  const index = indexOf(shape(null, [0, 0]))
  const tiles = [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ] as const
  expect(tiles.filter(([column, row]) => index.tile(1, column, row, {}))).toEqual([[1, 1]])
})

test('the edges of the world are in its outermost tiles', () => {
  for (const point of [
    [180, 90],
    [-180, -90],
    [180, -90],
    [-180, 90],
  ] as LonLat[]) {
    const index = indexOf(shape(null, point))
    const [column, row] = tileOf(toWorld(point), 3)
    expect(index.tile(3, column, row, {})).not.toBeNull()
    expect([0, 7]).toContain(column)
    expect([0, 7]).toContain(row)
  }
})

test('what is public only at the label point of its NIL is drawn and found there alone', () => {
  const label: LonLat = [9.157, 45.507]
  const index = indexOf({ id: 1, geometry: null, point: label, columns: { code: 'MI-9-0147' } })
  const [column, row] = tileOf(toWorld(label), 18)
  expect(Object.keys(layersOf(index.tile(18, column, row, {})))).toEqual(['rooms-point'])
  const [exactColumn, exactRow] = tileOf(toWorld(center), 18)
  expect(index.tile(18, exactColumn, exactRow, {})).toBeNull()
  const total = (filter: Filter) => index.ids(filter).total
  expect(total({ near: { op: 'near', center: label, metres: 1 } })).toBe(1)
  expect(total({ near: { op: 'near', center, metres: 300 } })).toBe(0)
  expect(total({ bbox: { op: 'inBox', bbox: [9.1599, 45.5049, 9.1601, 45.5051] } })).toBe(0)
  const around = [
    [9.1599, 45.5049],
    [9.1601, 45.5049],
    [9.1601, 45.5051],
    [9.1599, 45.5051],
  ]
  expect(total({ within: { op: 'inPolygon', polygons: [[around]] } })).toBe(0)
  expect(index.ids({}).bbox).toEqual([...label, ...label])
})

test('a ring of thousands of corners keeps them all, whole or where a side is cut off', () => {
  const round = (middleX: number) =>
    Array.from({ length: 5000 }, (_, at): [number, number] => {
      const angle = (at / 5000) * 2 * Math.PI
      return [middleX + 1500 * Math.cos(angle), 2000 + 1500 * Math.sin(angle)]
    })
  for (const middleX of [2000, 0]) {
    const [feature] = drawn({ type: 'Polygon', coordinates: [ring(...round(middleX))] })
    const [corners = []] = feature?.loadGeometry() ?? []
    expect(corners.length).toBeGreaterThan(middleX === 0 ? 2000 : 4000)
    const inside = corners.filter((corner) => corner.x > -64).slice(0, -1)
    const off = inside.map((corner) => Math.abs(Math.hypot(corner.x - middleX, corner.y - 2000) - 1500))
    expect(Math.max(...off)).toBeLessThan(1.5)
  }
})
