import { LRUCache } from 'lru-cache'
import type { FeatureIndex, Filter } from '../featureIndex/definition.ts'
import { type Encoding, pack } from './encoding.ts'
import type { TileParams } from './schema.ts'
import { createTags } from './tags.ts'

/** Which tile is asked for. */
export interface TileRequest {
  /** Collection, address and filter, the same text for the same tile. */
  key: string
  index: FeatureIndex
  address: TileParams
  filter: Filter
}

/** A tile that was drawn, with what was made of it since. */
export interface ReadyTile {
  /** Not compressed; null where the tile is empty. */
  readonly bytes: Buffer | null
  readonly etag: string
  /** The version of the index up to which nothing has changed in it. */
  goodAt: number
  /** Compressed, or about to be: who asks meanwhile waits for the same. */
  readonly packed: Map<Encoding, Buffer | Promise<Buffer>>
}

/** Tiles that were drawn once and are good until a write touches them. */
export interface ReadyTiles {
  /** The tag by which a client knows the tile as it still is; nothing is drawn to find out, nor need it be kept. */
  knownTag(request: TileRequest, ifNoneMatch: string): string | null
  /** The tile as it is now, drawn where none that is still good is kept. */
  get(request: TileRequest): ReadyTile
  /** The tile in a content coding: compressed once, in a thread of zlib. */
  packed(key: string, tile: ReadyTile, encoding: Encoding): Buffer | Promise<Buffer>
}

/** What a tile takes beside its bytes and its key, roughly. */
const overheadBytes = 400

/**
 * Keeps tiles; the one not asked for longest goes first.
 * @param maxBytes of all that is kept together; 0 to keep nothing
 */
export function createReadyTiles(maxBytes: number): ReadyTiles {
  const tags = createTags()
  const kept = maxBytes > 0 ? new LRUCache<string, ReadyTile>({ maxSize: maxBytes, sizeCalculation }) : null

  function draw({ key, index, address: { z, x, y }, filter }: TileRequest): ReadyTile {
    const goodAt = index.version
    const drawn = index.tile(z, x, y, filter)
    return { bytes: drawn && ownBytes(drawn), etag: tags.tagOf(key, goodAt), goodAt, packed: new Map() }
  }

  async function packNow(key: string, tile: ReadyTile, encoding: Encoding, bytes: Buffer): Promise<Buffer> {
    try {
      const packed = ownBytes(await pack(bytes, encoding))
      tile.packed.set(encoding, packed)
      weighAgain(key, tile)
      return packed
    } catch (error) {
      tile.packed.delete(encoding)
      throw error
    }
  }

  function weighAgain(key: string, tile: ReadyTile): void {
    if (kept?.peek(key) !== tile) return
    kept.delete(key)
    kept.set(key, tile)
  }

  return {
    knownTag: (request, ifNoneMatch) =>
      tags.findGood(ifNoneMatch, request.key, (version) => isGood(version, request)),
    get(request) {
      const { key, index } = request
      const found = kept?.get(key)
      if (found && isGood(found.goodAt, request)) {
        found.goodAt = index.version
        return found
      }
      const tile = draw(request)
      kept?.set(key, tile)
      return tile
    },
    packed(key, tile, encoding) {
      const packed = tile.packed.get(encoding)
      if (packed || !tile.bytes) return packed ?? Buffer.alloc(0)
      const packing = packNow(key, tile, encoding, tile.bytes)
      tile.packed.set(encoding, packing)
      return packing
    },
  }
}

/** Whether what was drawn at a version is as it would be drawn now. */
const isGood = (version: number, { index, address: { z, x, y }, filter }: TileRequest): boolean =>
  version === index.version || (version < index.version && !index.changedSince(version, z, x, y, filter))

function sizeCalculation({ bytes, packed }: ReadyTile, key: string): number {
  const parts = [bytes, ...packed.values()].filter((part) => Buffer.isBuffer(part))
  return parts.reduce((sum, { byteLength }) => sum + byteLength, overheadBytes + 2 * key.length)
}

/** The same bytes, copied where they are part of a larger buffer, which would be kept with them. */
function ownBytes(part: Uint8Array): Buffer {
  if (part.byteLength === part.buffer.byteLength) return Buffer.from(part.buffer)
  const copy = Buffer.allocUnsafeSlow(part.byteLength)
  copy.set(part)
  return copy
}
