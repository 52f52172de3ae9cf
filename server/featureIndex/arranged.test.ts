import { expect, test } from 'vitest'
import { pick, randomFrom } from '../../scripts/generate/random.ts'
import { rooms } from '../testing/randomRooms/definition.ts'
import { randomFilter } from '../testing/randomRooms/filters.ts'
import { city, type Room, randomChange, randomRooms } from '../testing/randomRooms/rows.ts'
import type { FeatureIndex, FeatureRow, Filter } from './definition.ts'
import { createFeatureIndex } from './index.ts'

/** Rows put in order, of which bitmaps tell. */
async function arranged(rows: readonly FeatureRow[]): Promise<FeatureIndex> {
  const index = createFeatureIndex(rooms)
  const filling = index.fill()
  filling.add(rows)
  await filling.prepare()
  filling.take()
  return index
}

/** Rows added later, which are looked at one by one. */
function added(rows: readonly FeatureRow[]): FeatureIndex {
  const index = createFeatureIndex(rooms)
  index.apply(rows, [])
  return index
}

function answersOf(index: FeatureIndex, filter: Filter) {
  const { ids, total, withoutPlace, unknowns } = index.ids(filter)
  return { ids, total, withoutPlace, unknowns, facets: index.facets(filter) }
}

test('rows put in order and rows added one by one give the same answers, and so do those added to either', async () => {
  const random = randomFrom('arranged')
  const model = new Map<number, Room>()
  for (const room of randomRooms(random, 900, city)) model.set(room.id, room)
  const [one, other] = [await arranged([...model.values()]), added([...model.values()])]
  const filters = Array.from({ length: 200 }, () => randomFilter(random, city))
  let found = 0
  for (let turn = 0; turn < 4; turn += 1) {
    for (const filter of filters) {
      const answers = answersOf(other, filter)
      expect(answersOf(one, filter), JSON.stringify(filter)).toEqual(answers)
      if (answers.total > 0) found += 1
    }
    const { rows, removed } = randomChange(random, model, 60, city)
    for (const index of [one, other]) index.apply(rows, removed)
  }
  expect(found).toBeGreaterThan(200)
})

const columns = ['area', 'power', 'year'] as const

test.each(columns)('limits of %s on any value there is, and beside it', async (column) => {
  const random = randomFrom(`limits ${column}`)
  const rows = randomRooms(random, 500, city)
  const index = await arranged(rows)
  const values = rows.flatMap((row) => row.columns[column] ?? []).map(Number)
  const unknown = rows.length - values.length
  const some = values.slice(0, 60).flatMap((value) => [value, value + 1e-9])
  const limits = [-Number.MAX_VALUE, Number.MAX_VALUE, 0, ...some]
  const totalOf = (filter: Filter) => index.ids(filter).total
  const between = (low: number, high: number) =>
    values.filter((known) => known >= low && known <= high).length
  for (const value of limits) {
    const least = { op: 'atLeast', column, value } as const
    const most = { op: 'atMost', column, value } as const
    const other = pick(random, limits)
    expect([value, totalOf({ least })]).toEqual([value, between(value, Infinity)])
    expect([value, totalOf({ most })]).toEqual([value, between(-Infinity, value)])
    const orUnknown: Filter = { most: { ...most, unknown: 'include' } }
    expect([value, totalOf(orUnknown)]).toEqual([value, between(-Infinity, value) + unknown])
    const both: Filter = { least, most: { ...most, value: other } }
    expect([value, other, totalOf(both)]).toEqual([value, other, between(value, other)])
  }
})
