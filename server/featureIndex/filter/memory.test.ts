import { expect, test } from 'vitest'
import { integerBetween, pick, randomFrom } from '../../../scripts/generate/random.ts'
import { rooms } from '../../testing/randomRooms/definition.ts'
import { randomFilter } from '../../testing/randomRooms/filters.ts'
import { city, type Room, randomChange } from '../../testing/randomRooms/rows.ts'
import type { FeatureIndex, Filter } from '../definition.ts'
import { createFeatureIndex } from '../index.ts'

function answersOf(index: FeatureIndex, filter: Filter, withFacets: boolean) {
  const { ids, total, withoutPlace, unknowns, bbox } = index.ids(filter)
  const facets = withFacets ? index.facets(filter) : null
  return { ids, total, withoutPlace, unknowns, bbox, facets }
}

test('what a filter found follows the rows as if it were found anew', () => {
  const random = randomFrom('memory')
  const model = new Map<number, Room>()
  const index = createFeatureIndex(rooms)
  const filters = [{}, ...Array.from({ length: 40 }, () => randomFilter(random, city))]
  let found = 0
  for (let turn = 0; turn < 150; turn += 1) {
    const { rows, removed } = randomChange(
      random,
      model,
      turn === 0 ? 400 : integerBetween(random, 1, 12),
      city,
    )
    index.apply(rows, removed)
    const fresh = createFeatureIndex(rooms)
    fresh.apply([...model.values()], [])
    for (let left = 8; left > 0; left -= 1) {
      const filter = pick(random, filters)
      const withFacets = random() < 0.7
      const answers = answersOf(fresh, filter, withFacets)
      expect(answersOf(index, filter, withFacets), JSON.stringify(filter)).toEqual(answers)
      if (answers.total > 0) found += 1
    }
  }
  expect(found).toBeGreaterThan(300)
})

test('what was found stays as it was, whatever is found later', () => {
  const random = randomFrom('found before')
  const model = new Map<number, Room>()
  const index = createFeatureIndex(rooms)
  const first = randomChange(random, model, 300, city)
  index.apply(first.rows, first.removed)
  const found = index.ids({})
  const [ids, bbox] = [[...model.keys()].sort((a, b) => a - b), createFeatureIndex(rooms)]
  bbox.apply([...model.values()], [])
  const boxBefore = bbox.ids({}).bbox
  const later = randomChange(random, model, 200, city)
  index.apply(later.rows, later.removed)
  expect(index.ids({}).ids).toEqual([...model.keys()].sort((a, b) => a - b))
  expect(found.ids).toEqual(ids)
  expect(found.bbox).toEqual(boxBefore)
})

test('changes too many to tell one by one are found all the same', () => {
  const random = randomFrom('many changes')
  const model = new Map<number, Room>()
  const index = createFeatureIndex(rooms)
  const filter: Filter = randomFilter(random, city)
  for (let turn = 0; turn < 6; turn += 1) {
    const { rows, removed } = randomChange(random, model, 3000, city)
    index.apply(rows, removed)
    const fresh = createFeatureIndex(rooms)
    fresh.apply([...model.values()], [])
    for (const asked of turn === 4 ? [] : [{}, filter])
      expect(answersOf(index, asked, true), `${turn} ${JSON.stringify(asked)}`).toEqual(
        answersOf(fresh, asked, true),
      )
  }
})
