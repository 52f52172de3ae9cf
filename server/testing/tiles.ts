import { VectorTile, type VectorTileFeature, type VectorTileLayer } from '@mapbox/vector-tile'
import type { Geometry, Position } from 'geojson'
import { PbfReader } from 'pbf'
import type { CollectionDefinition, FeatureIndex, FeatureRow, LonLat } from '../featureIndex/definition.ts'
import { createFeatureIndex } from '../featureIndex/index.ts'
import { tileOf, toWorld } from './mercator.ts'

const definition: CollectionDefinition = {
  id: 'rooms',
  columns: { code: 'code', status: 'category', areaM2: 'number', open: 'flag', zoning: 'categories' },
  facets: {},
  tileProperties: ['code', 'status', 'areaM2', 'open', 'zoning'],
  shapesFromZoom: 13,
  maxZoom: 16,
}
/** A corner of Bovisa, and the tile that holds it at zoom 14. */
export const center: LonLat = [9.16, 45.505]
export const [x, y] = tileOf(toWorld(center), 14)

/** An index of rooms with these rows. */
export function indexOf(...rows: FeatureRow[]): FeatureIndex {
  const index = createFeatureIndex(definition)
  index.apply(rows, [])
  return index
}

/** A room with this geometry. */
export function shape(geometry: Geometry | null, point: LonLat | null = center, id = 7): FeatureRow {
  return { id, geometry, point, columns: { status: 'available' } }
}

/** Layers of a tile by name, decoded. */
export function layersOf(tile: Uint8Array | null): Record<string, VectorTileLayer> {
  return tile ? new VectorTile(new PbfReader(tile)).layers : {}
}

/** Features of a layer, none where there is no layer. */
export function featuresOf(layer: VectorTileLayer | undefined): VectorTileFeature[] {
  return layer ? Array.from({ length: layer.length }, (_, at) => layer.feature(at)) : []
}

/** The shapes of the rows in a tile at zoom 14, `dx` and `dy` tiles from the one of the center. */
export function drawn(geometry: Geometry, dx = 0, dy = 0, z = 14): VectorTileFeature[] {
  const [column, row] = tileOf(toWorld(center), z)
  return featuresOf(layersOf(indexOf(shape(geometry)).tile(z, column + dx, row + dy, {})).rooms)
}

/** The place of a point of the tile, in units of the tile, as longitude and latitude. */
export function unproject(tileX: number, tileY: number): Position {
  const worldX = (x + tileX / 4096) / 2 ** 14
  const worldY = (y + tileY / 4096) / 2 ** 14
  return [worldX * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - 2 * worldY))) * 180) / Math.PI]
}

/** A closed ring in degrees from corners in units of the tile. */
export const ring = (...points: [number, number][]): Position[] =>
  [...points, ...points.slice(0, 1)].map(([a, b]) => unproject(a, b))
/** A rectangle in degrees from its sides in units of the tile. */
export const box = (left: number, top: number, right: number, bottom: number) =>
  ring([left, top], [right, top], [right, bottom], [left, bottom])

/** Twice the area by the surveyor's formula. */
export const doubleArea = (points: { x: number; y: number }[]) =>
  points.reduce((sum, { x: toX, y: toY }, at) => {
    const from = points.at(at - 1) ?? { x: 0, y: 0 }
    return sum + from.x * toY - toX * from.y
  }, 0)
/** Signed areas of the rings of a feature, in square units of the tile. */
export const areasOf = (feature: VectorTileFeature | undefined): number[] =>
  (feature?.loadGeometry() ?? []).map((points) => doubleArea(points) / 2)
