import { expect, test } from 'vitest'
import { metresPerDegree, planOf } from './plan.ts'

const at = { lon: 9.16, lat: 45.5 }
const scale = metresPerDegree(at.lat)

/** A polygon from metres east and north, turned by an angle in degrees counterclockwise. */
function polygon(metres: [number, number][], degrees: number) {
  const angle = (degrees * Math.PI) / 180
  const ring = [...metres, metres[0] ?? [0, 0]].map(([x, y]) => [
    at.lon + (x * Math.cos(angle) - y * Math.sin(angle)) / scale.lon,
    at.lat + (x * Math.sin(angle) + y * Math.cos(angle)) / scale.lat,
  ])
  return { type: 'Polygon', coordinates: [ring] }
}

test('a degree measures what the ellipsoid says at Milan', () => {
  expect(scale.lat).toBeCloseTo(111_141.6, 0)
  expect(scale.lon).toBeCloseTo(78_158, 0)
})

test.each([0, 20, -33, 44])('a room of 16 by 8 m turned by %s degrees measures 16 by 8 m', (degrees) => {
  const plan = planOf(
    polygon(
      [
        [0, 0],
        [16, 0],
        [16, 8],
        [0, 8],
      ],
      degrees,
    ),
  )
  expect(plan?.widthM).toBeCloseTo(16, 2)
  expect(plan?.depthM).toBeCloseTo(8, 2)
  expect(plan?.northDegrees).toBeCloseTo(degrees, 1)
})

test('a point, a line and nothing have no plan', () => {
  expect(planOf({ type: 'Point', coordinates: [9, 45] })).toBeNull()
  expect(planOf(null)).toBeNull()
})
