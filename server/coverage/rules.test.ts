import { expect, test } from 'vitest'
import { bandOf, median, walkM, weightedGini, weightedQuantile } from './rules.ts'

test('where all have the same rate the Gini index is nought, also where units differ in size', () => {
  expect(weightedGini([1, 1, 1, 1], [5, 5, 5, 5])).toBeCloseTo(0, 12)
  expect(weightedGini([100, 300, 50], [10, 30, 5])).toBeCloseTo(0, 12)
})

test.each([2, 4, 10])('where one of %i equal units has everything it is 1 − 1/n', (n) => {
  const amounts = Array.from({ length: n }, (_, at) => (at === 1 ? 7 : 0))
  expect(weightedGini(new Array(n).fill(1), amounts)).toBeCloseTo(1 - 1 / n, 12)
})

test('two units of 1 and 3 residents with 3 and 1: the curve goes by (3/4, 1/4)', () => {
  // Trapezoids: 3/4 × (0 + 1/4) + 1/4 × (1/4 + 1) = 0.1875 + 0.3125 = 0.5; G = 1 − 0.5.
  expect(weightedGini([1, 3], [3, 1])).toBeCloseTo(0.5, 12)
})

test('nothing shared out, or nobody to share among, has no Gini index', () => {
  expect(weightedGini([1, 2], [0, 0])).toBeNull()
  expect(weightedGini([0, 0], [1, 2])).toBeNull()
})

test('the 90th percentile is the least value that nine in ten do not exceed', () => {
  expect(weightedQuantile([100, 200, 300], [8, 1, 1], 0.9)).toBe(200)
  expect(weightedQuantile([100, 200, 300], [8, 0.5, 1.5], 0.9)).toBe(300)
  expect(weightedQuantile([Infinity, 100], [2, 8], 0.9)).toBe(Infinity)
  expect(weightedQuantile([1], [0], 0.9)).toBeNull()
})

test('the median of an even count is the mean of the two in the middle', () => {
  expect(median([4, 1, 3])).toBe(3)
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(median([])).toBeNull()
})

test('at 80 metres a minute the bands end at 400, 800 and 1,200 metres, ends included', () => {
  expect([5, 10, 15].map((minutes) => walkM(minutes, 80))).toEqual([400, 800, 1200])
  expect([0, 400, 400.1, 800, 1200, 1200.1].map((metres) => bandOf(metres, [5, 10, 15], 80))).toEqual([
    0, 0, 1, 1, 2, -1,
  ])
})
