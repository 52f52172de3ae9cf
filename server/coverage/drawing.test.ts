import type { Polygon } from 'geojson'
import { expect, test } from 'vitest'
import { type Bounds, boundsOf, labelPlace, projectionOf, toPath } from './drawing.ts'

/** A square of a degree on the equator, where a degree is as long both ways. */
const square: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [0, -0.5],
      [1, -0.5],
      [1, 0.5],
      [0, 0.5],
      [0, -0.5],
    ],
  ],
}

test('the box around areas; none around nothing', () => {
  expect(boundsOf([square])).toEqual([0, -0.5, 1, 0.5])
  expect(boundsOf([])).toBeNull()
})

test('north is up, east is right, and the margin stays free', () => {
  const projection = projectionOf([0, -0.5, 1, 0.5], { width: 120, margin: 10 })
  expect(projection.height).toBeCloseTo(120)
  expect(toPath(square, projection)).toBe('M10,110L110,110L110,10L10,10Z')
})

test('a degree of longitude at 60° north is drawn half as long as one of latitude', () => {
  const { project, height } = projectionOf([0, 59.5, 1, 60.5], { width: 100 })
  expect(height).toBeCloseTo(200)
  expect(project([1, 59.5])).toEqual([expect.closeTo(100), expect.closeTo(200)])
})

test('a drawing that would be too high is made smaller and stands in the middle', () => {
  const bounds: Bounds = [0, -0.5, 1, 0.5]
  const { project, height } = projectionOf(bounds, { width: 100, maxHeight: 50 })
  expect(height).toBeCloseTo(50)
  expect(project([0.5, 0])).toEqual([expect.closeTo(50), expect.closeTo(25)])
})

test('a label stands in the middle of a square, as far from each edge', () => {
  const place = labelPlace(square, projectionOf([0, -0.5, 1, 0.5], { width: 100 }))
  expect(place.x).toBeCloseTo(50, 0)
  expect(place.radius).toBeCloseTo(50, 0)
})
