import { expect, test } from 'vitest'
import { readCompareState, writeCompareState } from './compareState.ts'

const read = (search: string) => readCompareState(new URLSearchParams(search))
const again = (search: string) => writeCompareState(read(search))

test('an address without anything is the Municipi by their reach of labs', () => {
  expect(read('')).toMatchObject({ kind: 'district', indicator: 'labs15', method: 'quantile', sort: 'name' })
  expect(again('')).toBe('/coverage')
})

test('everything chosen stands in the address and is read back', () => {
  const address =
    '/coverage?kind=neighbourhood&indicator=access&columns=transit,labs5&method=natural&around=city&sort=access&order=descending&area=77&run=3&travel=straight'
  expect(again(address.split('?')[1] ?? '')).toBe(address)
  expect(again('columns=none')).toBe('/coverage?columns=none')
})

test('what is not known is left out and the rest kept', () => {
  expect(again('kind=street&indicator=best&method=natural&area=%3Cb%3E&run=x&columns=labs5,bad')).toBe(
    '/coverage?columns=labs5&method=natural',
  )
})
