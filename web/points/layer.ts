import type { ExpressionSpecification, SourceSpecification } from 'maplibre-gl'
import { type Outcome, outcomes } from '#schema/points'
import { districtLayer, neighbourhoodLayer } from '../districts/layer.ts'
import { crossLayer } from '../map/crosses.ts'
import { fonts, type LayerContext, type LayerGroup } from '../map/layerGroup.ts'
import type { Palette } from '../map/palette.ts'
import { spaceLayer } from '../spaces/layer.ts'
import { zoneLayer } from '../zones/layer.ts'

/** Colour of an outcome; the letter on the sign says the same. */
const colorsOf = ({ status, chosen, label }: Palette): Record<Outcome | 'none', string> => ({
  accepted: status.available,
  partlyAccepted: chosen,
  rejected: status.released,
  notPertinent: label,
  inadmissible: label,
  noted: status.awarded,
  noAction: label,
  alreadySatisfied: status.inUse,
  none: status.inCall,
})

const outcomesOnMap = [...outcomes, 'none'] as const

/** The colour of each outcome, for the legend. */
export const outcomeColors = colorsOf

/** The spaces of the census, paler than on their own map: here they lie beneath, numbers and all. */
function paleSpaceLayer(context: LayerContext): LayerGroup {
  const group = spaceLayer(context)
  const { signs = [], top = [], ...others } = group.layers
  const pale = [...signs, ...top].map((layer) =>
    layer.type === 'symbol'
      ? { ...layer, paint: { ...layer.paint, 'icon-opacity': 0.35, 'text-opacity': 0.6 } }
      : layer,
  )
  return { ...group, layers: { ...others, signs: pale } }
}

/** What a map of points draws, from the ground up; the points come last. */
export const layersOf = (context: LayerContext): LayerGroup[] =>
  [crossLayer, districtLayer, neighbourhoodLayer, zoneLayer, paleSpaceLayer, pointLayer].map((layer) =>
    layer(context),
  )

const empty: SourceSpecification = {
  type: 'geojson',
  data: { type: 'FeatureCollection', features: [] },
}
/** How many there are in each NIL, painted once they are known. */
export const heatLayerId = 'points-heat'

/** Points of observations: their shapes where they are few, and a sign for each, by outcome. */
export function pointLayer({ palette }: LayerContext): LayerGroup {
  const colors = colorsOf(palette)
  const color = [
    'match',
    ['get', 'outcome'],
    ...outcomesOnMap.flatMap((outcome) => [outcome, colors[outcome]]),
    colors.none,
  ] as unknown as ExpressionSpecification
  return {
    id: 'points',
    sources: { points: empty, 'points-shapes': empty },
    layers: {
      areas: [
        {
          id: heatLayerId,
          type: 'fill',
          source: 'neighbourhoods',
          'source-layer': 'neighbourhoods',
          paint: { 'fill-color': palette.chosen, 'fill-opacity': 0 },
        },
      ],
      shapes: [
        {
          id: 'points-shape',
          type: 'fill',
          source: 'points-shapes',
          filter: ['==', ['geometry-type'], 'Polygon'],
          paint: { 'fill-color': color, 'fill-opacity': 0.18 },
        },
        {
          id: 'points-outline',
          type: 'line',
          source: 'points-shapes',
          paint: { 'line-color': color, 'line-width': 2 },
        },
      ],
      signs: [
        {
          id: 'points-sign',
          type: 'circle',
          source: 'points',
          paint: {
            'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 4, 12, 8, 15, 10],
            'circle-color': color,
            'circle-stroke-color': palette.white,
            'circle-stroke-width': 1.5,
          },
        },
        {
          id: 'points-letter',
          type: 'symbol',
          source: 'points',
          minzoom: 11.5,
          layout: {
            'text-field': ['get', 'letter'],
            'text-font': fonts.semiBold,
            'text-size': 11,
            'text-allow-overlap': true,
            'text-ignore-placement': true,
          },
          paint: { 'text-color': palette.white },
        },
      ],
    },
    images: {},
    legend: [],
    interactive: ['points-sign', 'points-shape'],
    visibility: 'fixed',
  }
}
