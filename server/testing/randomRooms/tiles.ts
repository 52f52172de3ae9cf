import type { VectorTileFeature } from '@mapbox/vector-tile'
import type { FeatureIndex, Filter, LonLat } from '../../featureIndex/definition.ts'
import { tileOf, toWorld } from '../mercator.ts'
import { featuresOf, layersOf } from '../tiles.ts'

/** Address of a tile. */
export interface TileAddress {
  z: number
  x: number
  y: number
}

/** The one tile of the zoom that holds the place. */
export function tileAt(place: LonLat, z: number): TileAddress {
  const [x, y] = tileOf(toWorld(place), z)
  return { z, x, y }
}

/** The tile, and those before it, where what lies on its edge must not be again. */
const ownAndBefore = [
  [0, 0],
  [-1, 0],
  [0, -1],
] as const

/** The tiles of the zoom that hold any of the places, and those before them, each once. */
export function tilesWith(places: Iterable<LonLat>, z: number): TileAddress[] {
  const tiles = new Map<string, TileAddress>()
  for (const place of places) {
    const own = tileAt(place, z)
    for (const [east, south] of ownAndBefore) {
      const [x, y] = [own.x + east, own.y + south]
      if (x >= 0 && y >= 0) tiles.set(`${x}/${y}`, { z, x, y })
    }
  }
  return [...tiles.values()]
}

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

/** What a tile tells, in an order of its own: the same for two tiles that differ in the order of features alone. */
export function contentOf(bytes: Uint8Array | null): string[] {
  return Object.values(layersOf(bytes))
    .flatMap((layer) =>
      featuresOf(layer).map((feature) => {
        const { id, type, properties } = feature
        const sorted = Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1))
        return JSON.stringify([layer.name, id, type, sorted, feature.loadGeometry()])
      }),
    )
    .sort()
}
