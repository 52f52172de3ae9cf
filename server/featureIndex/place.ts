import type { Position } from 'geojson'
import type { BBox, LonLat } from './definition.ts'

/** Mean radius of the Earth, IUGG: R1 of GRS 80. */
const earthRadiusM = 6_371_008.8

const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Great-circle distance in metres by the haversine formula (Sinnott 1984), on a sphere. */
export function distanceM([lon1, lat1]: LonLat, [lon2, lat2]: LonLat): number {
  const alongLat = Math.sin(radians(lat2 - lat1) / 2)
  const alongLon = Math.sin(radians(lon2 - lon1) / 2)
  const a = alongLat ** 2 + Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * alongLon ** 2
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(a)))
}

/** Whether the box holds the point, edges included; no box crosses the antimeridian. */
export function inBox([west, south, east, north]: BBox, [lon, lat]: LonLat): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north
}

/**
 * Whether any of the polygons holds the point, planar, by even-odd crossings over its rings. Of polygons
 * that share an edge exactly one holds a point on it: the crossing of an edge is computed the same way
 * whichever way it runs.
 */
export function inPolygons(polygons: readonly Position[][][], point: LonLat): boolean {
  return polygons.some((rings) => rings.reduce((inside, ring) => inside !== inRing(ring, point), false))
}

function inRing(ring: readonly Position[], point: LonLat): boolean {
  let inside = false
  let from = ring.at(-1)
  for (const to of ring) {
    if (from && crosses(from, to, point)) inside = !inside
    from = to
  }
  return inside
}

/** Whether the edge crosses the ray that runs east from the point; half-open in latitude. */
function crosses(from: Position, to: Position, [lon, lat]: LonLat): boolean {
  const [lonA = 0, latA = 0] = from
  const [lonB = 0, latB = 0] = to
  if (latA > lat === latB > lat) return false
  const [lowLon, lowLat, highLon, highLat] = latA < latB ? [lonA, latA, lonB, latB] : [lonB, latB, lonA, latA]
  return (lon - lowLon) * (highLat - lowLat) < (highLon - lowLon) * (lat - lowLat)
}

/** The smallest box around the points, or null where there is none. */
export function boxAround(points: Iterable<LonLat>): BBox | null {
  let box: BBox | null = null
  for (const [lon, lat] of points) {
    box = box
      ? [Math.min(box[0], lon), Math.min(box[1], lat), Math.max(box[2], lon), Math.max(box[3], lat)]
      : [lon, lat, lon, lat]
  }
  return box
}

/**
 * Twice the area of a ring by the surveyor's formula, whether its first point is repeated or not; positive
 * where it runs counterclockwise with y up, clockwise as seen with y down.
 */
export function doubleArea(ring: readonly Position[]): number {
  let sum = 0
  let from = ring.at(-1)
  for (const to of ring) {
    if (from) sum += (from[0] ?? 0) * (to[1] ?? 0) - (to[0] ?? 0) * (from[1] ?? 0)
    from = to
  }
  return sum
}
