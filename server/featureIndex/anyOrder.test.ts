import { expect, test } from 'vitest'
import { integerBetween, pick, type Random, randomFrom, shuffle } from '../../scripts/generate/random.ts'
import { rooms } from '../testing/randomRooms/definition.ts'
import { randomFilter } from '../testing/randomRooms/filters.ts'
import {
  plainRoom,
  quarter,
  type Room,
  randomChange,
  randomRoom,
  randomRooms,
} from '../testing/randomRooms/rows.ts'
import type { FeatureRow, LonLat, Sort } from './definition.ts'
import { createFeatureIndex } from './index.ts'

const { compare } = new Intl.Collator('it', { numeric: true })

/** Great-circle distance by vectors, on the unit sphere: only its order counts. */
function distance(from: LonLat, to: LonLat): number {
  const vector = ([lon, lat]: LonLat) => {
    const [across, up] = [(lon * Math.PI) / 180, (lat * Math.PI) / 180]
    return [Math.cos(up) * Math.cos(across), Math.cos(up) * Math.sin(across), Math.sin(up)]
  }
  const [a, b] = [vector(from), vector(to)]
  return Math.hypot(...a.map((part, at) => part - (b[at] ?? 0)))
}

function keyOf({ columns, point }: FeatureRow, { by, from }: Sort): string | number | null {
  if (from) return point && distance(from, point)
  const value = columns[by] ?? null
  if (typeof value === 'boolean') return Number(value)
  return typeof value === 'object' && value !== null ? (value[0] ?? null) : value
}

function inOrder(rows: readonly Room[], sorts: readonly Sort[]): number[] {
  const compareBy = (sort: Sort) => (rowA: Room, rowB: Room) => {
    const [a, b] = [keyOf(rowA, sort), keyOf(rowB, sort)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    const order = typeof a === 'string' ? compare(a, String(b)) : a - Number(b)
    return sort.descending ? -order : order
  }
  const byAll = sorts.map(compareBy)
  return rows
    .toSorted((a, b) => byAll.reduce((order, by) => order || by(a, b), 0) || a.id - b.id)
    .map(({ id }) => id)
}

const makePlain: typeof randomRoom = (...given) => plainRoom(randomRoom(...given))

function randomSorts(random: Random): Sort[] {
  const names = shuffle(random, [...Object.keys(rooms.columns), 'distance'])
  return names.slice(0, integerBetween(random, 0, 3)).map((by) => ({
    by,
    ...(random() < 0.5 ? { descending: random() < 0.8 } : {}),
    ...(by === 'distance' ? { from: [9.14 + random() / 30, 45.49 + random() / 50] as LonLat } : {}),
  }))
}

test('rows come in the order a plain sort gives, whole, by pages and by position, while they change', () => {
  const random = randomFrom('orders')
  const model = new Map(randomRooms(random, 1500, quarter).map((row) => [row.id, plainRoom(row)]))
  const index = createFeatureIndex(rooms)
  index.apply([...model.values()], [])
  for (let turn = 0; turn < 200; turn += 1) {
    const { rows, removed } = randomChange(random, model, 20, quarter, makePlain)
    index.apply(rows, removed)
    const [filter, sorts] = [turn % 3 === 0 ? {} : randomFilter(random, quarter), randomSorts(random)]
    const found = index.ids(filter, sorts)
    const matching = new Set(index.ids(filter).ids)
    const expected = inOrder(
      [...model.values()].filter(({ id }) => matching.has(id)),
      sorts,
    )
    const start = integerBetween(random, 0, expected.length)
    expect(found.page(start, 50), JSON.stringify(sorts)).toEqual(expected.slice(start, start + 50))
    expect(found.ids, JSON.stringify(sorts)).toEqual(expected)
    if (expected.length > 0) {
      const id = pick(random, expected)
      expect(found.positionOf(id)).toBe(expected.indexOf(id))
    }
    expect(found.positionOf(4_000_000)).toBe(-1)
  }
}, 60_000)

test('an answer stays what it was, though rows change before all of it is read', () => {
  const random = randomFrom('answers')
  const model = new Map(randomRooms(random, 800, quarter).map((row) => [row.id, row]))
  const index = createFeatureIndex(rooms)
  index.apply([...model.values()], [])
  for (let turn = 0; turn < 60; turn += 1) {
    const [filter, sorts] = [turn % 3 === 0 ? {} : randomFilter(random, quarter), randomSorts(random)]
    const ids = index.ids(filter, sorts).ids
    const found = index.ids(filter, sorts)
    const { rows, removed } = randomChange(random, model, 30, quarter)
    index.apply(rows, removed)
    expect(found.ids).toEqual(ids)
    expect(found.page(10, 30)).toEqual(ids.slice(10, 40))
  }
})
