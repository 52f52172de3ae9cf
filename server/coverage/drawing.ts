import type { MultiPolygon, Polygon, Position } from 'geojson'
import polylabel from 'polylabel'

/** West, south, east and north in degrees. */
export type Bounds = [number, number, number, number]
type Areal = Polygon | MultiPolygon

/** How degrees become pixels of a drawing: x to the right, y downwards. */
export interface Projection {
  width: number
  height: number
  project(position: Position): [number, number]
}

const ringsOf = (geometry: Areal): Position[][][] =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates

/** The box around some areas; null where there are none. */
export function boundsOf(geometries: readonly Areal[]): Bounds | null {
  const positions = geometries.flatMap((geometry) => ringsOf(geometry).flat(2))
  if (positions.length === 0) return null
  const bounds: Bounds = [180, 90, -180, -90]
  for (const [lon = 0, lat = 0] of positions) {
    bounds[0] = Math.min(bounds[0], lon)
    bounds[1] = Math.min(bounds[1], lat)
    bounds[2] = Math.max(bounds[2], lon)
    bounds[3] = Math.max(bounds[3], lat)
  }
  return bounds
}

/**
 * An equirectangular drawing true to scale at its middle parallel, good for the extent of a city.
 * @param room pixels: the width, the height it must not pass, and the margin left on each side
 */
export function projectionOf(
  [west, south, east, north]: Bounds,
  room: { width: number; maxHeight?: number; margin?: number },
): Projection {
  const { width, maxHeight = Number.POSITIVE_INFINITY, margin = 0 } = room
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const across = Math.max(1e-9, (east - west) * narrowing)
  const down = Math.max(1e-9, north - south)
  const scale = Math.min((width - 2 * margin) / across, (maxHeight - 2 * margin) / down)
  const left = (width - across * scale) / 2
  return {
    width,
    height: down * scale + 2 * margin,
    project: ([lon = 0, lat = 0]) => [
      left + (lon - west) * narrowing * scale,
      margin + (north - lat) * scale,
    ],
  }
}

/** SVG path data of an area, to a tenth of a pixel; its holes need the rule evenodd. */
export function toPath(geometry: Areal, { project }: Projection): string {
  const ring = (positions: Position[]) =>
    `M${positions
      .slice(0, -1)
      .map((position) => project(position).map((value) => Math.round(value * 10) / 10))
      .join('L')}Z`
  return ringsOf(geometry).flat().map(ring).join('')
}

/** Where a label stands best: the point farthest from the edges, and how far that is, in pixels. */
export function labelPlace(
  geometry: Areal,
  { project }: Projection,
): { x: number; y: number; radius: number } {
  const places = ringsOf(geometry).map((rings) => {
    const place = polylabel(rings.map((ring) => ring.map(project)))
    return { x: place[0], y: place[1], radius: place.distance }
  })
  return places.sort((a, b) => b.radius - a.radius)[0] ?? { x: 0, y: 0, radius: 0 }
}
