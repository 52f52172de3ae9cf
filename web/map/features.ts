import type { MapGeoJSONFeature, Map as MapLibreMap, PointLike } from 'maplibre-gl'
import { inReadingOrder, nearestTo, type Standing } from './walk.ts'

/** A feature of the tiles that can be chosen. */
export interface Picked extends Standing {
  /** That of its tile; a text where the tile gives none: it stands for several, each of which has its own. */
  id: number | string
  /** Longitude and latitude, of shapes those of the first corner. */
  place: [number, number]
  properties: Record<string, unknown>
}

const reachPx = 8

/** The feature under a point of the screen, or the nearest within reach of a finger; null where none is. */
export function featureAt(map: MapLibreMap, at: { x: number; y: number }, layers: string[]): Picked | null {
  const under = rendered(map, [at.x, at.y], layers)[0]
  if (under) return under
  const box: [PointLike, PointLike] = [
    [at.x - reachPx, at.y - reachPx],
    [at.x + reachPx, at.y + reachPx],
  ]
  return nearestTo(rendered(map, box, layers), at)
}

/** Every feature on the screen once, where its point stands, as one reads a page. */
export function featuresInView(map: MapLibreMap, layers: string[]): Picked[] {
  const { width, height } = map.getCanvas().getBoundingClientRect()
  const known = new Map(rendered(map, undefined, layers).map((feature) => [feature.id, feature]))
  const inside = ({ x, y }: Picked) => x >= 0 && y >= 0 && x <= width && y <= height
  return inReadingOrder([...known.values()].filter(inside))
}

function rendered(
  map: MapLibreMap,
  where: PointLike | [PointLike, PointLike] | undefined,
  layers: string[],
): Picked[] {
  const present = layers.filter((id) => map.getLayer(id))
  const found = where
    ? map.queryRenderedFeatures(where, { layers: present })
    : map.queryRenderedFeatures({ layers: present })
  return found.flatMap((feature) => picked(map, feature) ?? [])
}

function picked(map: MapLibreMap, { id, geometry, properties }: MapGeoJSONFeature): Picked | null {
  const position = geometry.type === 'Point' ? geometry.coordinates : firstPosition(geometry)
  if (!position) return null
  const place: Picked['place'] = [position[0] ?? 0, position[1] ?? 0]
  const { x, y } = map.project(place)
  return { id: typeof id === 'number' ? id : place.join(), place, x, y, properties }
}

function firstPosition(geometry: MapGeoJSONFeature['geometry']): number[] | undefined {
  if (geometry.type === 'Polygon') return geometry.coordinates[0]?.[0]
  if (geometry.type === 'MultiPolygon') return geometry.coordinates[0]?.[0]?.[0]
  return undefined
}
