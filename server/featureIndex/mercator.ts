import type { Geometry, Position } from 'geojson'

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
export function toShapes(geometry: Geometry): WorldShape[] {
  const shapes = simpleParts(geometry)
  const points = shapes.flatMap((shape) => (shape.kind === 'points' ? shape.parts : []))
  const lines = shapes.flatMap((shape) => (shape.kind === 'lines' ? shape.parts : []))
  const polygons = shapes.flatMap((shape) => (shape.kind === 'polygons' ? shape.parts : []))
  const merged: WorldShape[] = [
    { kind: 'polygons', parts: polygons },
    { kind: 'lines', parts: lines },
    { kind: 'points', parts: points },
  ]
  return merged.filter(({ parts }) => parts.length > 0)
}

function simpleParts(geometry: Geometry): WorldShape[] {
  switch (geometry.type) {
    case 'Point':
      return [{ kind: 'points', parts: [toWorld(geometry.coordinates)] }]
    case 'MultiPoint':
      return [{ kind: 'points', parts: geometry.coordinates.map(toWorld) }]
    case 'LineString':
      return [{ kind: 'lines', parts: [geometry.coordinates.map(toWorld)] }]
    case 'MultiLineString':
      return [{ kind: 'lines', parts: geometry.coordinates.map((line) => line.map(toWorld)) }]
    case 'Polygon':
      return [{ kind: 'polygons', parts: [geometry.coordinates.map((ring) => ring.map(toWorld))] }]
    case 'MultiPolygon':
      return [
        {
          kind: 'polygons',
          parts: geometry.coordinates.map((rings) => rings.map((ring) => ring.map(toWorld))),
        },
      ]
    case 'GeometryCollection':
      return geometry.geometries.flatMap(simpleParts)
  }
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
