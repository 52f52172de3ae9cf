import type { Map as MapLibreMap } from 'maplibre-gl'
import { easeOptions } from './motion.ts'

const marginPx = 40

/**
 * Moves the map so that a place (lon/lat) can be seen; leaves it alone where it already can.
 * @param coveredPx how much of the foot of the map something else covers
 */
export function bringIntoView(map: MapLibreMap, place: [number, number], coveredPx: number): void {
  const { clientWidth: width, clientHeight: height } = map.getCanvas()
  const { x, y } = map.project(place)
  const foot = height - coveredPx
  const seen = x > marginPx && x < width - marginPx && y > marginPx && y < foot - marginPx
  if (!seen) map.easeTo({ center: place, offset: [0, -coveredPx / 2], ...easeOptions() })
}
