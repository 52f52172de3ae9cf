import { growing } from '../rows/growing.ts'
import { extent } from '../rows/world.ts'
import { type Bytes, putVarint, varintLength, wire, writeString, writeTag, writeVarint } from './bytes.ts'
import type { Values } from './values.ts'

/** Field numbers of the messages of a tile (Mapbox Vector Tile 2.1, 4). */
const field = { layer: 3, name: 1, feature: 2, key: 3, extent: 5, version: 15 } as const

/** A layer that is being written: its features, and the keys and values they share. */
export interface Layer {
  name: string
  features: Bytes
  /** How many features there are. */
  count: number
  /** Places of the keys by their names. */
  keys: Map<string, number>
  values: Values
}

/** An empty layer; what was written in `features` before is lost. */
export function createLayer(name: string, features: Bytes, keys: Map<string, number>, values: Values): Layer {
  features.length = 0
  return { name, features, count: 0, keys, values }
}

/** The place of a key in the list of a layer. */
export function keyPlace(keys: Map<string, number>, key: string): number {
  const place = keys.get(key) ?? keys.size
  keys.set(key, place)
  return place
}

/** The bytes of its features and values. */
export const sizeOf = ({ features, values }: Layer): number =>
  features.length + values.bytes.length + (values.before?.bytes.length ?? 0)

/** The layers that hold features, as a tile in a buffer of its own. @returns null where none does */
export function joinLayers(layers: readonly Layer[]): Uint8Array | null {
  const full = layers.filter(({ count }) => count > 0).map(piecesOf)
  if (full.length === 0) return null
  const lengths = full.map((pieces) => pieces.reduce((sum, piece) => sum + piece.length, 0))
  const tile = Buffer.allocUnsafeSlow(
    lengths.reduce((sum, length) => sum + 1 + varintLength(length) + length, 0),
  )
  let end = 0
  for (const [at, pieces] of full.entries()) {
    end = putVarint(tile, end, (field.layer << 3) | wire.bytes)
    end = putVarint(tile, end, lengths[at]!)
    for (const piece of pieces) {
      tile.set(piece, end)
      end += piece.length
    }
  }
  return tile
}

/** What a layer consists of, one piece behind the other. */
function piecesOf({ name, features, keys, values }: Layer): Uint8Array[] {
  const begin: Bytes = growing(Uint8Array)
  writeTag(begin, field.version, wire.varint)
  writeVarint(begin, 2)
  writeString(begin, field.name, name)
  writeTag(begin, field.extent, wire.varint)
  writeVarint(begin, extent)
  const names: Bytes = growing(Uint8Array, 256)
  for (const key of keys.keys()) writeString(names, field.key, key)
  const shared = values.before ? [values.before.bytes] : []
  return [begin, features, names, ...shared, values.bytes].map(written)
}

const written = ({ data, length }: Bytes): Uint8Array => data.subarray(0, length)
