import { expect, test } from 'vitest'
import { pressedHead, readSpaceTable, spaceTableAddress } from './spaceTableState.ts'

const read = (address: string) => readSpaceTable(new URL(address, 'http://x').searchParams)

test('the address keeps order and page, and is short where they are as usual', () => {
  const states = [
    { sort: 'months', descending: true, page: 1 },
    { sort: 'months', descending: false, page: 3 },
    { sort: 'name', descending: false, page: 2 },
  ] as const
  for (const state of states) expect(read(spaceTableAddress('9', state))).toEqual(state)
  expect(spaceTableAddress('9', states[0])).toBe('/districts/9')
})

test('what the address says wrongly is as usual', () => {
  expect(read('/districts/9?sort=best&page=-1')).toEqual({ sort: 'months', descending: true, page: 1 })
})

test('a second press on a head turns the order round', () => {
  const byName = pressedHead({ sort: 'months', descending: true, page: 4 }, 'name')
  expect(byName).toEqual({ sort: 'name', descending: false, page: 1 })
  expect(pressedHead(byName, 'name').descending).toBe(true)
})
