import type { SourceSpecification } from 'maplibre-gl'
import { fonts, type LayerContext, type LayerGroup } from '../map/layerGroup.ts'
import { litRadius, several, single } from './clusterLayer.ts'
import { halo, nearZoom, signSize } from './signLayers.ts'

const nothing: SourceSpecification = {
  type: 'geojson',
  data: { type: 'FeatureCollection', features: [] },
}

/** What is lit, fed with one point: a ring round a cluster, or a space in a halo, for it may lie in a cluster. */
export function litLayer({ palette }: LayerContext): LayerGroup {
  return {
    id: 'lit',
    sources: { lit: nothing },
    layers: {
      top: [
        {
          id: 'lit-cluster',
          type: 'circle',
          source: 'lit',
          filter: several,
          paint: { ...halo(palette), 'circle-radius': litRadius, 'circle-opacity': 0 },
        },
        {
          id: 'lit-halo',
          type: 'circle',
          source: 'lit',
          filter: single,
          maxzoom: nearZoom,
          paint: halo(palette),
        },
        {
          id: 'lit-sign',
          type: 'symbol',
          source: 'lit',
          filter: single,
          maxzoom: nearZoom,
          layout: {
            'icon-image': ['concat', 'status-', ['get', 'status']],
            'icon-size': signSize,
            'icon-allow-overlap': true,
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
    sources: { chosen: nothing },
    layers: {
      top: [
        { id: 'chosen-halo', type: 'circle', source: 'chosen', maxzoom: nearZoom, paint: halo(palette) },
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
