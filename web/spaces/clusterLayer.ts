import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl'
import { fonts, type LayerContext } from '../map/layerGroup.ts'
import { clusterSizePx, ringParts } from './clusterSign.ts'
import { diameters } from './clusters.ts'

const count: ExpressionSpecification = ['get', 'count']

/** Points that stand for one space, and those that stand for several. */
export const single: FilterSpecification = ['==', count, 1]
export const several: FilterSpecification = ['>', count, 1]

const diameter: ExpressionSpecification = ['+', diameters.least, ['*', diameters.tenfold, ['log10', count]]]

/** Radius in pixels of the ring round a cluster that is lit. */
export const litRadius: ExpressionSpecification = ['/', diameter, 2]

/** How many parts of the ring: at least one where there is any, all only where it is all. */
function partsOf(status: 'available' | 'inCall'): ExpressionSpecification {
  const some: ExpressionSpecification = ['coalesce', ['get', `status:${status}`], 0]
  const parts: ExpressionSpecification = ['floor', ['/', ['*', ringParts, some], count]]
  return ['case', ['==', some, 0], 0, ['max', 1, parts]]
}

/** A whole number below a million with its thousands grouped: style expressions leave four digits together. */
function grouped(value: ExpressionSpecification, locale: string): ExpressionSpecification {
  const [, separator = ''] = new Intl.NumberFormat(locale, { useGrouping: 'always' }).format(1000)
  const digits: ExpressionSpecification = ['to-string', value]
  return [
    'case',
    ['<', value, 1000],
    digits,
    ['concat', ['slice', digits, 0, -3], separator, ['slice', digits, -3]],
  ]
}

const clusters = { source: 'spaces', 'source-layer': 'spaces-point', filter: several } as const

/** Where spaces cannot be told apart: a ring, larger the more they are, that tells how many can be asked for. */
export const clusterLayer = (): LayerSpecification => ({
  id: 'space-cluster',
  type: 'symbol',
  ...clusters,
  layout: {
    'icon-image': ['concat', 'cluster-', partsOf('available'), '-', partsOf('inCall')],
    'icon-size': ['/', diameter, clusterSizePx],
    'icon-allow-overlap': true,
    'icon-padding': 0,
    'symbol-sort-key': count,
  },
})

/** Their number, which is read over whatever else stands there. */
export const clusterNumberLayer = ({ palette, locale }: LayerContext): LayerSpecification => ({
  id: 'space-cluster-number',
  type: 'symbol',
  ...clusters,
  layout: {
    'text-field': grouped(count, locale),
    'text-font': fonts.semiBold,
    'text-size': ['step', count, 12, 1000, 11],
    'text-allow-overlap': true,
    'text-padding': 0,
  },
  paint: { 'text-color': palette.ink, 'text-halo-color': palette.white, 'text-halo-width': 1.8 },
})
