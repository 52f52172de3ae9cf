import { expect, test } from 'vitest'
import { type AreaCollection, drawAreas, labelFits } from './areaDrawing.ts'
import { areaAfter } from './useAreaWalk.ts'

/** Squares of a tenth of a degree on the equator: a and b above, c and d below. */
const shapes: AreaCollection = {
  type: 'FeatureCollection',
  features: (
    [
      ['a', 0, 0.1],
      ['b', 0.1, 0.1],
      ['c', 0, 0],
      ['d', 0.1, 0],
    ] as const
  ).map(([code, west, south]) => ({
    type: 'Feature',
    properties: { code, name: code },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [west, south],
          [west + 0.1, south],
          [west + 0.1, south + 0.1],
          [west, south + 0.1],
          [west, south],
        ],
      ],
    },
  })),
}
const area = (code: string) =>
  ({ code, name: code, value: 1, state: 'known', small: false, count: 1 }) as const
const drawing = drawAreas(['a', 'b', 'c', 'd'].map(area), shapes, 400)
const drawn = drawing?.drawn ?? []
const from = (code: string | null, key: string) => areaAfter(drawn, code, key)?.area.code

test('arrows lead to the neighbour on that side, north being up', () => {
  expect(from('a', 'ArrowRight')).toBe('b')
  expect(from('a', 'ArrowDown')).toBe('c')
  expect(from('d', 'ArrowUp')).toBe('b')
  expect(from('d', 'ArrowLeft')).toBe('c')
})

test('at the edge there is no area further; other keys are not the map’s', () => {
  expect(areaAfter(drawn, 'a', 'ArrowUp')).toBeNull()
  expect(areaAfter(drawn, 'a', 'Tab')).toBeUndefined()
})

test('Home and End lead to the first and last, Page Down through all and round', () => {
  expect(from('d', 'Home')).toBe('a')
  expect(from('a', 'End')).toBe('d')
  expect(['a', 'b', 'c', 'd'].map((code) => from(code, 'PageDown'))).toEqual(['b', 'c', 'd', 'a'])
  expect(from('a', 'PageUp')).toBe('d')
  expect(from(null, 'ArrowRight')).toBe('a')
})

test('areas without a shape are not drawn, and shapes without an area neither', () => {
  expect(drawAreas([area('a'), area('z')], shapes, 400)?.drawn.map(({ area: { code } }) => code)).toEqual([
    'a',
  ])
  expect(drawAreas([area('a')], { type: 'FeatureCollection', features: [] }, 400)).toBeNull()
})

test('a label is written only where it has room', () => {
  const [first] = drawn
  if (!first) throw new Error('nothing drawn')
  expect(labelFits('Isola', 13, first)).toBe(true)
  expect(labelFits('Quartiere con un nome lunghissimo che non finisce', 13, first)).toBe(false)
})
