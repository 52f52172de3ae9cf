import { expect, test } from 'vitest'
import {
  mostLabs,
  readWhatIf,
  type WhatIfState,
  whatIfParameters,
  withLab,
  withoutLab,
} from './whatIfState.ts'

const read = (search: string) => readWhatIf(new URLSearchParams(search))

test('a scenario is its address, read back as it was', () => {
  const search = 'labs=9.15991,45.50513;9.2,45.45&minutes=10'
  expect(read(search)).toEqual({
    labs: [
      [9.15991, 45.50513],
      [9.2, 45.45],
    ],
    minutes: '10',
  })
  expect(whatIfParameters(read(search))).toBe(search)
  expect(whatIfParameters(read(''))).toBe('')
})

test('places that are none are left out, and no more are kept than the server takes', () => {
  expect(read('labs=9.1,45.4;x,y;9.1,95;;9.1&minutes=7')).toEqual({ labs: [[9.1, 45.4]], minutes: '15' })
  expect(read(`labs=${Array.from({ length: 12 }, (_, i) => `9.${i + 1},45`).join(';')}`).labs).toHaveLength(
    mostLabs,
  )
})

test('a lab is added once, to a tenth of a metre, and taken away by its place in the list', () => {
  const none: WhatIfState = { labs: [], minutes: '15' }
  const one = withLab(none, [9.12345678, 45.98765432])
  expect(one.labs).toEqual([[9.123457, 45.987654]])
  expect(withLab(one, [9.123457, 45.987654])).toBe(one)
  expect(withoutLab(one, 0).labs).toEqual([])
})
