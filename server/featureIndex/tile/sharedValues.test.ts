import type { Geometry } from 'geojson'
import { expect, test } from 'vitest'
import { box, center, featuresOf, indexOf, layersOf, unproject, x, y } from '../../testing/tiles.ts'
import type { FeatureRow, LonLat } from '../definition.ts'

const square = (left: number, top: number): Geometry => ({
  type: 'Polygon',
  coordinates: [box(left, top, left + 50, top + 50)],
})

function room(id: number, geometry: Geometry | null, point: LonLat): FeatureRow {
  const columns = { code: `R-${id}`, status: id % 2 ? 'open' : 'shut', areaM2: id / 4, open: id % 3 === 0 }
  return { id, geometry, point, columns }
}

/** Properties in a layer by id. */
function told(tile: Uint8Array | null, layer: string) {
  const features = featuresOf(layersOf(tile)[layer])
  return new Map(features.map(({ id, properties }) => [id, properties]))
}

test('rows in both layers, of a point alone and of a shape that reaches in tell in each layer what is theirs', () => {
  const beside = unproject(-30, 100) as LonLat
  const rows = [
    room(1, null, center),
    room(2, square(-40, 80), beside),
    room(3, square(500, 500), unproject(525, 525) as LonLat),
    room(4, null, center),
    room(5, square(-40, 380), beside),
    room(6, square(900, 500), unproject(925, 525) as LonLat),
  ]
  const tile = indexOf(...rows).tile(14, x, y, {})
  const expected = (...ids: number[]) =>
    new Map(ids.map((id) => [id, { ...rows[id - 1]?.columns, count: 1 }]))
  expect(told(tile, 'rooms-point')).toEqual(expected(1, 3, 4, 6))
  expect(told(tile, 'rooms')).toEqual(expected(2, 3, 5, 6))
})

test('a number is written once, however many there are in a tile', () => {
  const numbers = 9000
  const rows = (times: number) =>
    Array.from({ length: numbers * times }, (_, at): FeatureRow => {
      return { id: at + 1, geometry: null, point: center, columns: { areaM2: (at % numbers) + 0.5 } }
    })
  const [once, twice] = [1, 2].map((times) => indexOf(...rows(times)).tile(14, x, y, {}))
  const areas = featuresOf(layersOf(twice ?? null)['rooms-point']).map(({ properties }) => properties.areaM2)
  expect(areas).toEqual(rows(2).map(({ columns }) => columns.areaM2))
  const bytesOfNumber = 11
  expect(once?.length).toBeGreaterThan(numbers * bytesOfNumber)
  expect(twice?.length).toBeLessThan(2 * (once?.length ?? 0) - 0.9 * numbers * bytesOfNumber)
})

test('a tile is a buffer of its own, with nothing behind it', () => {
  const index = indexOf(room(1, square(10, 10), center))
  const tile = index.tile(14, x, y, {})
  const before = Buffer.from(tile ?? [])
  expect(tile?.buffer.byteLength).toBe(tile?.length)
  index.apply([room(1, square(90, 90), unproject(100, 100) as LonLat)], [])
  index.tile(14, x, y, {})
  expect(Buffer.from(tile ?? [])).toEqual(before)
})
