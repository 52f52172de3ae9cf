import { collectionSource, fonts, type LayerContext, type LayerGroup } from '../map/layerGroup.ts'
import type { Palette } from '../map/palette.ts'
import type { Sign } from '../map/sign.ts'
import { offerShape } from '../ui/shapes.ts'

const offerSign = (palette: Palette): Sign => ({
  sizePx: 18,
  haloPx: 1.6,
  strokes: offerShape(palette.offer, palette.white),
})

/** Agreements with private operators, beside public spaces: those that offer space and are in force. */
export function offerLayer({ palette }: LayerContext): LayerGroup {
  return {
    id: 'offers',
    sources: { offers: collectionSource('offers', 14) },
    layers: {
      signs: [
        {
          id: 'offer-sign',
          type: 'symbol',
          source: 'offers',
          'source-layer': 'offers-point',
          filter: ['==', ['get', 'status'], 'inForce'],
          layout: {
            'icon-image': 'offer',
            'icon-size': ['interpolate', ['linear'], ['zoom'], 10, 0.75, 12, 1, 15, 1.3],
            'icon-allow-overlap': true,
            'text-field': ['step', ['zoom'], '', 13, ['get', 'title']],
            'text-font': fonts.semiBold,
            'text-size': 12,
            'text-anchor': 'left',
            'text-offset': [1.05, 0],
            'text-optional': true,
          },
          paint: { 'text-color': palette.offer, 'text-halo-color': palette.white, 'text-halo-width': 2 },
        },
      ],
    },
    images: { offer: offerSign(palette) },
    legend: [{ id: 'offers', sample: { kind: 'sign', sign: offerSign(palette) } }],
    interactive: [],
    visibility: 'shown',
  }
}
