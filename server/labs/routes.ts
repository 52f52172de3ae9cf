import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { splittingLists } from '../http/query.ts'
import { labs } from './collection.ts'
import { readLab, readLabs } from './queries.ts'
import { Lab, LabList } from './schema.ts'

export const labRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db, city, collections }) => {
  app.get(
    '/api/labs',
    {
      preValidation: splittingLists(labs.querySchema),
      schema: {
        tags: ['labs'],
        summary: 'FabLabs, makerspaces and hubs, by name',
        querystring: labs.querySchema,
        response: { 200: LabList, ...problems },
      },
    },
    async ({ query }) => {
      const filter = await labs.toFilter(query, { db, city })
      const ids = collections.get('labs')?.index.ids(filter, [{ by: 'name' }]).ids ?? []
      const items = await readLabs(db, ids)
      return { total: items.length, items }
    },
  )

  app.get(
    '/api/labs/:code',
    {
      schema: {
        tags: ['labs'],
        summary: 'One lab',
        params: Type.Object({ code: Type.String({ minLength: 1, maxLength: 80 }) }),
        response: { 200: Lab, ...problems },
      },
    },
    async ({ params }) => readLab(db, params.code),
  )
}
