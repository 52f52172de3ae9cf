import { expect, test } from 'vitest'
import { contrastPalette, palette } from '../map/palette.ts'
import { clusterImage, clusterSample, clusterSigns, ringParts } from './clusterSign.ts'
import { clusterOf, openingZoom, radiusPx } from './clusters.ts'

test('a point that stands for several says how many, how many can be asked for and their area', () => {
  const properties = { count: 11, areaM2: 1234.5, 'status:available': 4, 'status:inUse': 7 }
  expect(clusterOf({ properties })).toEqual({ count: 11, available: 4, inCall: 0, areaM2: 1234.5 })
})

test('a single space, or a shape, is no cluster', () => {
  expect(clusterOf({ properties: { code: 'MI-1', status: 'available', areaM2: 90, count: 1 } })).toBeNull()
  expect(clusterOf({ properties: {} })).toBeNull()
})

test('a cluster opens two zooms nearer, and never just short of where every space stands alone', () => {
  expect(openingZoom(9)).toBe(11)
  expect(openingZoom(9.9)).toBe(11.9)
  expect(openingZoom(10.2)).toBe(13)
  expect(openingZoom(12.5)).toBe(14.5)
})

test('the more spaces a sign stands for, the larger it is, and a million still fit', () => {
  const radii = [2, 10, 100, 1000, 1_000_000].map(radiusPx)
  expect(radii).toEqual([...radii].sort((a, b) => a - b))
  expect(radii[0]).toBeGreaterThan(10)
  expect(radii.at(-1)).toBeLessThan(30)
})

test('the ring of a cluster is thick where spaces can be asked for, in the colours of their statuses', () => {
  for (const colors of [palette, contrastPalette]) {
    const signs = clusterSigns(colors)
    const thick = (available: number, inCall: number) =>
      signs[clusterImage(available, inCall)]?.strokes.flatMap(({ line, lineWidth = 0 }) =>
        lineWidth > 2 ? [line] : [],
      )
    expect(thick(0, 0)).toEqual([])
    expect(thick(ringParts, 0)).toEqual([colors.status.available])
    expect(thick(4, 12)).toEqual([colors.status.available, colors.status.inCall])
    expect(thick(12, 12), 'more than there are').toBeUndefined()
  }
})

test('each stroke of a ring is another one, so that the legend can tell them apart', () => {
  const paths = clusterSample(palette).strokes.map(({ path }) => path)
  expect(new Set(paths).size).toBe(paths.length)
  expect(paths.join()).not.toContain('NaN')
})
