/** Commands of a geometry (Mapbox Vector Tile 2.1, 4.3.1), beside how often they are done. */
export const command = { moveTo: 1, lineTo: 2, closePath: 7 } as const
export const once = 1 << 3

/** Where the last vertex was drawn: the next is told as the way from there. */
export const pen = { x: 0, y: 0 }

/** The most bytes one way takes: it is never longer than the tile with its buffer, which is less than 2^13. */
export const widest = 2

/** Puts the way from one vertex to the next, east or south. @returns the place behind it */
export function putStep(data: Uint8Array, at: number, way: number): number {
  const zigzag = (way << 1) ^ (way >> 31)
  if (zigzag < 128) {
    data[at] = zigzag
    return at + 1
  }
  data[at] = (zigzag & 0x7f) | 0x80
  data[at + 1] = zigzag >>> 7
  return at + 2
}

/** Puts the one point of a feature; both units lie in the tile. @returns the place behind it */
export function putPoint(data: Uint8Array, at: number, x: number, y: number): number {
  data[at] = command.moveTo | once
  return putStep(data, putStep(data, at + 1, x), y)
}
