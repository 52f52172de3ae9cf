import { expect, test } from 'vitest'
import { integerBetween, pick, type Random, randomFrom } from '../../../scripts/generate/random.ts'
import { clusteredRooms, fewRoomsApart, rooms } from '../../testing/randomRooms/definition.ts'
import { randomFilter } from '../../testing/randomRooms/filters.ts'
import { city, type Room, randomChange, randomRooms } from '../../testing/randomRooms/rows.ts'
import { contentOf, type TileAddress, tileAt } from '../../testing/randomRooms/tiles.ts'
import type { FeatureIndex, Filter, LonLat } from '../definition.ts'
import { createFeatureIndex } from '../index.ts'

/** A tile as it was drawn at some version. */
interface Drawn {
  tile: TileAddress
  filter: Filter
  version: number
  bytes: Uint8Array | null
}

/** The tile of a random zoom that holds the place, or one beside it. */
function tileNear(random: Random, place: LonLat): TileAddress {
  const { z, x, y } = tileAt(place, integerBetween(random, 0, 18))
  const beside = (at: number) => Math.min(2 ** z - 1, Math.max(0, at + integerBetween(random, -1, 1)))
  return { z, x: beside(x), y: beside(y) }
}

function draw(index: FeatureIndex, tile: TileAddress, filter: Filter): Drawn {
  return { tile, filter, version: index.version, bytes: index.tile(tile.z, tile.x, tile.y, filter) }
}

/** Looks at the tile again: where it tells something else, the index must have told so of the version it was drawn at. */
function isTold(index: FeatureIndex, { tile, filter, version, bytes }: Drawn): boolean {
  const { z, x, y } = tile
  if (index.changedSince(version, z, x, y, filter)) return true
  expect(contentOf(index.tile(z, x, y, filter)), JSON.stringify({ tile, filter })).toEqual(contentOf(bytes))
  return false
}

const placeOf = (random: Random, rows: readonly Room[]): LonLat => pick(random, rows).point ?? [9.15, 45.5]

test.each([
  ['single points', rooms, 600],
  ['clusters', clusteredRooms, 600],
  ['clusters where there are many', fewRoomsApart, 110],
])('a tile that is not told changed tells the same, with %s', (name, definition, count) => {
  const random = randomFrom(`changed ${name}`)
  const model = new Map(randomRooms(random, count, city).map((row) => [row.id, row]))
  const index = createFeatureIndex(definition)
  index.apply([...model.values()], [])
  const drawn: Drawn[] = []
  let [told, untold] = [0, 0]
  for (let turn = 0; turn < 120; turn += 1) {
    for (let left = 8; left > 0; left -= 1) {
      const filter = random() < 0.5 ? {} : randomFilter(random, city)
      drawn.push(draw(index, tileNear(random, placeOf(random, [...model.values()])), filter))
    }
    const { rows, removed } = randomChange(random, model, 2, city)
    const versionBefore = index.version
    const count = index.apply(rows, removed)
    expect(index.version > versionBefore).toBe(count > 0)
    for (const past of drawn.splice(0, drawn.length - 40)) isTold(index, past)
    for (const past of drawn) {
      if (isTold(index, past)) told += 1
      else untold += 1
    }
  }
  expect(told).toBeGreaterThan(500)
  expect(untold).toBeGreaterThan(500)
})

test('rows are put in order anew beside the changes that come meanwhile, and nothing is lost', async () => {
  const random = randomFrom('meanwhile')
  const model = new Map<number, Room>()
  const index = createFeatureIndex(rooms)
  const drawn: Drawn[] = []
  for (let turn = 0; turn < 120; turn += 1) {
    const { rows: changed, removed } = randomChange(random, model, 200, city)
    index.apply(changed, removed)
    if (turn % 3 === 0) await new Promise((resolve) => setTimeout(resolve, turn % 2))
    for (const past of drawn.splice(0)) isTold(index, past)
    expect(index.ids({}).ids).toEqual([...model.keys()].sort((a, b) => a - b))
    for (let left = 10; left > 0; left -= 1)
      drawn.push(draw(index, tileNear(random, placeOf(random, [...model.values()])), {}))
  }
  const fresh = createFeatureIndex(rooms)
  fresh.apply([...model.values()], [])
  for (let turn = 0; turn < 50; turn += 1) {
    const filter = randomFilter(random, city)
    expect(index.facets(filter)).toEqual(fresh.facets(filter))
    expect(index.ids(filter).ids).toEqual(fresh.ids(filter).ids)
  }
})
