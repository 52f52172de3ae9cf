import { createHash } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Collection } from '../collections.ts'
import type { Context } from '../context.ts'
import { InvalidError, problems } from '../http/problem.ts'
import { splittingLists } from '../http/query.ts'
import { NoQuery } from '../http/schema.ts'
import { TileJson, TileParams } from './schema.ts'
import { describeTiles } from './tileJson.ts'

const mediaType = 'application/vnd.mapbox-vector-tile'

/** Vector tiles of every published collection, filtered as its list is, and their TileJSON. */
export const tileRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  for (const collection of context.collections.values()) {
    addTileJson(app, collection, context)
    addTiles(app, collection, context)
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

function addTiles(app: FastifyInstance, collection: Collection, context: Context): void {
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
    { schema, preValidation: splittingLists(querystring) },
    async ({ params, query: { rev: _revision, ...query }, headers }, reply) => {
      const { z, x, y } = inRange(params)
      const tile = index.tile(z, x, y, await collection.toFilter(query, context))
      return sendTile(reply, tile, headers['if-none-match'])
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

function sendTile(
  reply: FastifyReply,
  tile: Uint8Array | null,
  known: FastifyRequest['headers']['if-none-match'],
): FastifyReply {
  reply.header('cache-control', 'no-cache')
  if (!tile) return reply.code(204).send()
  const etag = `W/"${createHash('sha1').update(tile).digest('base64url')}"`
  reply.header('etag', etag)
  if (isKnown(etag, known)) return reply.code(304).send()
  return reply.type(mediaType).send(Buffer.from(tile.buffer, tile.byteOffset, tile.byteLength))
}

/** Weak comparison of entity tags, RFC 9110, 13.1.2. */
function isKnown(etag: string, known = ''): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '')
  return known.split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag))
}
