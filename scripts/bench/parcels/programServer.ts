import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Fastify from 'fastify'
import { Type } from 'typebox'
import { readCityPack } from '../../../server/city/pack.ts'
import { readConfig } from '../../../server/config.ts'
import type { Context } from '../../../server/context.ts'
import { openPostgis } from '../../../server/db/postgis.ts'
import { createFeed } from '../../../server/featureIndex/feed/feed.ts'
import { createFeatureIndex } from '../../../server/featureIndex/index.ts'
import { setErrorHandling } from '../../../server/http/errors.ts'
import { splittingLists } from '../../../server/http/query.ts'
import { takeTurns } from '../../../server/http/turns.ts'
import { SpaceFilters } from '../../../server/spaces/schema.ts'
import { tileRoutes } from '../../../server/tiles/routes.ts'
import { serveParent, serverOptions } from '../child.ts'
import { filterOf, order, parcels, readParcels } from './collection.ts'

/** How often the delay of the event loop is looked at. */
const resolutionMs = 1

const pageSize = 50
const json = 'application/json; charset=utf-8'

const Query = Type.Object(
  { ...SpaceFilters.properties, facets: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
)

/** The list of parcels as that of spaces is made, its facets alone, one parcel, and a change of one. */
const parcelRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db, feed, collections }) => {
  const index = collections.get('parcels')?.index ?? createFeatureIndex(parcels.definition)
  const preValidation = splittingLists(Query)

  app.get('/search', { preValidation, schema: { querystring: Query } }, async ({ query }, reply) => {
    const { facets, ...filters } = query
    const filter = filterOf(filters)
    const found = index.ids(filter, order)
    const counted = facets ? `"facets":${JSON.stringify(index.facets(filter))},` : ''
    const items = await readParcels(db, found.page(0, pageSize))
    return reply.type(json).send(`{"total":${found.total},${counted}"items":${items}}`)
  })

  app.get('/facets', { preValidation, schema: { querystring: Query } }, async ({ query }) => ({
    facets: index.facets(filterOf(query)),
  }))

  const params = Type.Object({ id: Type.Integer() })
  app.get('/parcels/:id', { schema: { params } }, async (request, reply) => {
    return reply.type(json).send((await readParcels(db, [request.params.id])).slice(1, -1))
  })

  const body = Type.Object({ areaM2: Type.Number() })
  app.patch('/parcels/:id', { schema: { params, body } }, async (request) => {
    await db('parcel').where({ id: request.params.id }).update({ area_m2: request.body.areaM2 })
    await feed.refresh()
    return {}
  })
}

/** Serves what PROGRAM_URL holds; the index is filled before it listens, or where FILL is `later` when it is told to. */
async function start(): Promise<void> {
  const database = await openPostgis(process.env.PROGRAM_URL ?? '', 'PROGRAM_URL')
  const collections = new Map([
    ['parcels', { ...parcels, index: createFeatureIndex(parcels.definition) }],
  ]) as unknown as Context['collections']
  const feed = createFeed(database.knex, collections.values(), {
    onError: (error) => console.error(error),
    patienceMs: 3_000,
  })
  const app = Fastify({
    ajv: { customOptions: { removeAdditional: false, coerceTypes: 'array' } },
    ...serverOptions,
  })
  setErrorHandling(app)
  const config = readConfig({ TILE_CACHE_MB: process.env.TILE_CACHE_MB })
  takeTurns(app, config)
  const city = readCityPack('milano')
  const context: Context = { config, db: database.knex, databaseKind: 'postgis', city, collections, feed }
  await app.register(tileRoutes, context)
  await app.register(parcelRoutes, context)
  await database.knex.raw('SELECT 1')
  const delay = monitorEventLoopDelay({ resolution: resolutionMs })
  if (process.env.FILL !== 'later') {
    await feed.refresh()
    feed.start()
  }
  await serveParent(app, {
    fill: () => measureFill(() => feed.refresh()),
    watch: () => {
      delay.reset()
      delay.enable()
    },
    delay: () => delay.max / 1e6 - resolutionMs,
  })
}

/** Seconds and megabytes of the first filling, and the longest the event loop was held meanwhile. */
async function measureFill(fill: () => Promise<void>): Promise<Record<string, number>> {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs })
  globalThis.gc?.()
  const bare = process.memoryUsage().rss
  delay.enable()
  const start = performance.now()
  await fill()
  const seconds = (performance.now() - start) / 1000
  delay.disable()
  const peak = process.resourceUsage().maxRSS * 1024
  globalThis.gc?.()
  const above = process.memoryUsage().rss - bare
  return {
    seconds,
    aboveMb: above / 1e6,
    peakMb: (peak - bare) / 1e6,
    delayMs: delay.max / 1e6 - resolutionMs,
  }
}

await start()
