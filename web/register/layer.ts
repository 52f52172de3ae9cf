import type { SourceSpecification } from 'maplibre-gl'
import { districtLayer, neighbourhoodLayer } from '../districts/layer.ts'
import { crossLayer } from '../map/crosses.ts'
import { fonts, type LayerContext, type LayerGroup } from '../map/layerGroup.ts'
import { pointLayer } from '../points/layer.ts'

const empty: SourceSpecification = {
  type: 'geojson',
  data: { type: 'FeatureCollection', features: [] },
}

/** How many points are known by their NIL alone: a ring with their number, where the name of the NIL stands. */
function areaLayer({ palette }: LayerContext): LayerGroup {
  return {
    id: 'register-areas',
    sources: { 'register-areas': empty },
    layers: {
      signs: [
        {
          id: 'register-area',
          type: 'circle',
          source: 'register-areas',
          paint: {
            'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 7, 12, 13],
            'circle-color': palette.white,
            'circle-stroke-color': palette.ink,
            'circle-stroke-width': 1.5,
          },
        },
        {
          id: 'register-area-count',
          type: 'symbol',
          source: 'register-areas',
          layout: {
            'text-field': ['to-string', ['get', 'count']],
            'text-font': fonts.semiBold,
            'text-size': ['interpolate', ['linear'], ['zoom'], 9, 9, 12, 13],
            'text-allow-overlap': true,
            'text-ignore-placement': true,
          },
          paint: { 'text-color': palette.ink },
        },
      ],
    },
    images: {},
    legend: [],
    interactive: ['register-area'],
    visibility: 'fixed',
  }
}

/** What the map of a register draws, from the ground up. */
export const layersOf = (context: LayerContext): LayerGroup[] =>
  [crossLayer, districtLayer, neighbourhoodLayer, pointLayer, areaLayer].map((layer) => layer(context))

/** Layers whose features open a point, or narrow the list to a NIL. */
export const pressable = ['points-sign', 'points-shape', 'register-area']
