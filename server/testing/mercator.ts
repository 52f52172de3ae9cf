import type { Position } from 'geojson'

/** Latitude at which the world of web maps is square. */
const maxLatitude = 85.051128779806604

/** Longitude and latitude in degrees to shares of the world, y down, as tiles are counted. */
export function toWorld([lon = 0, lat = 0]: Position): [x: number, y: number] {
  const bounded = Math.max(-maxLatitude, Math.min(maxLatitude, lat))
  const sine = Math.sin((bounded * Math.PI) / 180)
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)]
}

/** Column and row of the one tile that holds the point: bounds half-open, the edge of the world kept in. */
export function tileOf([x, y]: readonly [number, number], z: number): [column: number, row: number] {
  const last = 2 ** z - 1
  const index = (part: number) => Math.max(0, Math.min(last, Math.floor(part * 2 ** z)))
  return [index(x), index(y)]
}
