import type { Geometry, Position } from 'geojson'
import { walkGeometry } from './geometry.ts'

/** Web Mercator in units of the whole world: x and y from 0 to 1, y down, as tiles are counted. */
export type WorldPoint = [x: number, y: number]

/** Parts of one kind, as one feature of a tile holds them. */
export type WorldShape =
  | { kind: 'points'; parts: WorldPoint[] }
  | { kind: 'lines'; parts: WorldPoint[][] }
  | { kind: 'polygons'; parts: WorldPoint[][][] }

/** West, north, east, south in world units. */
export type WorldBox = [left: number, top: number, right: number, bottom: number]

/** Latitude at which the world of web maps is square. */
const maxLatitude = 85.051128779806604

/** Longitude and latitude in degrees, EPSG:4326, to world units; poles are drawn at the edge. */
export function toWorld([lon = 0, lat = 0]: Position): WorldPoint {
  const bounded = Math.max(-maxLatitude, Math.min(maxLatitude, lat))
  const sine = Math.sin((bounded * Math.PI) / 180)
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)]
}

/** Column and row of the one tile that holds the point: bounds half-open, the edge of the world kept in. */
export function tileOf([x, y]: WorldPoint, z: number): [column: number, row: number] {
  const last = 2 ** z - 1
  const index = (part: number) => Math.max(0, Math.min(last, Math.floor(part * 2 ** z)))
  return [index(x), index(y)]
}

/** A geometry in world units, one shape for each kind it holds (a collection may hold all three). */
export function toShapes(geometry: Geometry | Uint8Array): WorldShape[] {
  const points: WorldPoint[] = []
  const lines: WorldPoint[][] = []
  const polygons: WorldPoint[][][] = []
  let openRing = () => points
  let ring = points
  walkGeometry(geometry, {
    part(kind) {
      const rings: WorldPoint[][] = []
      if (kind === 'polygons') polygons.push(rings)
      openRing = () => {
        if (kind === 'points') return points
        const opened: WorldPoint[] = []
        if (kind === 'lines') lines.push(opened)
        else rings.push(opened)
        return opened
      }
    },
    ring() {
      ring = openRing()
    },
    vertex: (lon, lat) => ring.push(toWorld([lon, lat])),
  })
  const shapes: WorldShape[] = [
    { kind: 'polygons', parts: polygons },
    { kind: 'lines', parts: lines },
    { kind: 'points', parts: points },
  ]
  return shapes.filter(({ parts }) => parts.length > 0)
}

/** The smallest box around the shape. */
export function boxOf(shape: WorldShape): WorldBox {
  const box: WorldBox = [Infinity, Infinity, -Infinity, -Infinity]
  const vertices = shape.kind === 'points' ? shape.parts : shape.parts.flat(shape.kind === 'lines' ? 1 : 2)
  for (const [x, y] of vertices as WorldPoint[]) {
    box[0] = Math.min(box[0], x)
    box[1] = Math.min(box[1], y)
    box[2] = Math.max(box[2], x)
    box[3] = Math.max(box[3], y)
  }
  return box
}
