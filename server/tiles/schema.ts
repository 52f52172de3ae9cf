import { type Static, Type } from 'typebox'

const maxTileZoom = 22

/** Address of a tile as strings of the path, numbers by coercion. */
export const TileParams = Type.Object({
  z: Type.Integer({ minimum: 0, maximum: maxTileZoom }),
  x: Type.Integer({ minimum: 0, maximum: 2 ** maxTileZoom - 1 }),
  y: Type.Integer({ minimum: 0, maximum: 2 ** maxTileZoom - 1 }),
})
export type TileParams = Static<typeof TileParams>

/** A tileset described as TileJSON 3.0.0 asks. */
export const TileJson = Type.Object({
  tilejson: Type.Literal('3.0.0'),
  name: Type.String(),
  description: Type.String(),
  attribution: Type.String(),
  tiles: Type.Array(Type.String({ description: 'absolute address with {z}, {x} and {y}' })),
  minzoom: Type.Integer(),
  maxzoom: Type.Integer(),
  bounds: Type.Array(Type.Number(), { description: 'west, south, east, north' }),
  vector_layers: Type.Array(
    Type.Object({
      id: Type.String(),
      description: Type.String(),
      minzoom: Type.Integer(),
      maxzoom: Type.Integer(),
      fields: Type.Record(Type.String(), Type.String()),
    }),
  ),
})
export type TileJson = Static<typeof TileJson>
