import type { ExpressionSpecification } from 'maplibre-gl'
import { collectionSource, fonts, type LayerContext, type LayerGroup } from '../map/layerGroup.ts'
import type { Palette } from '../map/palette.ts'
import type { Pattern, Sign } from '../map/sign.ts'
import { stopShape } from '../ui/shapes.ts'

const peripheryPlan: ExpressionSpecification = ['==', ['get', 'kind'], 'peripheryPlan']
const ring: ExpressionSpecification = ['==', ['get', 'kind'], 'ring']

/** Lines at 45 degrees, 10 px apart. */
const hatch = (palette: Palette): Pattern => ({
  sizePx: 10,
  opacity: 0.4,
  strokes: [-24, 0, 24].map((x) => ({
    path: `M${x - 4} 28 ${x + 28} -4`,
    line: palette.periphery,
    lineWidth: 1.8,
  })),
})

/** Areas of the outskirts plan, hatched so that every other fill shows through, and the ring road. */
export function zoneLayer({ palette }: LayerContext): LayerGroup {
  return {
    id: 'zones',
    sources: { zones: collectionSource('zones', 14) },
    layers: {
      areas: [
        {
          id: 'zone-hatch',
          type: 'fill',
          source: 'zones',
          'source-layer': 'zones',
          filter: peripheryPlan,
          paint: {
            'fill-pattern': 'hatch',
            'fill-opacity': ['interpolate', ['linear'], ['zoom'], 10, 0.55, 13.5, 0.42, 15, 0.28],
          },
        },
      ],
      lines: [
        {
          id: 'zone-line',
          type: 'line',
          source: 'zones',
          'source-layer': 'zones',
          filter: peripheryPlan,
          paint: {
            'line-color': palette.periphery,
            'line-width': ['interpolate', ['linear'], ['zoom'], 10, 1, 14, 1.6],
            'line-dasharray': [5, 3],
            'line-opacity': 0.8,
          },
        },
        {
          id: 'ring-line',
          type: 'line',
          source: 'zones',
          'source-layer': 'zones',
          filter: ring,
          layout: { 'line-join': 'round' },
          paint: {
            'line-color': palette.ring,
            'line-width': ['interpolate', ['linear'], ['zoom'], 10, 1.4, 14, 3],
            'line-opacity': 0.55,
          },
        },
      ],
    },
    images: { hatch: hatch(palette) },
    legend: [
      { id: 'peripheryPlan', sample: { kind: 'hatch', color: palette.periphery, ground: palette.city } },
      { id: 'ring', sample: { kind: 'line', color: palette.ring, widthPx: 3 } },
    ],
    interactive: [],
    visibility: 'shown',
  }
}

/** Zoning of the plan: pastel under everything, off until asked for. */
export function zoningLayer({ palette, zoningFamilies }: LayerContext): LayerGroup {
  const families = Object.keys(zoningFamilies) as (keyof Palette['zoning'])[]
  const colors = families.flatMap((family) => [[...(zoningFamilies[family] ?? [])], palette.zoning[family]])
  const color = colors.length === 0 ? palette.city : ['match', ['get', 'class'], ...colors, palette.city]
  return {
    id: 'zoning',
    sources: { zoning: collectionSource('zoning', 14) },
    layers: {
      areas: [
        {
          id: 'zoning-fill',
          type: 'fill',
          source: 'zoning',
          'source-layer': 'zoning',
          paint: {
            'fill-color': color as ExpressionSpecification,
            'fill-opacity': 0.62,
          },
        },
      ],
    },
    images: {},
    legend: families.map((family) => ({
      id: family,
      sample: { kind: 'patch', color: palette.zoning[family] },
    })),
    interactive: [],
    visibility: 'hidden',
    example: true,
  }
}

const stopSign = (palette: Palette): Sign => ({
  sizePx: 12,
  haloPx: 0.6,
  strokes: stopShape(palette.stop, palette.white),
})

/** Metro stops: pale dots from far, the M from near. */
export function stopLayer({ palette }: LayerContext): LayerGroup {
  const source = { source: 'stops', 'source-layer': 'stops-point' } as const
  return {
    id: 'stops',
    sources: { stops: collectionSource('stops', 14) },
    layers: {
      labels: [
        {
          id: 'stop-dot',
          type: 'circle',
          ...source,
          maxzoom: 12.3,
          paint: {
            'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, 1.3, 12, 2.2],
            'circle-color': palette.stopFar,
          },
        },
        {
          id: 'stop-sign',
          type: 'symbol',
          ...source,
          minzoom: 12.3,
          layout: {
            'icon-image': 'stop',
            'icon-size': ['interpolate', ['linear'], ['zoom'], 12.3, 0.8, 14, 1.1, 16, 1.3],
            'icon-allow-overlap': true,
            'text-field': ['step', ['zoom'], '', 14, ['get', 'name']],
            'text-font': fonts.regular,
            'text-size': 11.5,
            'text-anchor': 'left',
            'text-offset': [0.9, 0],
            'text-optional': true,
          },
          paint: { 'text-color': palette.stop, 'text-halo-color': palette.white, 'text-halo-width': 1.6 },
        },
      ],
    },
    images: { stop: stopSign(palette) },
    legend: [{ id: 'stops', sample: { kind: 'sign', sign: stopSign(palette) } }],
    interactive: [],
    visibility: 'shown',
  }
}
