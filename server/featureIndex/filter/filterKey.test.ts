import { expect, test } from 'vitest'
import type { Filter } from '../definition.ts'
import { filterKey } from './filterKey.ts'

const status = (...values: string[]): Filter => ({ status: { op: 'anyOf', column: 'status', values } })
const atLeast = (value: number): Filter => ({ areaMin: { op: 'atLeast', column: 'areaM2', value } })
const square = (east: number): Filter => ({
  within: {
    op: 'inPolygon',
    polygons: [
      [
        [
          [0, 0],
          [east, 0],
          [east, 1],
          [0, 0],
        ],
      ],
    ],
  },
})

test('filters that mean the same have one key, in whatever order they were said', () => {
  expect(filterKey({ ...status('a', 'b'), ...atLeast(5) })).toBe(
    filterKey({ ...atLeast(5), ...status('b', 'a', 'b') }),
  )
  expect(filterKey(square(1))).toBe(filterKey(square(1)))
  expect(filterKey({})).toBe('')
})

test.each<[string, Filter, Filter]>([
  ['no filter', {}, status('a')],
  ['a value more', status('a'), status('a', 'b')],
  ['no value at all', {}, status()],
  ['a value with a comma', status('a', 'b'), status('a,b')],
  ['a value with quotes', status('a', 'b'), status('a","b')],
  ['another column', status('a'), { status: { op: 'anyOf', column: 'kind', values: ['a'] } }],
  ['another number', atLeast(5), atLeast(50)],
  ['the other bound', atLeast(5), { areaMin: { op: 'atMost', column: 'areaM2', value: 5 } }],
  [
    'unknown values too',
    atLeast(5),
    { areaMin: { op: 'atLeast', column: 'areaM2', value: 5, unknown: 'include' } },
  ],
  ['another polygon', square(1), square(2)],
])('%s is another filter', (_name, one, other) => {
  expect(filterKey(one)).not.toBe(filterKey(other))
})
