/** How much longer a way through streets is than the straight line: a usual estimate in a dense city. */
const DETOUR = 1.3
const METRES_PER_MINUTE = 80

/** Minutes on foot over a straight-line distance in metres, at least one. */
export const walkingMinutes = (distanceM: number): number =>
  Math.max(1, Math.round((distanceM * DETOUR) / METRES_PER_MINUTE))

/** Straight-line metres between two points `[lon, lat]` (haversine, mean Earth radius). */
export function metresBetween(a: readonly [number, number], b: readonly [number, number]): number {
  const radians = Math.PI / 180
  const half =
    Math.sin(((b[1] - a[1]) * radians) / 2) ** 2 +
    Math.cos(a[1] * radians) * Math.cos(b[1] * radians) * Math.sin(((b[0] - a[0]) * radians) / 2) ** 2
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(half))
}
