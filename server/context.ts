import type { Knex } from 'knex'
import type { CityPack } from './city/pack.ts'
import type { Collections } from './collections.ts'
import type { Config } from './config.ts'
import type { Feed } from './featureIndex/feed/feed.ts'

/** What the domains of one running server share; passed to each as the options of its plugin. */
export interface Context {
  config: Config
  db: Knex
  databaseKind: 'embedded' | 'postgis'
  city: CityPack
  collections: Collections
  feed: Feed
}

declare module 'fastify' {
  interface FastifyInstance {
    context: Context
  }
}
