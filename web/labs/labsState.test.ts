import { expect, test } from 'vitest'
import { labsAddress, labsListQuery, labsQuery, readLabsState } from './labsState.ts'

const read = (query: string) => readLabsState(new URLSearchParams(query))

test('the address says what is looked for, and drops what it does not know', () => {
  const query = 'equipment=laser_co2&open=thu-evening&stepFree=true&near=9.19%2C45.46%2C1000'
  expect(labsAddress(read(query))).toBe(
    'equipment=laser_co2&stepFree=true&open=thu-evening&near=9.19%2C45.46%2C1000',
  )
  expect(labsAddress(read('open=always&near=here&colour=red'))).toBe('')
})

test('closed labs are asked for only where they are wanted, and a place puts the nearest first', () => {
  expect(new URLSearchParams(labsQuery(read(''))).get('activity')).toBe('planned,active,suspended,none')
  expect(labsQuery(read('closed=true'))).toBe('')
  expect(labsListQuery(read('near=9.19,45.46,1000'))).toContain('sort=distance')
})
