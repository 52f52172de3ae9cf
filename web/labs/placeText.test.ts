import { expect, test } from 'vitest'
import { readPlace, writePlace } from './placeText.ts'

test('a place is read latitude first, with points or commas, and written so', () => {
  expect(readPlace('45.4642, 9.1900')).toEqual([9.19, 45.4642])
  expect(readPlace(' 45,4642 9,19 ')).toEqual([9.19, 45.4642])
  expect(readPlace(writePlace([9.19, 45.4642]))).toEqual([9.19, 45.4642])
})

test('what is no place is none', () => {
  for (const text of ['', '45.4642', 'via Dante 3', '95, 9', '45.4642, 9.19, 3'])
    expect(readPlace(text)).toBeUndefined()
})
