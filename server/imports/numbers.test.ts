import { expect, test } from 'vitest'
import { parseNumber, recogniseDecimalMark } from './numbers.ts'

test.each([
  [['516,08', '1.234'], { mark: 'comma', certainty: 'certain' }],
  [['1.234,5'], { mark: 'comma', certainty: 'certain' }],
  [['9.184', '45.46'], { mark: 'point', certainty: 'certain' }],
  [['1,234.5'], { mark: 'point', certainty: 'certain' }],
  [['12', '7'], { mark: 'point', certainty: 'certain' }],
  [['1.234'], { mark: 'point', certainty: 'unclear' }],
  [['1,5', '1,7', '2.5'], { mark: 'comma', certainty: 'mixed' }],
] as const)('the numbers %j are written with %j', (cells, expected) => {
  expect(recogniseDecimalMark(cells)).toEqual(expected)
})

test.each([
  ['1.516.438,08', 'comma', 1_516_438.08],
  ['1516438,08', 'comma', 1_516_438.08],
  ["1'234.5", 'point', 1234.5],
  ['1 234,5', 'comma', 1234.5],
  ['-0.89', 'point', -0.89],
  ['1e3', 'point', 1000],
  ['12 m²', 'point', null],
  ['Infinity', 'point', null],
  ['', 'point', null],
  ['1,2,3', 'comma', null],
] as const)('%j with a decimal %s is %s', (text, mark, value) => {
  expect(parseNumber(text, mark)).toBe(value)
})
