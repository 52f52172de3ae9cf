import { expect, test } from 'vitest'
import { recogniseFormat } from './index.ts'

const read = (name: string, value: unknown, space?: number) => {
  const bytes = Buffer.from(JSON.stringify(value, null, space))
  return recogniseFormat(name, bytes).read(bytes)
}
const feature = (properties: unknown) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: [9.19, 45.46] },
})

test('features come with the line they start on', () => {
  const { rows } = read('a.geojson', { name: '"{[', features: [feature({ t: '}]\n"' }), feature({})] }, 1)
  const lines = JSON.stringify(
    { name: '"{[', features: [feature({ t: '}]\n"' }), feature({})] },
    null,
    1,
  ).split('\n')
  expect(rows.map(({ line }) => lines[line - 1])).toEqual(['  {', '  {'])
  expect(rows.map(({ row }) => row)).toEqual([1, 2])
})

test('what is no feature is refused, the rest is read', () => {
  const { rows, refused } = read('a.geojson', { features: [feature({ a: 1 }), 7, null, feature(null)] })
  expect(rows.map(({ row }) => row)).toEqual([1, 4])
  expect(refused.map(({ row, reason }) => ({ row, reason }))).toEqual([
    { row: 2, reason: 'This is not a GeoJSON Feature.' },
    { row: 3, reason: 'This is not a GeoJSON Feature.' },
  ])
})

test('the crs member is what the file declares', () => {
  const crs = { type: 'name', properties: { name: 'EPSG:32632' } }
  expect(read('a.geojson', { crs, features: [] }).declaredCrs).toBe('EPSG:32632')
  expect(read('a.geojson', { features: [] }).declaredCrs).toBeNull()
})

test('a list of flat records is read too', () => {
  const { rows } = read('labs.json', [{ name: 'Lab', geometry: { type: 'Point', coordinates: [9, 45] } }])
  expect(rows[0]).toMatchObject({ cells: { name: 'Lab' }, geometry: { type: 'Point' } })
})

test('files that are neither are refused with what is read', () => {
  expect(() => recogniseFormat('photo.png', Buffer.from([1, 2]))).toThrow(/GeoJSON .* and CSV/)
  expect(() => read('a.geojson', { type: 'Topology' })).toThrow(/not a GeoJSON FeatureCollection/)
  const broken = Buffer.from('{"features": [')
  expect(() => recogniseFormat('a.geojson', broken).read(broken)).toThrow(/not valid JSON/)
})
