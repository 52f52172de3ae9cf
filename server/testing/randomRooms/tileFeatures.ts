import type { VectorTileFeature } from '@mapbox/vector-tile'
import type { FeatureIndex, Filter } from '../../featureIndex/definition.ts'
import { featuresOf, layersOf } from '../tiles.ts'
import type { TileAddress } from '../webMercator.ts'

/** The features of the layers of rooms in one tile. */
export function roomsIn(
  index: FeatureIndex,
  { z, x, y }: TileAddress,
  filter: Filter = {},
): { shapes: VectorTileFeature[]; points: VectorTileFeature[] } {
  const { rooms, 'rooms-point': points, ...others } = layersOf(index.tile(z, x, y, filter))
  if (Object.keys(others).length > 0) throw new Error(`no layer was asked for of ${Object.keys(others)}`)
  return { shapes: featuresOf(rooms), points: featuresOf(points) }
}
