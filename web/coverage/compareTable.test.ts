import { expect, test } from 'vitest'
import type { Area } from '#schema/coverage'
import { sorted } from './CompareTable.tsx'
import { placesOf } from './StripPlot.tsx'

const area = (name: string, value: number | null) =>
  ({ name, code: name, residents: null, values: { labs15: { value } } }) as unknown as Area
const names = (areas: Area[], ...rest: [Parameters<typeof sorted>[1], boolean]) =>
  sorted(areas, ...rest).map(({ name }) => name)

test('areas without a value come last, whichever way the others go', () => {
  const areas = [area('a', null), area('b', 0.2), area('c', 0.1)]
  expect(names(areas, 'labs15', false)).toEqual(['c', 'b', 'a'])
  expect(names(areas, 'labs15', true)).toEqual(['b', 'c', 'a'])
})

test('names with numbers are sorted as numbers', () => {
  const areas = ['Municipio 10', 'Municipio 9', 'Municipio 1'].map((name) => area(name, 1))
  expect(names(areas, 'name', false)).toEqual(['Municipio 1', 'Municipio 9', 'Municipio 10'])
})

test('the lowest value stands at the left end of a strip, the highest at the right; equal ones in the middle', () => {
  const placeOf = placesOf([1, 2, 3], 132)
  expect([1, 2, 3].map(placeOf)).toEqual([16, 66, 116])
  expect(placesOf([2, 2], 132)(2)).toBe(66)
})
