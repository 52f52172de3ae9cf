import type { Geometry } from 'geojson'
import { expect, test } from 'vitest'
import { walkGeometry } from './geometry.ts'

function told(geometry: Geometry | Uint8Array): unknown[] {
  const parts: { kind: string; rings: number[][][] }[] = []
  walkGeometry(geometry, {
    part: (kind) => parts.push({ kind, rings: [] }),
    ring: () => parts.at(-1)?.rings.push([]),
    vertex: (lon, lat) => parts.at(-1)?.rings.at(-1)?.push([lon, lat]),
  })
  return parts
}

const square = (at: number, side: number) => [
  [at, at],
  [at + side, at],
  [at + side, at + side],
  [at, at],
]

// SELECT encode(ST_AsBinary(…), 'hex'), and of the second encode(ST_AsEWKB(…), 'hex')
const binaries: [string, Geometry][] = [
  ['01010000003333333333b32240cdccccccccbc4640', { type: 'Point', coordinates: [9.35, 45.475] }],
  [
    '0104000020E6100000020000000101000000000000000000F03F00000000000000400101000000000000000000084000000000000010C0',
    {
      type: 'MultiPoint',
      coordinates: [
        [1, 2],
        [3, -4],
      ],
    },
  ],
]

test.each(binaries)('%s is read as PostGIS writes it', (hex, geometry) => {
  expect(told(Buffer.from(hex, 'hex'))).toEqual(told(geometry))
})

test('a collection is told part by part, holes as further rings', () => {
  const holed: Geometry = { type: 'Polygon', coordinates: [square(0, 9), square(1, 2)] }
  const line: Geometry = { type: 'LineString', coordinates: square(5, 1) }
  expect(told({ type: 'GeometryCollection', geometries: [line, holed] })).toEqual([
    { kind: 'lines', rings: [square(5, 1)] },
    { kind: 'polygons', rings: [square(0, 9), square(1, 2)] },
  ])
})

test.each([
  ['big-endian', '00000000014022b333333333334046bccccccccccd'],
  ['with a third coordinate', '01e9030000000000000000f03f00000000000000400000000000000840'],
])('binary that is %s is refused', (_what, hex) => {
  expect(() => told(Buffer.from(hex, 'hex'))).toThrow('well-known binary')
})
