import type { BBox } from '../definition.ts'

/**
 * Web Mercator in whole units: the side of the world is 2^32 of them (9 mm at the equator), x to the east, y down, as
 * tiles are counted. A tile of zoom z is 2^(32 - z) units wide.
 */
export const worldBits = 32
const worldSide = 2 ** worldBits

/** West, north, east, south in units of the world. */
export type UnitBox = readonly [left: number, top: number, right: number, bottom: number]

/** Latitude at which the world of web maps is square. */
const maxLatitude = 85.051128779806604

const unit = (share: number): number => Math.max(0, Math.min(worldSide - 1, Math.floor(share * worldSide)))

/** Of a longitude in degrees, EPSG:4326. */
export const unitX = (lon: number): number => unit(lon / 360 + 0.5)

/** Of a latitude in degrees, EPSG:4326; poles are drawn at the edge. */
export function unitY(lat: number): number {
  const bounded = Math.max(-maxLatitude, Math.min(maxLatitude, lat))
  const sine = Math.sin((bounded * Math.PI) / 180)
  return unit(0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI))
}

/** The units a box in degrees covers, and one more on each side, as points are rounded to whole ones. */
export const unitBoxOf = ([west, south, east, north]: BBox): UnitBox => [
  unitX(west) - 1,
  unitY(north) - 1,
  unitX(east) + 1,
  unitY(south) + 1,
]

/** Address of a tile. */
export interface Tile {
  z: number
  x: number
  y: number
}

/** Units of the grid of a tile to its side. */
export const extentBits = 12
export const extent = 2 ** extentBits

/**
 * How far shapes are drawn beyond the edge of their tile, in units of the tile (8 pixels of a tile 512 wide), so that no
 * outline shows at the seam. Points have none: each lies in exactly one tile.
 */
export const buffer = 64

/** The units of the world that a tile covers, widened by as many units of the tile. */
export function unitBoxOfTile({ z, x, y }: Tile, margin: number): UnitBox {
  const side = 2 ** (worldBits - z)
  const wider = (side * margin) / extent
  return [x * side - wider, y * side - wider, (x + 1) * side - 1 + wider, (y + 1) * side - 1 + wider]
}
