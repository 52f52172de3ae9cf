import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tileOf, toWorld } from '../../testing/mercator.ts'
import {
  areasOf,
  doubleArea,
  drawn,
  featuresOf,
  indexOf,
  layersOf,
  ring,
  shape,
} from '../../testing/tiles.ts'
import type { Filter } from '../definition.ts'

const cityPoint = fc.tuple(
  fc.double({ min: 9.04, max: 9.28, noNaN: true }),
  fc.double({ min: 45.38, max: 45.54, noNaN: true }),
)

test('at every zoom each point is in exactly one tile, and the tiles together hold what the filter finds', () => {
  const row = fc.record({
    point: fc.option(cityPoint, { freq: 8 }),
    status: fc.constantFrom('available', 'inUse'),
  })
  const filter: Filter = { status: { op: 'anyOf', column: 'status', values: ['available'] } }
  fc.assert(
    fc.property(fc.array(row, { maxLength: 25 }), fc.integer({ min: 0, max: 15 }), (all, z) => {
      const index = indexOf(
        ...all.map(({ point, status }, at) => ({ ...shape(null, point, at + 1), columns: { status } })),
      )
      const [left, top] = tileOf(toWorld([9.04, 45.54]), z)
      const [right, bottom] = tileOf(toWorld([9.28, 45.38]), z)
      const seen: number[] = []
      for (let column = left; column <= right; column += 1) {
        for (let line = top; line <= bottom; line += 1) {
          const layer = layersOf(index.tile(z, column, line, filter))['rooms-point']
          for (const feature of featuresOf(layer)) seen.push(Number(feature.id))
        }
      }
      const withPlace = index.ids(filter).ids.filter((id) => all[id - 1]?.point)
      expect(seen.toSorted((a, b) => a - b)).toEqual(withPlace)
    }),
    { numRuns: 60 },
  )
})

/** A star-shaped ring around a point of the tile, radius and number of corners at will. */
const star = fc
  .record({
    x: fc.integer({ min: -500, max: 4600 }),
    y: fc.integer({ min: -500, max: 4600 }),
    radii: fc.array(fc.integer({ min: 20, max: 1500 }), { minLength: 3, maxLength: 24 }),
    reversed: fc.boolean(),
  })
  .map(({ x: middleX, y: middleY, radii, reversed }) => {
    const points = radii.map((radius, at): [number, number] => {
      const angle = (2 * Math.PI * at) / radii.length
      return [middleX + radius * Math.cos(angle), middleY + radius * Math.sin(angle)]
    })
    return reversed ? points.toReversed() : points
  })

/** Share of the square from -64 to 4160 that the ring covers, by counting a grid of points. */
function coveredArea(points: [number, number][], step: number): number {
  let covered = 0
  for (let gridY = -64 + step / 2; gridY < 4160; gridY += step) {
    const crossings = points.flatMap(([toX, toY], at) => {
      const [fromX, fromY] = points.at(at - 1) ?? [0, 0]
      return fromY > gridY === toY > gridY ? [] : [fromX + ((gridY - fromY) / (toY - fromY)) * (toX - fromX)]
    })
    const sorted = crossings.toSorted((a, b) => a - b).map((value) => Math.max(-64, Math.min(4160, value)))
    for (let at = 0; at + 1 < sorted.length; at += 2) covered += (sorted[at + 1] ?? 0) - (sorted[at] ?? 0)
  }
  return covered * step
}

test('a polygon keeps its area in the tile, with one exterior of positive area', () => {
  fc.assert(
    fc.property(star, (points) => {
      const [feature] = drawn({ type: 'Polygon', coordinates: [ring(...points)] })
      const areas = areasOf(feature)
      const expected = coveredArea(points, 2)
      expect(areas.length).toBeLessThanOrEqual(1)
      expect(Math.abs((areas[0] ?? 0) - expected)).toBeLessThan(20_000 + expected * 0.01)
      if (feature) expect(areas[0]).toBeGreaterThan(0)
    }),
    { numRuns: 300 },
  )
})

test('rings repeat no point, hold whole numbers inside the buffer and enclose an area', () => {
  fc.assert(
    fc.property(star, fc.integer({ min: 13, max: 18 }), (points, z) => {
      for (const feature of drawn({ type: 'Polygon', coordinates: [ring(...points)] }, 0, 0, z)) {
        for (const closed of feature.loadGeometry()) {
          const opened = closed.slice(0, -1)
          expect(opened.length).toBeGreaterThanOrEqual(3)
          for (const [at, point] of opened.entries()) {
            expect(point).not.toEqual(opened.at(at - 1))
            expect(Math.max(Math.abs(point.x - 2048), Math.abs(point.y - 2048))).toBeLessThanOrEqual(2112)
          }
          expect(doubleArea(opened)).toBeGreaterThan(0)
        }
      }
    }),
  )
})
