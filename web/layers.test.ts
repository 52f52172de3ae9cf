import type { LayerSpecification } from 'maplibre-gl'
import { expect, test } from 'vitest'
import { publicSpaceStatuses } from '#schema/spaces'
import { layerGroups } from './layers.ts'
import { type LayerGroup, slots } from './map/layerGroup.ts'
import { contrastPalette, palette } from './map/palette.ts'
import { layerIds, mapStyle } from './map/style.ts'
import { clusterImage, ringParts } from './spaces/clusterSign.ts'

const context = { palette, locale: 'it-IT', zoningFamilies: { historic: ['NAF'], open: ['AGR'] } }
const groups = layerGroups(context)
const style = mapStyle(groups, context)
const layersOf = (group: LayerGroup) => slots.flatMap((slot) => group.layers[slot] ?? [])
const layer = (id: string) => style.layers.find((each) => each.id === id) as LayerSpecification

test('ids of groups and layers are unique, and every layer reads a source of its group', () => {
  const ids = style.layers.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length)
  for (const group of groups) {
    for (const each of layersOf(group)) {
      if (each.type === 'background') continue
      expect(Object.keys(group.sources)).toContain(each.source)
    }
  }
})

test('layers of tiles read the shapes or the points of their collection', () => {
  for (const each of style.layers) {
    if (each.type === 'background' || style.sources[each.source as string]?.type !== 'vector') continue
    expect([each.source, `${each.source}-point`]).toContain(each['source-layer'])
  }
})

test('what answers to pointer and keyboard is drawn', () => {
  for (const group of groups) for (const id of group.interactive) expect(layerIds(group)).toContain(id)
})

test('every image a layer names is supplied', () => {
  const images = new Set(groups.flatMap((group) => Object.keys(group.images)))
  for (const status of publicSpaceStatuses) expect(images).toContain(`status-${status}`)
  for (const name of ['lab', 'stop', 'hatch', 'cross']) expect(images).toContain(name)
  for (let available = 0; available <= ringParts; available += 1)
    for (let inCall = 0; available + inCall <= ringParts; inCall += 1)
      expect(images).toContain(clusterImage(available, inCall))
})

test('the legend covers every status, with a colour and a shape of its own, and what stands for several', () => {
  const [cluster, ...others] = [...(groups.find(({ id }) => id === 'spaces')?.legend ?? [])].reverse()
  const legend = others.reverse()
  expect(legend.map(({ id }) => id)).toEqual([...publicSpaceStatuses])
  expect(cluster).toMatchObject({ id: 'cluster', sample: { kind: 'sign' } })
  const strokes = legend.map(({ sample }) => (sample.kind === 'sign' ? sample.sign.strokes : []))
  const shapes = strokes.map((each) => each.map(({ path, fill }) => [path, fill === '#FFFFFF']).join())
  const colors = strokes.map((each) => each.map(({ fill, line }) => line ?? fill).at(-1))
  expect(new Set(shapes).size).toBe(publicSpaceStatuses.length)
  expect(new Set(colors).size).toBe(publicSpaceStatuses.length)
})

test('no status has the colour of hover and selection', () => {
  for (const each of [palette, contrastPalette]) expect(Object.values(each.status)).not.toContain(each.chosen)
})

test('zoning is off until asked for, and its legend says that it is an example', () => {
  const zoning = groups.find(({ id }) => id === 'zoning')
  expect(zoning).toMatchObject({ visibility: 'hidden', example: true })
  expect(zoning?.legend.map(({ id }) => id)).toEqual(['historic', 'open'])
})

test('the zooms of the map hold', () => {
  expect(layer('district-number').maxzoom).toBe(layer('district-name').minzoom)
  expect(layer('neighbourhood-line').minzoom).toBe(10.5)
  expect(layer('neighbourhood-name').minzoom).toBe(12.3)
  expect(layer('space-fill').minzoom).toBe(13)
  expect(layer('site-fill').minzoom).toBe(14.5)
  expect(layer('cross').minzoom).toBe(15)
  expect(layer('space-area').minzoom).toBe(16)
  for (const id of ['space-sign', 'space-cluster']) expect(layer(id).minzoom).toBeUndefined()
})

test('spaces lie above ground, areas, lines and labels', () => {
  const at = (id: string) => style.layers.findIndex((each) => each.id === id)
  for (const below of [
    'city',
    'zoning-fill',
    'zone-hatch',
    'district-line',
    'neighbourhood-name',
    'stop-sign',
  ])
    expect(at(below)).toBeLessThan(at('space-fill'))
  expect(at('space-fill')).toBeLessThan(at('space-sign'))
  expect(at('space-cluster'), 'a cluster hides no sign').toBeLessThan(at('space-sign'))
  for (const sign of ['lab-sign', 'offer-sign', 'space-sign'])
    expect(at(sign), 'no sign hides the number of a cluster').toBeLessThan(at('space-cluster-number'))
  expect(at('chosen-sign')).toBe(style.layers.length - 1)
})

test('a base map lies under the ground of the city', () => {
  const basemap = {
    sources: {},
    sprite: undefined,
    layers: [{ id: 'basemap-water', type: 'background' } as const],
  }
  const ids = mapStyle(groups, context, basemap).layers.map(({ id }) => id)
  expect(ids.slice(0, 2)).toEqual(['outside', 'basemap-water'])
})
