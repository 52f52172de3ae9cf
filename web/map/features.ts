import type { MapGeoJSONFeature, Map as MapLibreMap, PointLike } from 'maplibre-gl'
import { inReadingOrder, type Standing } from './walk.ts'

/** A feature of the tiles that can be chosen. */
export interface Picked extends Standing {
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
  const near = rendered(map, box, layers)
  const distance = (feature: Picked) => Math.hypot(feature.x - at.x, feature.y - at.y)
  return near.sort((a, b) => distance(a) - distance(b))[0] ?? null
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
  if (typeof id !== 'number') return null
  const place = geometry.type === 'Point' ? geometry.coordinates : firstPosition(geometry)
  if (!place) return null
  const { x, y } = map.project([place[0] ?? 0, place[1] ?? 0])
  return { id, x, y, properties }
}

function firstPosition(geometry: MapGeoJSONFeature['geometry']): number[] | undefined {
  if (geometry.type === 'Polygon') return geometry.coordinates[0]?.[0]
  if (geometry.type === 'MultiPolygon') return geometry.coordinates[0]?.[0]?.[0]
  return undefined
}
