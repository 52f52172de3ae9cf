import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Context } from '../context.ts'
import { Problem } from './problem.ts'
import { oneOf } from './schema.ts'
import { neverShed } from './shedding.ts'

const Health = Type.Object({
  status: Type.Literal('ok'),
  database: oneOf(['embedded', 'postgis'], 'which database is behind'),
  revision: Type.Integer({ description: 'of the feature index' }),
  features: Type.Integer({ description: 'rows held in the feature index' }),
})

/** Says that the process lives and its database answers. */
export const healthRoutes: FastifyPluginAsyncTypebox<Context> = async (
  app,
  { db, databaseKind, feed, collections },
) => {
  app.get(
    '/health',
    {
      schema: { tags: ['service'], summary: 'Is it alive', response: { 200: Health, '5xx': Problem } },
      config: neverShed,
    },
    async () => {
      await db.raw('SELECT 1')
      const features = [...collections.values()].reduce((sum, { index }) => sum + index.size, 0)
      return { status: 'ok' as const, database: databaseKind, revision: feed.revision, features }
    },
  )
}
