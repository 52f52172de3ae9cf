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
