import { expect, test } from 'vitest'
import { ringOf, ringText } from './area.ts'
import { outlinePath } from './Outline.tsx'
import { whereOf } from './where.ts'

const ring = [
  [9.1, 45.4],
  [9.2, 45.4],
  [9.2, 45.5],
  [9.1, 45.4],
]

test('a drawn ring survives the address', () => {
  expect(ringText(ring)).toBe('9.1 45.4,9.2 45.4,9.2 45.5,9.1 45.4')
  expect(ringOf(ringText(ring))).toEqual(ring)
  expect(ringOf('area:abc')).toEqual([])
})

test('place filters are drawn as the rings they mean', () => {
  const { features } = whereOf({ within: ringText(ring), near: '9.19,45.46,1000', bbox: '9.1,45.4,9.2,45.5' })
  expect(features).toHaveLength(3)
  const circle = features[1]?.geometry.coordinates[0] ?? []
  const north = Math.max(...circle.map(([, lat = 0]) => lat))
  expect((north - 45.46) * 111_195).toBeCloseTo(1000, 0)
  expect(whereOf({}).features).toEqual([])
})

test('an outline fills its picture with north up', () => {
  const square = [
    [
      [0, 0],
      [40, 0],
      [40, 20],
      [0, 20],
    ],
  ] as [number, number][][]
  expect(outlinePath(square, 52)).toBe('M6 36L46 36L46 16L6 16Z')
})
