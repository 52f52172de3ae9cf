import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filterProperties, pointSorts } from '#schema/points'
import { isQueue, queueNames, queues, readPointsState, writePointsState } from './pointsState.ts'

const filters = fc.dictionary(
  fc.constantFrom(...Object.keys(filterProperties)),
  fc.constantFrom('none', 'true', 'a,b', 'Città & co', '100%'),
)

test('regression 4: address to state to address is the identity, for every filter, order and view', () => {
  fc.assert(
    fc.property(
      filters,
      fc.option(fc.constantFrom(...pointSorts), { nil: undefined }),
      fc.boolean(),
      fc.constantFrom('table' as const, 'map' as const),
      fc.integer({ min: 1, max: 400 }),
      fc.option(fc.constantFrom('PGT-2030'), { nil: undefined }),
      (given, sort, descending, view, page, plan) => {
        const state = { plan, filters: given, sort, descending, view, page }
        const search = new URL(writePointsState(state), 'http://localhost').searchParams
        expect(readPointsState(search)).toEqual(state)
      },
    ),
  )
})

test('what the address gets wrong is left out, and the rest kept', () => {
  const search = new URLSearchParams('sort=colour&page=-3&view=3d&vas=true&unknown=1')
  expect(readPointsState(search)).toEqual({
    plan: undefined,
    filters: { vas: 'true' },
    sort: undefined,
    descending: false,
    view: 'table',
    page: 1,
  })
})

test('a queue is recognised by its filters, and by nothing more', () => {
  for (const name of queueNames)
    expect(queueNames.filter((other) => isQueue(queues[name], other))).toEqual([name])
  expect(isQueue({ assignee: 'me', open: 'true', vas: 'true' }, 'mine')).toBe(false)
})
