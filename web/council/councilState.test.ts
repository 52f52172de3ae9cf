import { expect, test } from 'vitest'
import { readCouncilState, writeCouncilState } from './councilState.ts'

const read = (address: string) => readCouncilState(new URL(address, 'http://x').searchParams)

test('an address read and written is the same', () => {
  for (const address of [
    '/council/PGT',
    '/council/PGT?q=bici+%26+auto&theme=3&page=2',
    '/council/PGT/votes?state=toVote&sitting=4&subject=group-12',
  ])
    expect(writeCouncilState(new URL(address, 'http://x').pathname, read(address))).toBe(address)
})

test('what it does not know is left out', () => {
  expect(read('/council/PGT?page=-1&sitting=x&subject=nobody-1&colour=red&q=')).toEqual({
    filters: {},
    page: 1,
    sitting: undefined,
    subject: undefined,
  })
})
