import { expect, test } from 'vitest'
import { readNumber } from './NumberField.tsx'

test.each([
  ['5,5', false, 5.5],
  ['5.5', false, 5.5],
  ['1.440', false, 1440],
  ['1.440,50', false, 1440.5],
  [' 12 ', true, 12],
  ['0', true, 0],
  ['2,5', true, undefined],
  ['-3', false, undefined],
  ['1e9', false, undefined],
  ['dodici', false, undefined],
  ['', false, undefined],
])('"%s" read as a number (whole: %s) is %s', (text, whole, expected) => {
  expect(readNumber(text, { whole, maximum: 10_000 })).toBe(expected)
})
