import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { type PublicSpaceStatus, publicSpaceStatuses } from '#schema/spaces'
import { collectionSource, type LayerContext, type LayerGroup } from '../map/layerGroup.ts'
import { clusterLayer, clusterNumberLayer } from './clusterLayer.ts'
import { clusterSample, clusterSigns } from './clusterSign.ts'
import { outlineZoom } from './clusters.ts'
import { isLit, isOpen, matchStatus, nearZoom, signLayers } from './signLayers.ts'
import { statusSigns } from './signs.ts'

const shapes = { source: 'spaces', 'source-layer': 'spaces' } as const

const dashes: { id: string; statuses: PublicSpaceStatus[]; dash?: number[] }[] = [
  { id: 'solid', statuses: ['available', 'inCall', 'awarded', 'inUse'] },
  { id: 'dashed', statuses: ['expiring', 'released'], dash: [3, 1.5] },
  { id: 'dotted', statuses: ['surveyed'], dash: [1, 1.2] },
]

/**
 * Spaces: signs by status from far, outlines from near, their area from nearer; the chosen one in blue. Where they
 * cannot be told apart they are clusters.
 */
export function spaceLayer(context: LayerContext): LayerGroup {
  const { palette } = context
  const signs = statusSigns(palette)
  return {
    id: 'spaces',
    sources: { spaces: collectionSource('spaces', 16) },
    layers: {
      shapes: shapeLayers(context),
      signs: [clusterLayer(), ...signLayers(context)],
      top: [clusterNumberLayer(context)],
    },
    images: {
      ...Object.fromEntries(publicSpaceStatuses.map((status) => [`status-${status}`, signs[status]])),
      ...clusterSigns(palette),
    },
    legend: [
      ...publicSpaceStatuses.map((status) => ({ id: status, sign: signs[status] })),
      { id: 'cluster', sign: clusterSample(palette) },
    ].map(({ id, sign }) => ({ id, sample: { kind: 'sign' as const, sign } })),
    interactive: ['space-fill', 'space-sign', 'space-cluster'],
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
      'line-opacity': ['case', isLit, 1, 0],
    },
  }
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
