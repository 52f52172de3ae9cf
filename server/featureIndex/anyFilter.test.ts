import type { Position } from 'geojson'
import { expect, test } from 'vitest'
import { randomFrom } from '../../scripts/generate/random.ts'
import { clusteredRooms } from '../testing/randomRooms/definition.ts'
import { quarter, randomRooms } from '../testing/randomRooms/rows.ts'
import { type TileAddress, tileAt } from '../testing/randomRooms/tiles.ts'
import type { Filter, LonLat, Predicate } from './definition.ts'
import { createFeatureIndex } from './index.ts'

const index = createFeatureIndex(clusteredRooms)
const all = randomRooms(randomFrom('any filter'), 500, quarter)
index.apply(all, [])
const placed = all.filter(({ point }) => point).length
const empty = createFeatureIndex(clusteredRooms)

const around = (corners: number, radius: number): Position[] =>
  Array.from({ length: corners }, (_, at) => {
    const angle = (2 * Math.PI * at) / corners
    return [9.155 + radius * Math.cos(angle), 45.5 + radius * Math.sin(angle)]
  })
const box = [
  [9, 45],
  [10, 45],
  [10, 46],
  [9, 46],
]
const bowTie = [
  [9.14, 45.49],
  [9.17, 45.51],
  [9.17, 45.49],
  [9.14, 45.51],
]
const flat = [
  [9, 45.5],
  [10, 45.5],
  [9, 45.5],
]
const within = (...polygons: Position[][][]): Predicate => ({ op: 'inPolygon', polygons })
const text = (words: string): Predicate => ({ op: 'text', text: words })
const near = (center: LonLat, metres: number): Predicate => ({ op: 'near', center, metres })

/** What is asked, and how many rows answer; null where only that there is an answer counts. */
const asked: [what: string, predicate: Predicate, total: number | null][] = [
  ['no value', { op: 'anyOf', column: 'status', values: [] }, 0],
  ['no value of a list', { op: 'anyOf', column: 'zoning', values: [] }, 0],
  [
    'values that no row has',
    { op: 'anyOf', column: 'zoning', values: ['', 'toString', '\u0000', '\ud800'] },
    0,
  ],
  ['a thousand values', { op: 'anyOf', column: 'floor', values: Array.from({ length: 1000 }, String) }, null],
  ['the least number', { op: 'atLeast', column: 'area', value: -Number.MAX_VALUE, unknown: 'include' }, 500],
  ['the greatest number', { op: 'atMost', column: 'area', value: Number.MAX_VALUE, unknown: 'include' }, 500],
  ['less than any number', { op: 'atMost', column: 'area', value: -Number.MAX_VALUE }, 0],
  ['a box that is a point', { op: 'inBox', bbox: [9.155, 45.5, 9.155, 45.5] }, null],
  ['a box the wrong way round', { op: 'inBox', bbox: [10, 46, 9, 45] }, 0],
  ['the box of the world', { op: 'inBox', bbox: [-180, -90, 180, 90] }, placed],
  ['a box beyond the world', { op: 'inBox', bbox: [-1e9, -1e9, 1e9, 1e9] }, placed],
  ['a box beside the world', { op: 'inBox', bbox: [500, 500, 600, 600] }, 0],
  ['no distance', near([9.155, 45.5], 0), null],
  ['a distance below nothing', near([9.155, 45.5], -1), 0],
  ['any distance', near([9.155, 45.5], Number.MAX_VALUE), placed],
  ['a circle round a pole', near([0, 90], 3e7), placed],
  ['a circle over the antimeridian', near([179.9, 0], 2.1e7), placed],
  ['no polygon', within(), 0],
  ['a polygon without rings', within([]), 0],
  ['a ring without vertices', within([[]]), 0],
  ['a ring of one vertex', within([[[9.155, 45.5]]]), 0],
  ['a ring of two vertices', within([bowTie.slice(0, 2)]), 0],
  ['a ring without height', within([flat]), 0],
  ['a ring without width', within([flat.map(([lon = 0, lat = 0]) => [lat - 36.345, lon + 36.345])]), 0],
  ['the same ring as exterior and hole', within([box, box]), 0],
  ['a ring that crosses itself', within([bowTie]), null],
  ['200 vertices', within([around(200, 0.01)]), null],
  ['20,000 vertices', within([around(20_000, 0.01)]), null],
  ['a thousand polygons', within(...Array.from({ length: 1000 }, () => [around(5, 0.001)])), null],
  ['coordinates beyond the world', within([around(6, 1e6)]), placed],
  ['height as a third coordinate', within([box.map(([lon = 0, lat = 0]) => [lon, lat, 100])]), null],
  ['no text', text(''), 500],
  ['punctuation', text('!!! -- ... ’'), 500],
  ['blanks', text(' \t\n\u00a0\u3000'), 500],
  ['marks that stand on nothing', text('\u0301\u0308'), 500],
  ['half a character', text('\ud83c'), 500],
  ['a null character', text('\u0000'), 500],
  ['signs of patterns', text('.* [a-z]+ \\ $ ^ (?:'), null],
  ['a long word', text('x'.repeat(5000)), 0],
  ['a thousand words', text('via '.repeat(1000)), null],
  ['a thousand different words', text(Array.from({ length: 1000 }, (_, at) => `w${at}`).join(' ')), 0],
]

const tiles: TileAddress[] = [0, 5, 12, 13, 16, 22].map((z) => tileAt([9.155, 45.5], z))

/** Every question there is, asked with the filter. */
function askAll(of: typeof index, filter: Filter) {
  for (const { z, x, y } of tiles) of.tile(z, x, y, filter)
  of.facets(filter)
  const found = of.ids(filter, [{ by: 'name' }, { by: 'distance', from: [9.155, 45.5], descending: true }])
  expect(found.ids).toHaveLength(found.total)
  return found
}

test.each(asked)('%s: list, facets and tiles have an answer', (what, predicate, total) => {
  const found = askAll(index, { what: predicate })
  if (total !== null) expect(found.total).toBe(total)
  expect(askAll(empty, { [what]: predicate }).total).toBe(0)
})

test('all of it at once is answered, under whatever names', () => {
  const names = ['__proto__', 'constructor', '', 'length', '0']
  const filters = Object.fromEntries(asked.map(([what, predicate], at) => [names[at] ?? what, predicate]))
  expect(askAll(index, filters).total).toBe(0)
  const wide = asked.filter(([, , total]) => total === 500 || total === placed)
  const repeated = Array.from({ length: 5 }, (_, turn) =>
    wide.map(([what, predicate]) => [`${what} ${turn}`, predicate]),
  )
  expect(askAll(index, Object.fromEntries(repeated.flat())).total).toBe(placed)
})

/** Great-circle distance on the sphere of R1 by the chord between two places. */
function chordDistanceM(from: LonLat, to: LonLat): number {
  const vector = ([lon, lat]: LonLat) => {
    const [across, up] = [(lon * Math.PI) / 180, (lat * Math.PI) / 180]
    return [Math.cos(up) * Math.cos(across), Math.cos(up) * Math.sin(across), Math.sin(up)]
  }
  const [a, b] = [vector(from), vector(to)]
  return 2 * 6_371_008.8 * Math.asin(Math.hypot(...a.map((part, at) => part - (b[at] ?? 0))) / 2)
}

test('a circle reaches to its rim and no farther', () => {
  const centers: LonLat[] = [
    [9.155, 45.5],
    [-179.9, 10],
  ]
  for (const center of centers) {
    for (const { id, point } of all) {
      const metres = point ? chordDistanceM(center, point) : 0
      if (metres < 100 || metres > 1.9e7) continue
      const isFound = (share: number) => index.ids({ near: near(center, metres * share) }).ids.includes(id)
      expect([id, isFound(1 + 1e-8), isFound(1 - 1e-8)]).toEqual([id, true, false])
    }
  }
})

test('limits that leave nothing between them count what is unknown once', () => {
  const filter: Filter = {
    least: { op: 'atLeast', column: 'area', value: 100 },
    most: { op: 'atMost', column: 'area', value: 50 },
  }
  const unknown = all.filter(({ columns }) => columns.area === null).length
  expect(index.ids(filter)).toMatchObject({ total: 0, unknowns: { least: unknown, most: unknown } })
})
