import type { ExpressionSpecification } from 'maplibre-gl'
import { collectionSource, fonts, type LayerContext, type LayerGroup } from '../map/layerGroup.ts'

/**
 * Offsets in ems, the nearest first, tried one after another until a label hides no sign.
 * @param reach how far a label may go from its point, across and down
 */
function offsetsWithin([across, down]: [number, number]): ExpressionSpecification {
  const steps = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5]
  const offsets = steps.flatMap((x) => steps.map((y): [number, number] => [(x * across) / 5, (y * down) / 5]))
  offsets.sort((a, b) => Math.hypot(...a) - Math.hypot(...b))
  return ['literal', offsets.flatMap((offset) => ['center', offset])] as unknown as ExpressionSpecification
}

/** Municipi: the ground of the city, its thin lines and its few names. */
export function districtLayer({ palette }: LayerContext): LayerGroup {
  return {
    id: 'districts',
    sources: { districts: collectionSource('districts', 14) },
    layers: {
      ground: [
        {
          id: 'city',
          type: 'fill',
          source: 'districts',
          'source-layer': 'districts',
          paint: { 'fill-color': palette.city, 'fill-antialias': false },
        },
      ],
      lines: [
        {
          id: 'district-line',
          type: 'line',
          source: 'districts',
          'source-layer': 'districts',
          layout: { 'line-join': 'round' },
          paint: {
            'line-color': palette.district,
            'line-width': ['interpolate', ['linear'], ['zoom'], 10, 0.9, 12, 1.3, 15, 2],
          },
        },
      ],
      labels: [
        {
          id: 'district-number',
          type: 'symbol',
          source: 'districts',
          'source-layer': 'districts-point',
          maxzoom: 10.8,
          layout: {
            ...label,
            'text-field': ['get', 'code'],
            'text-size': 14,
            'text-variable-anchor-offset': offsetsWithin([2.4, 2.4]),
          },
          paint: labelPaint(palette),
        },
        {
          id: 'district-name',
          type: 'symbol',
          source: 'districts',
          'source-layer': 'districts-point',
          minzoom: 10.8,
          maxzoom: 12.8,
          layout: {
            ...label,
            'text-field': ['get', 'name'],
            'text-size': ['interpolate', ['linear'], ['zoom'], 10.8, 12, 12, 13],
            'text-variable-anchor-offset': offsetsWithin([4.5, 6]),
          },
          paint: labelPaint(palette),
        },
      ],
    },
    images: {},
    legend: [{ id: 'districts', sample: { kind: 'line', color: palette.district, widthPx: 1.5 } }],
    interactive: [],
    visibility: 'fixed',
  }
}

const label = {
  'text-font': fonts.semiBold,
  'text-letter-spacing': 0.04,
  'text-padding': 0,
} as const

const labelPaint = (palette: LayerContext['palette']) => ({
  'text-color': palette.label,
  'text-halo-color': palette.labelHalo,
  'text-halo-width': 1.8,
})

/** NIL: lighter than Municipi, with names from near, the most populous first. */
export function neighbourhoodLayer({ palette }: LayerContext): LayerGroup {
  return {
    id: 'neighbourhoods',
    sources: { neighbourhoods: collectionSource('neighbourhoods', 14) },
    layers: {
      lines: [
        {
          id: 'neighbourhood-line',
          type: 'line',
          source: 'neighbourhoods',
          'source-layer': 'neighbourhoods',
          minzoom: 10.5,
          paint: {
            'line-color': palette.neighbourhood,
            'line-width': ['interpolate', ['linear'], ['zoom'], 10.5, 0.5, 13, 1, 16, 1.6],
          },
        },
      ],
      labels: [
        {
          id: 'neighbourhood-name',
          type: 'symbol',
          source: 'neighbourhoods',
          'source-layer': 'neighbourhoods-point',
          minzoom: 12.3,
          layout: {
            'text-field': ['get', 'name'],
            'text-font': fonts.regular,
            'text-size': ['interpolate', ['linear'], ['zoom'], 11, 11, 15, 14],
            'text-max-width': 7,
            'text-padding': 6,
            'symbol-sort-key': ['-', 0, ['coalesce', ['get', 'population'], 0]],
          },
          paint: labelPaint(palette),
        },
      ],
    },
    images: {},
    legend: [{ id: 'neighbourhoods', sample: { kind: 'line', color: palette.neighbourhood, widthPx: 1 } }],
    interactive: [],
    visibility: 'shown',
  }
}
