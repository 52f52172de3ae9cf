import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl'
import { type PublicSpaceStatus, publicSpaceStatuses } from '#schema/spaces'
import { fonts, type LayerContext } from '../map/layerGroup.ts'
import { single } from './clusterLayer.ts'
import { openness } from './signs.ts'

const points = { source: 'spaces', 'source-layer': 'spaces-point' } as const

/** Zooms of the table of the look: outlines alone are enough to show what is lit, then they carry their area. */
export const nearZoom = 15
const areaZoom = 16

/** A value for each status that the public sees. */
export const matchStatus = (
  value: (status: PublicSpaceStatus) => string | number,
  otherwise: string | number,
) =>
  [
    'match',
    ['get', 'status'],
    ...publicSpaceStatuses.flatMap((status) => [status, value(status)]),
    otherwise,
  ] as unknown as ExpressionSpecification

const open = matchStatus((status) => openness[status], 1)
/** Whether a space can be asked for today. */
export const isOpen: ExpressionSpecification = ['==', open, 2]
/** Whether a space is under the pointer or chosen. */
export const isLit: ExpressionSpecification = [
  'any',
  ['boolean', ['feature-state', 'hover'], false],
  ['boolean', ['feature-state', 'selected'], false],
]

/** Single spaces: their signs, lit or not, and from near their area. */
export function signLayers({ palette, locale }: LayerContext): LayerSpecification[] {
  return [
    {
      id: 'space-halo',
      type: 'circle',
      ...points,
      maxzoom: nearZoom,
      filter: single,
      paint: {
        ...halo(palette),
        'circle-opacity': ['case', isLit, 0.95, 0],
        'circle-stroke-opacity': ['case', isLit, 1, 0],
      },
    },
    {
      id: 'space-sign',
      type: 'symbol',
      ...points,
      filter: single,
      layout: {
        'icon-image': ['concat', 'status-', ['get', 'status']],
        'icon-size': signSize,
        'icon-allow-overlap': true,
        'icon-padding': 0,
        'symbol-sort-key': open,
      },
    },
    {
      id: 'space-area',
      type: 'symbol',
      ...points,
      minzoom: areaZoom,
      filter: ['all', single, ['has', 'areaM2']] as FilterSpecification,
      layout: {
        'text-field': [
          'concat',
          ['number-format', ['get', 'areaM2'], { locale, 'max-fraction-digits': 0 }],
          '\u00a0m²',
        ],
        'text-font': fonts.semiBold,
        'text-size': 12,
        'text-anchor': 'top',
        'text-offset': [
          'interpolate',
          ['linear'],
          ['zoom'],
          ...[16, ['literal', [0, 0.8]]],
          ...[18, ['literal', [0, 3.4]]],
        ] as unknown as ExpressionSpecification,
        'text-optional': true,
      },
      paint: { 'text-color': palette.ink, 'text-halo-color': palette.white, 'text-halo-width': 1.8 },
    },
  ]
}

/** A white disc with an edge of the colour of what is lit. */
export const halo = (palette: LayerContext['palette']) => ({
  'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, 10, 13, 14, 16, 16] as ExpressionSpecification,
  'circle-color': palette.white,
  'circle-opacity': 0.95,
  'circle-stroke-color': palette.chosen,
  'circle-stroke-width': 3,
})

const bySize = (two: number, one: number, zero: number) =>
  ['match', open, 2, two, 1, one, zero] as unknown as ExpressionSpecification
/** Signs by zoom: what can be asked for is larger. */
export const signSize = [
  'interpolate',
  ['linear'],
  ['zoom'],
  ...[10, bySize(0.6, 0.52, 0.46)],
  ...[12, bySize(0.88, 0.78, 0.7)],
  ...[14, bySize(1, 0.9, 0.9)],
  ...[16, 0.85],
] as unknown as ExpressionSpecification
