import type { Feature, FeatureCollection, Polygon, Position } from 'geojson'
import type { SpaceFilters } from '#schema/spaces'
import type { LayerContext, LayerGroup } from '../map/layerGroup.ts'
import { ringOf } from './area.ts'

/** Mean radius of the earth in metres (IUGG R1), as the server's haversine takes it. */
const earthM = 6_371_008.8
const corners = 64

/** The outline of the place filters on the map; fed with at most three rings. */
export function whereLayer({ palette }: LayerContext): LayerGroup {
  return {
    id: 'where',
    sources: { where: { type: 'geojson', data: whereOf({}) } },
    layers: {
      shapes: [
        {
          id: 'where-fill',
          type: 'fill',
          source: 'where',
          paint: { 'fill-color': palette.chosen, 'fill-opacity': 0.06 },
        },
        {
          id: 'where-line',
          type: 'line',
          source: 'where',
          paint: { 'line-color': palette.chosen, 'line-width': 2 },
        },
      ],
    },
    images: {},
    legend: [],
    interactive: [],
    visibility: 'fixed',
  }
}

/** The rings of `within`, `near` and `bbox`, lon/lat. */
export function whereOf({ within, near, bbox }: SpaceFilters): FeatureCollection<Polygon> {
  const rings = [within && ringOf(within), near && circleOf(near), bbox && boxOf(bbox)]
  const features = rings.flatMap((ring) => (ring && ring.length > 3 ? [polygon(ring)] : []))
  return { type: 'FeatureCollection', features }
}

const polygon = (ring: Position[]): Feature<Polygon> => ({
  type: 'Feature',
  properties: {},
  geometry: { type: 'Polygon', coordinates: [ring] },
})

function circleOf(near: string): Position[] {
  const [lon = 0, lat = 0, metres = 0] = near.split(',').map(Number)
  const degrees = (metres / earthM) * (180 / Math.PI)
  return Array.from({ length: corners + 1 }, (_, corner) => {
    const angle = (corner / corners) * 2 * Math.PI
    const stretch = Math.cos((lat * Math.PI) / 180)
    return [lon + (degrees * Math.cos(angle)) / stretch, lat + degrees * Math.sin(angle)]
  })
}

function boxOf(bbox: string): Position[] {
  const [west = 0, south = 0, east = 0, north = 0] = bbox.split(',').map(Number)
  const box = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  return box
}
