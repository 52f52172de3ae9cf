import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { City } from './schema.ts'

export const cityRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { city, config }) => {
  app.get(
    '/api/city',
    {
      schema: {
        tags: ['city'],
        summary: 'The city served: names, map, uses, zoning classes, office',
        response: { 200: City, ...problems },
      },
    },
    async () => ({
      ...city,
      zoningClasses: city.zoning.classes,
      basemapStyleUrl: config.basemapStyleUrl ?? null,
      demo: config.demo,
    }),
  )
}
