import { expect, test } from 'vitest'
import { classesAround, classesOf, classOf } from './classes.ts'

const ranges = (values: (number | null)[], ...rest: [Parameters<typeof classesOf>[1], number?]) =>
  classesOf(values, ...rest).parts.map(({ from, to, count }) => [from, to, count])

test('natural breaks are those of the worked example of Ckmeans.1d.dp (Wang and Song 2011)', () => {
  expect(ranges([-1, 2, -1, 2, 4, 5, 6, -1, 2, -1], 'natural', 3)).toEqual([
    [-1, -1, 4],
    [2, 2, 3],
    [4, 6, 3],
  ])
})

test('quantiles hold equally many areas, and equal values are never parted', () => {
  expect(ranges([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 'quantile')).toEqual([
    [1, 2, 2],
    [3, 4, 2],
    [5, 6, 2],
    [7, 8, 2],
    [9, 10, 2],
  ])
  expect(ranges([1, 1, 1, 1, 9], 'quantile')).toEqual([
    [1, 1, 4],
    [9, 9, 1],
  ])
})

test('equal intervals are equally wide, also where no area lies in one', () => {
  expect(ranges([1, 2, 11], 'equal', 5)).toEqual([
    [1, 1 + 10 / 3, 2],
    [1 + 10 / 3, 1 + 20 / 3, 0],
    [1 + 20 / 3, 11, 1],
  ])
})

test('nought is a class of its own, and the unknown is in none', () => {
  const classes = classesOf([0, 0, null, 1, 2], 'natural')
  expect(classes.zeros).toBe(2)
  expect(classes.parts.map(({ count }) => count)).toEqual([1, 1])
  expect(classOf(classes, 0)).toEqual({ color: '--seq-1', dark: false })
  expect(classOf(classes, 2)).toMatchObject({ color: '--seq-5', dark: true })
  expect(classOf(classes, null)).toBeNull()
})

test('areas that all have one value are one class; no areas are none', () => {
  expect(ranges([3, 3], 'equal')).toEqual([[3, 3, 2]])
  expect(ranges([3, 3], 'quantile')).toEqual([[3, 3, 2]])
  expect(ranges([null], 'natural')).toEqual([])
})

test('colours part around the middle: what equals it is in the middle class', () => {
  const classes = classesAround([2, 5, 6], 5)
  expect(classOf(classes, 5)?.color).toBe('--div-4')
  expect(classOf(classes, 2)?.color).toBe('--div-1')
  expect(classOf(classes, 6)?.color).toBe('--div-5')
})
