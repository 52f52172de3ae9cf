import { expect, test } from 'vitest'
import { inReadingOrder, nearestTo, nearestToward, neighbourInOrder } from './walk.ts'

const features = [
  { id: 1, x: 100, y: 100 },
  { id: 2, x: 160, y: 105 },
  { id: 3, x: 300, y: 95 },
  { id: 4, x: 110, y: 300 },
]

test('an arrow goes to the nearest feature inside its quarter', () => {
  const from = { id: 1, x: 100, y: 100 }
  expect(nearestToward(features, from, 'right')?.id).toBe(2)
  expect(nearestToward(features, from, 'down')?.id).toBe(4)
  expect(nearestToward(features, from, 'left')).toBeNull()
  expect(nearestToward(features, { x: 299, y: 300 }, 'up')?.id).toBe(3)
})

test('a walk reads the screen line by line and goes round its end', () => {
  const ordered = inReadingOrder(features)
  expect(ordered.map(({ id }) => id)).toEqual([1, 2, 3, 4])
  expect(neighbourInOrder(ordered, null, 1)?.id).toBe(1)
  expect(neighbourInOrder(ordered, 2, 1)?.id).toBe(3)
  expect(neighbourInOrder(ordered, 4, 1)?.id).toBe(1)
  expect(neighbourInOrder(ordered, 1, -1)?.id).toBe(4)
  expect(neighbourInOrder(ordered, 99, -1)?.id).toBe(4)
  expect(neighbourInOrder([], 1, 1)).toBeNull()
})

test('the nearest feature is found whatever the direction', () => {
  expect(nearestTo(features, { x: 290, y: 120 })?.id).toBe(3)
  expect(nearestTo([], { x: 0, y: 0 })).toBeNull()
})

test('what stands for several is walked to as well, by a name of its own', () => {
  const mixed = inReadingOrder([...features, { id: '9.19,45.46', x: 130, y: 110 }])
  expect(mixed.map(({ id }) => id)).toEqual([1, '9.19,45.46', 2, 3, 4])
  expect(neighbourInOrder(mixed, '9.19,45.46', 1)?.id).toBe(2)
  expect(nearestToward(mixed, { id: 1, x: 100, y: 100 }, 'right')?.id).toBe('9.19,45.46')
})
