import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Collection } from '../collections.ts'
import type { Context } from '../context.ts'
import { filterKey } from '../featureIndex/filter/filterKey.ts'
import { InvalidError, problems } from '../http/problem.ts'
import { splittingLists } from '../http/query.ts'
import { NoQuery } from '../http/schema.ts'
import { chooseEncoding } from './encoding.ts'
import { createReadyTiles, type ReadyTiles, type TileRequest } from './ready.ts'
import { TileJson, TileParams } from './schema.ts'
import { describeTiles } from './tileJson.ts'

const mediaType = 'application/vnd.mapbox-vector-tile'

/** Vector tiles of every published collection, filtered as its list is, and their TileJSON. */
export const tileRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const tiles = createReadyTiles(context.config.tileCacheBytes)
  for (const collection of context.collections.values()) {
    addTileJson(app, collection, context)
    addTiles(app, collection, context, tiles)
  }
}

function addTileJson(app: FastifyInstance, collection: Collection, { city }: Context): void {
  const schema = {
    tags: ['tiles'],
    summary: `TileJSON of ${collection.title.en}`,
    querystring: NoQuery,
    response: { 200: TileJson, ...problems },
  }
  app.get(`/api/tiles/${collection.id}.json`, { schema }, async (request) =>
    describeTiles(collection, city, `${request.protocol}://${request.host}`),
  )
}

function addTiles(app: FastifyInstance, collection: Collection, context: Context, tiles: ReadyTiles): void {
  const { id, title, index, querySchema } = collection
  const rev = Type.Optional(
    Type.String({ maxLength: 40, description: 'revision of a list; only tells caches apart' }),
  )
  const querystring = Type.Object({ ...querySchema.properties, rev }, { additionalProperties: false })
  const schema = {
    tags: ['tiles'],
    summary: `Vector tile of ${title.en}, filtered as the list is`,
    params: TileParams,
    querystring,
    response: {
      200: { content: { [mediaType]: { schema: Type.String({ format: 'binary' }) } } },
      204: Type.Null({ description: 'nothing in this tile' }),
      304: Type.Null({ description: 'as the ETag given says' }),
      ...problems,
    },
  }
  app.get<{ Params: TileParams; Querystring: { rev?: string } }>(
    `/api/tiles/${id}/:z/:x/:y.mvt`,
    // Tiles are compressed once, here, and not at each request.
    { schema, preValidation: splittingLists(querystring), compress: false },
    async ({ params, query: { rev: _revision, ...query }, headers }, reply) => {
      const address = inRange(params)
      const filter = await collection.toFilter(query, context)
      const key = `${id}/${address.z}/${address.x}/${address.y}?${filterKey(filter)}`
      return sendTile(reply, tiles, { key, index, address, filter }, headers)
    },
  )
}

function inRange(params: TileParams): TileParams {
  const count = 2 ** params.z
  const outside = (['x', 'y'] as const).filter((name) => params[name] >= count)
  if (outside.length === 0) return params
  const entries = outside.map((name) => ({
    pointer: name,
    detail: `must be less than ${count} at zoom ${params.z}`,
  }))
  const detail = entries.map((entry) => `${entry.pointer} ${entry.detail}`).join('; ')
  throw new InvalidError(detail, '/problems/invalid', entries)
}

async function sendTile(
  reply: FastifyReply,
  tiles: ReadyTiles,
  request: TileRequest,
  { 'if-none-match': known = '', 'accept-encoding': accepted }: IncomingHttpHeaders,
): Promise<FastifyReply> {
  reply.header('cache-control', 'no-cache').header('vary', 'accept-encoding')
  const knownTag = tiles.knownTag(request, known)
  if (knownTag) return reply.header('etag', knownTag).code(304).send()
  const tile = tiles.get(request)
  if (!tile.bytes) return reply.code(204).send()
  reply.header('etag', tile.etag)
  if (known.trim() === '*') return reply.code(304).send()
  const encoding = chooseEncoding(accepted, tile.bytes.byteLength)
  if (encoding) reply.header('content-encoding', encoding)
  return reply.type(mediaType).send(encoding ? await tiles.packed(request.key, tile, encoding) : tile.bytes)
}
