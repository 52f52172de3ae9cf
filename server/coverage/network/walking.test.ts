import { expect, test } from 'vitest'
import type { Spot } from '../travel.ts'
import { startWalker } from './walker.ts'
import { walksOf } from './walking.ts'

const line = (...points: [number, number][]): Spot[] => points.map(([x, y]) => ({ x, y }))

/**
 * A street from west to east and one parallel to it 100 m to the north, with a railway between: the only way over is
 * at the east end. A third street, far north, touches nothing.
 */
const south = line([0, 0], [300, 0], [1000, 0])
const bridge = line([1000, 0], [1000, 100])
const north = line([1000, 100], [0, 100])
const island = line([0, 400], [1000, 400])
const lines = [south, bridge, north, island]
const door = { x: 0, y: -10 }
const cells = [
  { x: 300, y: 20 },
  { x: 0, y: 110 },
  { x: 500, y: 380 },
  { x: 500, y: -60 },
]
const walks = walksOf({ lines, cells, accessM: 30 })

test('one walks to the street, along it and off it again', () => {
  expect(walks.toNearest([door])[0]).toBeCloseTo(10 + 300 + 20, 6)
})

test('a railway makes a way of 2,120 m of a straight line of 120 m', () => {
  expect(walks.toNearest([door])[1]).toBeCloseTo(10 + 1000 + 100 + 1000 + 10, 6)
})

test('what no street joins, or is too far from one, is out of reach', () => {
  const distances = walks.toNearest([door])
  expect(distances[2]).toBe(Infinity)
  expect(distances[3]).toBe(Infinity)
  expect(walks.toNearest([{ x: 500, y: -60 }])[0]).toBe(Infinity)
})

test('of several doors the nearest counts, also on the same stretch', () => {
  const distances = walks.toNearest([door, { x: 250, y: 0 }])
  expect(distances[0]).toBeCloseTo(50 + 20, 6)
})

test('a catchment holds what is within reach over streets, not as the crow flies', () => {
  expect(walks.catchment(door, 1200)).toEqual({ cells: [0], distances: [330] })
  expect(walks.catchment(door, 2200).cells).toEqual([0, 1])
})

test('ends that files round apart by less than half a metre are one crossing', () => {
  const rounded = walksOf({
    lines: [line([0, 0], [500.1, 0]), line([500, 0.1], [1000, 0])],
    cells: [{ x: 900, y: 0 }],
    accessM: 30,
  })
  expect(rounded.toNearest([{ x: 100, y: 0 }])[0]).toBeCloseTo(800, 0)
})

test('lines that cross without a shared vertex, as on a bridge, are not joined', () => {
  const crossing = walksOf({
    lines: [line([0, 0], [100, 0]), line([50, -50], [50, 50])],
    cells: [{ x: 50, y: 50 }],
    accessM: 10,
  })
  expect(crossing.toNearest([{ x: 0, y: 0 }])[0]).toBe(Infinity)
})

test('the thread gives the same', async () => {
  const walker = startWalker({ lines, cells, accessM: 30 })
  try {
    expect(await walker.toNearest([door])).toEqual(walks.toNearest([door]))
    expect(await walker.catchment(door, 1200)).toEqual(walks.catchment(door, 1200))
  } finally {
    await walker.stop()
  }
})
