import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FeatureIndex, FeatureRow, Filter, LonLat } from './definition.ts'
import { createFeatureIndex } from './index.ts'
import { distanceM } from './place.ts'

function room(id: number, point: LonLat | null = [9.1, 45.5]): FeatureRow {
  return { id, geometry: point && { type: 'Point', coordinates: point }, point, columns: {} }
}

function indexOf(...rows: FeatureRow[]): FeatureIndex {
  const index = createFeatureIndex({
    id: 'rooms',
    columns: {},
    facets: {},
    tileProperties: [],
    shapesFromZoom: 13,
    maxZoom: 16,
  })
  index.apply(rows, [])
  return index
}

const found = (index: FeatureIndex, filter: Filter) => index.ids(filter).ids

test('near includes what lies exactly at the distance', () => {
  const index = indexOf(room(1, [9.1, 45.5]), room(2, [9.11, 45.5]))
  const metres = distanceM([9.1, 45.5], [9.11, 45.5])
  expect(metres).toBeCloseTo(779.4, 1)
  expect(found(index, { near: { op: 'near', center: [9.1, 45.5], metres } })).toEqual([1, 2])
  expect(found(index, { near: { op: 'near', center: [9.1, 45.5], metres: metres - 0.001 } })).toEqual([1])
})

test('a box includes its edges', () => {
  const index = indexOf(room(1, [9, 45]), room(2, [9.2, 45.2]), room(3, [9.2001, 45]))
  expect(found(index, { bbox: { op: 'inBox', bbox: [9, 45, 9.2, 45.2] } })).toEqual([1, 2])
})

const square = (w: number, s: number, e: number, n: number) => [
  [w, s],
  [e, s],
  [e, n],
  [w, n],
  [w, s],
]

test('a polygon leaves out its holes, and several polygons add up', () => {
  const index = indexOf(room(1, [1, 1]), room(2, [5, 5]), room(3, [21, 1]), room(4, [15, 1]))
  const polygons = [[square(0, 0, 10, 10), square(4, 4, 6, 6)], [square(20, 0, 30, 10)]]
  expect(found(index, { within: { op: 'inPolygon', polygons } })).toEqual([1, 3])
})

test('a point on the edge two polygons share is in exactly one of them', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 64 }),
      fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })),
      (share, [lowLon, highLon]) => {
        const lat = -10 + (share * 20) / 64
        const point: [number, number] = [lowLon + ((highLon - lowLon) * share) / 64, lat]
        const left = [
          [-10, -10],
          [lowLon, -10],
          [highLon, 10.5],
          [-10, 10.5],
          [-10, -10],
        ]
        const right = [
          [10, -10],
          [10, 10.5],
          [highLon, 10.5],
          [lowLon, -10],
          [10, -10],
        ]
        const index = indexOf(room(1, point))
        const sides = [left, right].map(
          (ring) => index.ids({ w: { op: 'inPolygon', polygons: [[ring]] } }).total,
        )
        expect((sides[0] ?? 0) + (sides[1] ?? 0)).toBe(1)
      },
    ),
  )
})

test('regression 7: what has no place is listed and counted, and never found by place', () => {
  const index = indexOf(room(1, null), room(2))
  expect(index.ids({})).toMatchObject({ ids: [1, 2], total: 2, withoutPlace: 1 })
  expect(found(index, { near: { op: 'near', center: [9.1, 45.5], metres: 1e9 } })).toEqual([2])
  expect(found(index, { bbox: { op: 'inBox', bbox: [-180, -90, 180, 90] } })).toEqual([2])
  expect(found(index, { within: { op: 'inPolygon', polygons: [[square(-180, -90, 180, 90)]] } })).toEqual([2])
})
