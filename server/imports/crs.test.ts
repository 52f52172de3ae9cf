import { expect, test } from 'vitest'
import type { BBox, LonLat } from '../featureIndex/definition.ts'
import { crsList, findCrs, recognise, toLonLat } from './crs.ts'
import { crsOfFile, describeCrs, place } from './places.ts'

const milan: BBox = [8.95, 45.33, 9.37, 45.59]
const duomo: LonLat = [9.1906, 45.4641]

/** Piazza del Duomo in the systems that files of the city come in. */
const duomoIn = [
  { pair: [9.1906, 45.4641], code: 'EPSG:4326', swapped: false },
  { pair: [45.4641, 9.1906], code: 'EPSG:4326', swapped: true },
  { pair: [514_900.43, 5_034_525.8], code: 'EPSG:32632', swapped: false },
  { pair: [5_034_525.8, 514_900.43], code: 'EPSG:6707', swapped: false },
  { pair: [1_514_928.42, 5_034_545.81], code: 'EPSG:3003', swapped: false },
  { pair: [5_034_545.81, 1_514_928.42], code: 'EPSG:3003', swapped: true },
  { pair: [1_023_092.91, 5_694_882.86], code: 'EPSG:3857', swapped: false },
] as const

const metresApart = ([lonA, latA]: LonLat, [lonB, latB]: LonLat) =>
  Math.hypot((lonA - lonB) * 78_100, (latA - latB) * 111_100)

test.each(duomoIn)('$pair is recognised as $code, swapped: $swapped', ({ pair, code, swapped }) => {
  const reading = recognise(pair, milan)
  expect(reading).toMatchObject({ crs: { code }, swapped })
  const lonLat = reading && toLonLat(pair, reading)
  expect(lonLat && metresApart(lonLat, duomo)).toBeLessThan(0.1)
})

test('ED50 is read where it is declared, and never recognised by its numbers', () => {
  const pair: [number, number] = [514_983.69, 5_034_724.19]
  expect(recognise(pair, milan)?.crs.code).toBe('EPSG:32632')
  const declared = crsOfFile({ option: 'EPSG:23032' }, [pair], milan)
  const lonLat = declared && toLonLat(pair, declared)
  expect(lonLat && metresApart(lonLat, duomo)).toBeLessThan(0.1)
})

test('a file recognised as UTM by its numbers says that ED50 looks the same', () => {
  const recognised = crsOfFile({}, [[514_900, 5_034_526]], milan)
  expect(recognised && describeCrs(recognised).join(' ')).toContain('ED50')
  const declared = crsOfFile({ file: 'urn:ogc:def:crs:EPSG::32632' }, [[514_900, 5_034_526]], milan)
  expect(declared && describeCrs(declared).join(' ')).not.toContain('ED50')
})

test.each([
  ['EPSG:3003', 'EPSG:3003'],
  ['3003', 'EPSG:3003'],
  ['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326'],
  ['urn:ogc:def:crs:EPSG::7791', 'EPSG:32632'],
  ['http://www.opengis.net/def/crs/EPSG/0/25832', 'EPSG:32632'],
  ['EPSG:6706', 'EPSG:4326'],
])('the name %s means %s', (name, code) => {
  expect(findCrs(name)?.code).toBe(code)
})

test('a name that is not known is refused with those that are', () => {
  expect(findCrs('EPSG:27700')).toBeUndefined()
  expect(() => crsOfFile({ option: 'EPSG:27700' }, [duomo], milan)).toThrow(/EPSG:27700.*EPSG:3003/)
})

test('regression 8: a place outside Milan is refused with a text that says where it lies', () => {
  const reading = { crs: crsList[0], swapped: false }
  const placed = place([-0.892718, 52.154797], reading as never, milan, 'Milano')
  expect(placed).toEqual({
    problem: 'The place lies outside Milano: 52.1548° N, -0.8927° E (read as EPSG:4326).',
  })
})

test('regression 8: swapped latitude and longitude are turned round, and this is said', () => {
  const file = crsOfFile({}, [duomo, duomo, [45.47, 9.2]], milan)
  expect(file).toMatchObject({ swapped: false })
  expect(file && place([45.47, 9.2], file, milan, 'Milano')).toEqual({ lonLat: [9.2, 45.47], swapped: true })
})

test('coordinates that contradict the declared system are refused with the one they fit', () => {
  const file = crsOfFile({ file: 'EPSG:4326' }, [[1_514_928, 5_034_546]], milan)
  const placed = file && place([1_514_928, 5_034_546], file, milan, 'Milano')
  expect(placed).toMatchObject({ problem: expect.stringContaining('as EPSG:3003, not as EPSG:4326') })
})

test('coordinates that fit no system are not guessed', () => {
  expect(crsOfFile({}, [[123_456, 654_321]], milan)).toBeNull()
})
