import { expect, test } from 'vitest'
import { crossesIn } from './crosses.ts'
import { scaleOf } from './scale.ts'

test('the scale bar is a round distance, at least 58 px long', () => {
  expect(scaleOf(11, 45.46).distanceM).toBe(2000)
  expect(scaleOf(17, 45.46)).toEqual({ distanceM: 50, widthPx: 119 })
  expect(scaleOf(0, 0).distanceM).toBe(20_000)
})

test('crosses stand 100 m apart, north and east', () => {
  const { features } = crossesIn([9.15, 45.5, 9.16, 45.505])
  const lats = [...new Set(features.map(({ geometry }) => geometry.coordinates[1] ?? 0))]
  const lons = [...new Set(features.map(({ geometry }) => geometry.coordinates[0] ?? 0))]
  const degreeM = 111_195
  expect(((lats[1] ?? 0) - (lats[0] ?? 0)) * degreeM).toBeCloseTo(100, 0)
  expect(((lons[1] ?? 0) - (lons[0] ?? 0)) * degreeM * Math.cos((45.5 * Math.PI) / 180)).toBeCloseTo(100, 0)
})

test('a box as wide as the world has a bounded number of crosses', () => {
  expect(crossesIn([-180, -80, 180, 80]).features.length).toBeLessThanOrEqual(2000)
})
