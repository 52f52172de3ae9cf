import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl'
import { type PublicSpaceStatus, publicSpaceStatuses } from '#schema/spaces'
import { collectionSource, fonts, type LayerContext, type LayerGroup } from '../map/layerGroup.ts'
import { openness, statusSigns } from './signs.ts'

const shapes = { source: 'spaces', 'source-layer': 'spaces' } as const
const points = { source: 'spaces', 'source-layer': 'spaces-point' } as const

/** Zooms of the table of the look: outlines fade in, then carry their area. */
const outlineZoom = 13
const nearZoom = 15
const areaZoom = 16

const matchStatus = (value: (status: PublicSpaceStatus) => string | number, otherwise: string | number) =>
  [
    'match',
    ['get', 'status'],
    ...publicSpaceStatuses.flatMap((status) => [status, value(status)]),
    otherwise,
  ] as unknown as ExpressionSpecification

const open = matchStatus((status) => openness[status], 1)
const isOpen: ExpressionSpecification = ['==', open, 2]
const single: FilterSpecification = ['==', ['coalesce', ['get', 'count'], 1], 1]
const several: FilterSpecification = ['>', ['coalesce', ['get', 'count'], 1], 1]
const lit: ExpressionSpecification = [
  'any',
  ['boolean', ['feature-state', 'hover'], false],
  ['boolean', ['feature-state', 'selected'], false],
]

const dashes: { id: string; statuses: PublicSpaceStatus[]; dash?: number[] }[] = [
  { id: 'solid', statuses: ['available', 'inCall', 'awarded', 'inUse'] },
  { id: 'dashed', statuses: ['expiring', 'released'], dash: [3, 1.5] },
  { id: 'dotted', statuses: ['surveyed'], dash: [1, 1.2] },
]

/** Spaces: signs by status from far, outlines from near, their area from nearer; the chosen one in blue. */
export function spaceLayer(context: LayerContext): LayerGroup {
  const { palette } = context
  const signs = statusSigns(palette)
  return {
    id: 'spaces',
    sources: { spaces: collectionSource('spaces', 16) },
    layers: { shapes: shapeLayers(context), signs: signLayers(context) },
    images: Object.fromEntries(publicSpaceStatuses.map((status) => [`status-${status}`, signs[status]])),
    legend: publicSpaceStatuses.map((status) => ({
      id: status,
      sample: { kind: 'sign', sign: signs[status] },
    })),
    interactive: ['space-fill', 'space-sign', 'space-count'],
    visibility: 'fixed',
  }
}

function shapeLayers({ palette }: LayerContext): LayerSpecification[] {
  const color = matchStatus((status) => palette.status[status], palette.label)
  return [
    casing('space-casing', palette.chosen, [6, 11]),
    {
      id: 'space-fill',
      type: 'fill',
      ...shapes,
      minzoom: outlineZoom,
      paint: {
        'fill-color': color,
        'fill-opacity': ['interpolate', ['linear'], ['zoom'], 13, 0, 14.2, ['case', isOpen, 0.24, 0.12]],
      },
    },
    casing('space-casing-white', palette.white, [3, 6]),
    ...dashes.map(
      ({ id, statuses, dash }): LayerSpecification => ({
        id: `space-outline-${id}`,
        type: 'line',
        ...shapes,
        minzoom: outlineZoom,
        filter: ['in', ['get', 'status'], ['literal', statuses]],
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': color,
          'line-opacity': ['interpolate', ['linear'], ['zoom'], 13, 0, 14, 1],
          'line-width': [
            'interpolate',
            ['linear'],
            ['zoom'],
            ...[13, 0.8],
            ...[15, ['case', isOpen, 2.2, 1.5]],
            ...[17, ['case', isOpen, 3, 2]],
          ] as unknown as ExpressionSpecification,
          ...(dash && { 'line-dasharray': dash }),
        },
      }),
    ),
  ]
}

function casing(id: string, color: string, [near, nearer]: [number, number]): LayerSpecification {
  return {
    id,
    type: 'line',
    ...shapes,
    minzoom: nearZoom,
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': color,
      'line-width': ['interpolate', ['linear'], ['zoom'], 15, near, 17, nearer],
      'line-opacity': ['case', lit, 1, 0],
    },
  }
}

function signLayers({ palette, locale }: LayerContext): LayerSpecification[] {
  return [
    {
      id: 'space-halo',
      type: 'circle',
      ...points,
      maxzoom: nearZoom,
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, 10, 13, 14, 16, 16],
        'circle-color': palette.white,
        'circle-opacity': ['case', lit, 0.95, 0],
        'circle-stroke-color': palette.chosen,
        'circle-stroke-width': 3,
        'circle-stroke-opacity': ['case', lit, 1, 0],
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
    ...countLayers(palette),
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

const bySize = (two: number, one: number, zero: number) =>
  ['match', open, 2, two, 1, one, zero] as unknown as ExpressionSpecification
const signSize = [
  'interpolate',
  ['linear'],
  ['zoom'],
  ...[10, bySize(0.6, 0.52, 0.46)],
  ...[12, bySize(0.88, 0.78, 0.7)],
  ...[14, bySize(1, 0.9, 0.9)],
  ...[16, 0.85],
] as unknown as ExpressionSpecification

/** Where the server says that one point stands for several spaces, their number. */
function countLayers(palette: LayerContext['palette']): LayerSpecification[] {
  return [
    {
      id: 'space-count',
      type: 'circle',
      ...points,
      filter: several,
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['get', 'count'], 2, 9, 100, 18],
        'circle-color': palette.white,
        'circle-stroke-color': palette.ink,
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: 'space-count-number',
      type: 'symbol',
      ...points,
      filter: several,
      layout: {
        'text-field': ['to-string', ['get', 'count']],
        'text-font': fonts.semiBold,
        'text-size': 11,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': palette.ink },
    },
  ]
}

/** Sites that hold spaces, as grey ground from near. */
export function siteLayer({ palette }: LayerContext): LayerGroup {
  return {
    id: 'sites',
    sources: { sites: collectionSource('sites', 16) },
    layers: {
      areas: [
        {
          id: 'site-fill',
          type: 'fill',
          source: 'sites',
          'source-layer': 'sites',
          minzoom: 14.5,
          paint: {
            'fill-color': palette.site,
            'fill-opacity': ['interpolate', ['linear'], ['zoom'], 14.5, 0, 15.5, 1],
            'fill-outline-color': palette.siteLine,
          },
        },
      ],
    },
    images: {},
    legend: [],
    interactive: [],
    visibility: 'fixed',
  }
}

/** The chosen space above all others, with its code; fed with one point. */
export function chosenLayer({ palette }: LayerContext): LayerGroup {
  return {
    id: 'chosen',
    sources: { chosen: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } },
    layers: {
      signs: [
        {
          id: 'chosen-sign',
          type: 'symbol',
          source: 'chosen',
          layout: {
            'icon-image': ['concat', 'status-', ['get', 'status']],
            'icon-size': ['interpolate', ['linear'], ['zoom'], 10, 0.9, 14, 1.1, 16, 0.85],
            'icon-allow-overlap': true,
            'text-field': ['get', 'code'],
            'text-font': fonts.semiBold,
            'text-size': 13,
            'text-anchor': 'top',
            'text-offset': ['step', ['zoom'], ['literal', [0, 1.5]], 16, ['literal', [0, 3.4]]],
            'text-allow-overlap': true,
          },
          paint: {
            'text-color': palette.chosenInk,
            'text-halo-color': palette.white,
            'text-halo-width': 2.5,
          },
        },
      ],
    },
    images: {},
    legend: [],
    interactive: [],
    visibility: 'fixed',
  }
}
