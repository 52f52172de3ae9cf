import type { VectorTileFeature } from '@mapbox/vector-tile'
import { expect, test } from 'vitest'
import { between, type Random, randomFrom } from '../../../scripts/generate/random.ts'
import { toWorld } from '../../testing/mercator.ts'
import { clusteredRooms, fewRoomsApart } from '../../testing/randomRooms/definition.ts'
import { randomFilter } from '../../testing/randomRooms/filters.ts'
import { city, type Room, randomChange, randomRoom, randomRooms } from '../../testing/randomRooms/rows.ts'
import { roomsIn, type TileAddress, tilesWith } from '../../testing/randomRooms/tiles.ts'
import type { BBox, FeatureIndex, Filter, LonLat } from '../definition.ts'
import { createFeatureIndex } from '../index.ts'

const italy: BBox = [7, 37, 18, 47]
const cellsToSide = 16

/** Rows of a whole country, four of five crowded in one city. */
function roomsOfItaly(random: Random, count: number): Room[] {
  return randomRooms(random, count, city).map((row) => {
    const isElsewhere = row.point !== null && row.geometry === null && random() < 0.9
    return isElsewhere ? { ...row, point: [between(random, 7, 18), between(random, 37, 47)] } : row
  })
}

type Tally = Record<string, number>

/** What a cluster of these rows tells; what a single row tells, where it is alone in its cell. */
function tallyOf(rows: readonly Room[]): Tally {
  const tally: Tally = { count: rows.length }
  for (const { columns } of rows) {
    if (typeof columns.area === 'number') tally.area = (tally.area ?? 0) + columns.area
    const status = `status:${columns.status || 'none'}`
    tally[status] = (tally[status] ?? 0) + 1
  }
  return tally
}

/** The rows in each cell of the tiles of a zoom. */
function byCell(rows: readonly Room[], z: number): Map<string, Room[]> {
  const cells = new Map<string, Room[]>()
  const last = 2 ** z * cellsToSide - 1
  for (const row of rows) {
    if (!row.point) continue
    const [x = 0, y = 0] = toWorld(row.point).map((part) => Math.min(last, Math.floor(part * (last + 1))))
    const cell = `${x}/${Math.max(0, y)}`
    cells.set(cell, [...(cells.get(cell) ?? []), row])
  }
  return cells
}

/** The features of the point layer by the cell they lie in. */
function drawnByCell(index: FeatureIndex, tiles: readonly TileAddress[], filter: Filter) {
  const drawn = new Map<string, VectorTileFeature>()
  for (const tile of tiles) {
    for (const feature of roomsIn(index, tile, filter).points) {
      const { x = NaN, y = NaN } = feature.loadGeometry()[0]?.[0] ?? {}
      const cell = [tile.x + x / 4096, tile.y + y / 4096].map((part) => Math.floor(part * cellsToSide))
      expect(drawn.has(cell.join('/'))).toBe(false)
      drawn.set(cell.join('/'), feature)
    }
  }
  return drawn
}

/** How far from the mean of the places of the rows the feature is drawn, in units of a tile, the larger of both ways. */
function distanceFromMiddle(feature: VectorTileFeature, rows: readonly Room[], z: number): number {
  const { x = NaN, y = NaN } = feature.loadGeometry()[0]?.[0] ?? {}
  const places = placesOf(rows).map((place) =>
    toWorld(place).map((part) => Math.max(0, Math.min(1 - 2 ** -40, part)) * 2 ** z * 4096),
  )
  const apart = [x, y].map((drawn, axis) => {
    const mean = places.reduce((sum, place) => sum + (place[axis] ?? NaN), 0) / places.length
    const inTile = mean - Math.floor(mean / 4096) * 4096
    return Math.abs(inTile - 0.5 - drawn)
  })
  return Math.max(...apart)
}

function placesOf(rows: Iterable<Room>): LonLat[] {
  return [...rows].flatMap(({ point }) => (point ? [point] : []))
}

/** Holds the features of each cell against the rows in it, and the counts of all against the number of rows. */
function expectCells(drawn: ReadonlyMap<string, VectorTileFeature>, rows: readonly Room[], z: number): void {
  const cells = byCell(rows, z)
  expect([...drawn.keys()].sort()).toEqual([...cells.keys()].sort())
  for (const [cell, inside] of cells) {
    const feature = drawn.get(cell) as VectorTileFeature
    const { id, properties } = feature
    if (inside.length === 1) expect([id, properties.count]).toEqual([inside[0]?.id, 1])
    else expect({ id, ...properties }).toEqual({ id: undefined, ...tallyOf(inside) })
    expect(distanceFromMiddle(feature, inside, z)).toBeLessThanOrEqual(1)
  }
}

const countOf = (features: Iterable<VectorTileFeature>) =>
  [...features].reduce((sum, { properties }) => sum + Number(properties.count), 0)

/** Changes model and index by the same rows, scattered as `roomsOfItaly`. */
function change(random: Random, index: FeatureIndex, model: Map<number, Room>, count: number): void {
  const { rows, removed } = randomChange(random, model, count, city, (source, id) => {
    const [row] = roomsOfItaly(source, 1)
    return { ...(row ?? randomRoom(source, id, city)), id }
  })
  index.apply(rows, removed)
}

test('below the zoom of shapes each cell of the grid is one feature, and they add up to the list', () => {
  const random = randomFrom('clusters')
  const model = new Map(roomsOfItaly(random, 2000).map((row) => [row.id, row]))
  const index = createFeatureIndex(clusteredRooms)
  index.apply([...model.values()], [])
  for (let turn = 0; turn < 60; turn += 1) {
    change(random, index, model, 40)
    const filter = turn % 6 === 0 ? {} : randomFilter(random, turn % 2 === 0 ? city : italy)
    const { ids, total, withoutPlace } = index.ids(filter)
    for (const z of [turn % 13, (turn * 5) % 13]) {
      const drawn = drawnByCell(index, tilesWith(placesOf(model.values()), z), filter)
      expectCells(
        drawn,
        ids.flatMap((id) => model.get(id) ?? []),
        z,
      )
      expect(countOf(drawn.values())).toBe(total - withoutPlace)
    }
  }
}, 60_000)

test('few rows are all drawn one by one, more in clusters, and they add up to the list either way', () => {
  const random = randomFrom('few')
  const few = 150
  const model = new Map(roomsOfItaly(random, 100).map((row) => [row.id, row]))
  const index = createFeatureIndex(fewRoomsApart)
  index.apply([...model.values()], [])
  const apart: boolean[] = []
  for (let turn = 0; turn < 80; turn += 1) {
    change(random, index, model, 8)
    const filter = turn % 4 === 0 ? randomFilter(random, city) : {}
    const [z, tiles] = [turn % 13, tilesWith(placesOf(model.values()), turn % 13)]
    const drawn = tiles.flatMap((tile) => roomsIn(index, tile, filter).points)
    const { ids, total, withoutPlace } = index.ids(filter)
    const placed = ids.filter((id) => model.get(id)?.point)
    apart.push(placed.length > 0 && placed.length <= few)
    expect(countOf(drawn)).toBe(total - withoutPlace)
    if (placed.length > few)
      expectCells(
        drawnByCell(index, tiles, filter),
        ids.flatMap((id) => model.get(id) ?? []),
        z,
      )
    else expect(drawn.map(({ id }) => Number(id)).sort((a, b) => a - b)).toEqual(placed)
  }
  expect(apart.filter(Boolean).length).toBeGreaterThan(20)
  expect(apart.filter((is) => !is).length).toBeGreaterThan(20)
}, 60_000)

test('rows without a place do not make many of few, one more with a place does', () => {
  const index = createFeatureIndex(fewRoomsApart)
  const room = (id: number, point: LonLat | null) => ({ id, geometry: null, point, columns: {} })
  const drawn = () => roomsIn(index, { z: 0, x: 0, y: 0 }).points.length
  const place: LonLat = [9.16, 45.505]
  index.apply(
    Array.from({ length: 150 }, (_, at) => room(at + 1, place)),
    [],
  )
  expect(drawn()).toBe(150)
  index.apply([room(151, null), room(152, null)], [])
  expect(drawn()).toBe(150)
  index.apply([room(153, place)], [151, 152])
  expect(drawn()).toBe(1)
})
