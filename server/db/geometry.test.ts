import { expect, test } from 'vitest'
import { checkGeometry } from './geometry.ts'

const ring = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
]

test.each([
  ['a point', { type: 'Point', coordinates: [9.19, 45.46] }],
  [
    'points',
    {
      type: 'MultiPoint',
      coordinates: [
        [9, 45],
        [9, 46],
      ],
    },
  ],
  [
    'a line',
    {
      type: 'LineString',
      coordinates: [
        [9, 45],
        [9, 46],
      ],
    },
  ],
  [
    'lines',
    {
      type: 'MultiLineString',
      coordinates: [
        [
          [9, 45],
          [9, 46],
        ],
      ],
    },
  ],
  ['a polygon', { type: 'Polygon', coordinates: [ring] }],
  ['polygons', { type: 'MultiPolygon', coordinates: [[ring], [ring]] }],
])('%s passes as it is', (_what, geometry) => {
  expect(checkGeometry(geometry)).toEqual({ geometry })
})

test('heights, and members that are not GeoJSON, are dropped', () => {
  const given = { type: 'Point', coordinates: [9, 45, 120], crs: { type: 'name' } }
  expect(checkGeometry(given)).toEqual({ geometry: { type: 'Point', coordinates: [9, 45] } })
})

const deep = JSON.parse(`${'['.repeat(5_000)}1${']'.repeat(5_000)}`)

test.each([
  ['nothing', null, 'must be an object'],
  ['a text', 'POINT(0 0)', 'must be an object'],
  ['no type', { coordinates: [0, 0] }, 'type must be one of'],
  ['a type of Object', { type: 'constructor', coordinates: [0, 0] }, 'type must be one of'],
  ['a collection', { type: 'GeometryCollection', geometries: [] }, 'collection'],
  ['no coordinates', { type: 'Point' }, 'position must be'],
  ['one number', { type: 'Point', coordinates: [9] }, 'position must be'],
  ['numbers as text', { type: 'Point', coordinates: ['9', '45'] }, 'finite'],
  ['an infinite number', { type: 'Point', coordinates: [9, 1e999] }, 'finite'],
  ['no number', { type: 'Point', coordinates: [9, Number.NaN] }, 'finite'],
  ['metres', { type: 'Point', coordinates: [514_000, 5_034_000] }, 'outside'],
  ['a wrong nesting', { type: 'Polygon', coordinates: ring }, 'position'],
  ['a bottomless nesting', { type: 'MultiPolygon', coordinates: deep }, 'position'],
  ['no ring', { type: 'Polygon', coordinates: [] }, 'fewer than 1'],
  [
    'an open ring',
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ],
      ],
    },
    'not closed',
  ],
  [
    'a ring of three',
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    },
    'four positions',
  ],
  [
    'a ring on one spot',
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [0, 0],
          [0, 0],
          [0, 0],
        ],
      ],
    },
    'three different',
  ],
  [
    'a ring there and back',
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 1],
          [1, 1],
          [0, 0],
        ],
      ],
    },
    'three different',
  ],
  [
    'a line on one spot',
    {
      type: 'LineString',
      coordinates: [
        [0, 0],
        [0, 0],
      ],
    },
    'two different',
  ],
])('%s is refused with a reason', (_what, geometry, reason) => {
  expect(checkGeometry(geometry)).toEqual({ problem: expect.stringContaining(reason) })
})

test('the reason says where', () => {
  const open = { type: 'MultiPolygon', coordinates: [[ring], [ring, ring.slice(1)]] }
  expect(checkGeometry(open)).toEqual({ problem: 'polygon 2: ring 2: a ring needs at least four positions' })
})

test('more positions than allowed are refused', () => {
  const line = { type: 'LineString', coordinates: Array.from({ length: 11 }, (_, index) => [index, 0]) }
  expect(checkGeometry(line, 11)).toHaveProperty('geometry')
  expect(checkGeometry(line, 10)).toEqual({ problem: 'more than 10 positions' })
})
