import { collectionSource, fonts, type LayerContext, type LayerGroup } from '../map/layerGroup.ts'
import type { Palette } from '../map/palette.ts'
import type { Sign } from '../map/sign.ts'
import { labShape } from '../ui/shapes.ts'

const labSign = (palette: Palette): Sign => ({
  sizePx: 17,
  haloPx: 1.6,
  strokes: labShape(palette.lab, palette.white),
})

/** FabLabs and makerspaces; those known to be closed are not on the map. */
export function labLayer({ palette }: LayerContext): LayerGroup {
  return {
    id: 'labs',
    sources: { labs: collectionSource('labs', 14) },
    layers: {
      signs: [
        {
          id: 'lab-sign',
          type: 'symbol',
          source: 'labs',
          'source-layer': 'labs-point',
          filter: ['!=', ['get', 'activity'], 'closed'],
          layout: {
            'icon-image': 'lab',
            'icon-size': ['interpolate', ['linear'], ['zoom'], 10, 0.72, 12, 0.95, 15, 1.25],
            'icon-allow-overlap': true,
            'text-field': ['step', ['zoom'], '', 13, ['get', 'name']],
            'text-font': fonts.semiBold,
            'text-size': 12,
            'text-anchor': 'left',
            'text-offset': [1.05, 0],
            'text-optional': true,
          },
          paint: { 'text-color': palette.lab, 'text-halo-color': palette.white, 'text-halo-width': 2 },
        },
      ],
    },
    images: { lab: labSign(palette) },
    legend: [{ id: 'labs', sample: { kind: 'sign', sign: labSign(palette) } }],
    interactive: [],
    visibility: 'shown',
  }
}
