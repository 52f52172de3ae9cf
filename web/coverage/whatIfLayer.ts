import type { FeatureCollection } from 'geojson'
import type { ExpressionSpecification, SourceSpecification } from 'maplibre-gl'
import type { Gap } from '#schema/coverage'
import { districtLayer, neighbourhoodLayer } from '../districts/layer.ts'
import { labLayer } from '../labs/layer.ts'
import { crossLayer } from '../map/crosses.ts'
import { fonts, type LayerContext, type LayerGroup } from '../map/layerGroup.ts'
import type { Palette } from '../map/palette.ts'
import type { Sign } from '../map/sign.ts'
import { labShape } from '../ui/shapes.ts'
import type { Place } from './whatIfState.ts'

const activeOnly: ExpressionSpecification = ['==', ['get', 'activity'], 'active']

const empty: SourceSpecification = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } }

export const gapsSource = 'coverage-gaps'
export const droppedSource = 'coverage-dropped'

/** A lab that is not there: the nut of labs in the colour of what is chosen. */
export const droppedSign = ({ chosen, white }: Palette): Sign => ({
  sizePx: 24,
  haloPx: 2,
  strokes: labShape(chosen, white),
})

/** A gap: a hollow rhomb that holds its rank. */
export const gapSign = ({ chosenInk, white }: Palette): Sign => ({
  sizePx: 24,
  haloPx: 1.6,
  strokes: [{ path: 'M12 1 23 12 12 23 1 12Z', fill: white, line: chosenInk, lineWidth: 2 }],
})

/** Gaps with their ranks, and labs that are not there. */
function scenarioLayer({ palette }: LayerContext): LayerGroup {
  const always = { 'icon-allow-overlap': true, 'text-allow-overlap': true, 'text-optional': true } as const
  return {
    id: 'coverage-scenario',
    sources: { [gapsSource]: empty, [droppedSource]: empty },
    layers: {
      signs: [
        {
          id: 'coverage-gap',
          type: 'symbol',
          source: gapsSource,
          layout: {
            ...always,
            'icon-image': 'coverage-gap',
            'text-field': ['get', 'rank'],
            'text-font': fonts.semiBold,
            'text-size': 10.5,
          },
          paint: { 'text-color': palette.chosenInk },
        },
        {
          id: 'coverage-dropped',
          type: 'symbol',
          source: droppedSource,
          layout: {
            ...always,
            'icon-image': 'coverage-dropped',
            'text-field': ['get', 'name'],
            'text-font': fonts.semiBold,
            'text-size': 12,
            'text-anchor': 'left',
            'text-offset': [1.2, 0],
          },
          paint: { 'text-color': palette.chosenInk, 'text-halo-color': palette.white, 'text-halo-width': 2 },
        },
      ],
    },
    images: { 'coverage-gap': gapSign(palette), 'coverage-dropped': droppedSign(palette) },
    legend: [],
    interactive: [],
    visibility: 'fixed',
  }
}

/** Labs known to be active: those that count for reach. */
function activeLabLayer(context: LayerContext): LayerGroup {
  const group = labLayer(context)
  const signs = group.layers.signs?.map((layer) =>
    layer.type === 'symbol' ? { ...layer, filter: activeOnly } : layer,
  )
  return { ...group, layers: { ...group.layers, ...(signs && { signs }) } }
}

/** What the map of scenarios draws, from the ground up. */
export const layersOf = (context: LayerContext): LayerGroup[] =>
  [crossLayer, districtLayer, neighbourhoodLayer, activeLabLayer, scenarioLayer].map((layer) =>
    layer(context),
  )

const collection = (
  points: readonly { place: Place; properties: Record<string, string> }[],
): FeatureCollection => ({
  type: 'FeatureCollection',
  features: points.map(({ place, properties }, id) => ({
    type: 'Feature',
    id,
    properties,
    geometry: { type: 'Point', coordinates: [...place] },
  })),
})

export const gapFeatures = (gaps: readonly Gap[]) =>
  collection(gaps.map(({ rank, point }) => ({ place: point as Place, properties: { rank: String(rank) } })))

/** Labs that are not there, each with its name. */
export const droppedFeatures = (labs: readonly Place[], nameOf: (index: number) => string) =>
  collection(labs.map((place, index) => ({ place, properties: { name: nameOf(index) } })))
