import type { LayerContext, LayerGroup } from '../map/layerGroup.ts'

/** The place somebody has shown: one GeoJSON source, drawn as point, line or area. */
export const placeSource = 'shown-place'

export function placeLayer({ palette }: LayerContext): LayerGroup {
  const color = palette.chosen
  return {
    id: 'shownPlace',
    sources: { [placeSource]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } },
    layers: {
      areas: [
        {
          id: 'shown-place-area',
          type: 'fill',
          source: placeSource,
          filter: ['==', ['geometry-type'], 'Polygon'],
          paint: { 'fill-color': color, 'fill-opacity': 0.18 },
        },
      ],
      lines: [
        {
          id: 'shown-place-line',
          type: 'line',
          source: placeSource,
          filter: ['!=', ['geometry-type'], 'Point'],
          paint: { 'line-color': color, 'line-width': 3 },
        },
      ],
      top: [
        {
          id: 'shown-place-point',
          type: 'circle',
          source: placeSource,
          filter: ['==', ['geometry-type'], 'Point'],
          paint: {
            'circle-color': color,
            'circle-radius': 8,
            'circle-stroke-color': '#ffffff',
            'circle-stroke-width': 3,
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
