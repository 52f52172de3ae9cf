import { expect, test } from 'vitest'
import { parseNumber } from './parseNumber.ts'

test.each([
  ['80', 80],
  ['3,5', 3.5],
  ['3.5', 3.5],
  ['1.234', 1234],
  ['1.234,5', 1234.5],
  ['1,234.5', 1234.5],
  ['1 234,5', 1234.5],
  ['1.234.567', 1_234_567],
  ['80,', 80],
  ['0', 0],
])('"%s" is %d', (text, number) => expect(parseNumber(text)).toBe(number))

test('nothing is no limit, and what is no number changes nothing', () => {
  expect(parseNumber('  ')).toBeUndefined()
  for (const text of ['abc', '-3', '1e5', ',5', 'Infinity', '3 m']) expect(parseNumber(text)).toBeNull()
})
