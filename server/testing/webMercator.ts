import type { LonLat } from '../featureIndex/definition.ts'

/** Address of a tile. */
export interface TileAddress {
  z: number
  x: number
  y: number
}

/** Web Mercator from the formula of the projection: x and y from 0 to 1 over the world, y down. */
export function onWorld([lon, lat]: LonLat): [x: number, y: number] {
  const latitude = (Math.max(-85.051128779806604, Math.min(85.051128779806604, lat)) * Math.PI) / 180
  return [lon / 360 + 0.5, 0.5 - Math.asinh(Math.tan(latitude)) / (2 * Math.PI)]
}

/** The one tile of the zoom that holds the place: of its edges the west and the north one belong to it. */
export function tileAt(place: LonLat, z: number): TileAddress {
  const [x = 0, y = 0] = onWorld(place).map((part) =>
    Math.min(2 ** z - 1, Math.max(0, Math.floor(part * 2 ** z))),
  )
  return { z, x, y }
}

/** All tiles of the zoom that hold a place or lie in the rectangle of tiles round two of them, each once. */
export function tilesWith(places: Iterable<LonLat>, z: number): TileAddress[] {
  const tiles = new Map<string, TileAddress>()
  for (const place of places) {
    const tile = tileAt(place, z)
    tiles.set(`${tile.x}/${tile.y}`, tile)
  }
  return [...tiles.values()]
}
