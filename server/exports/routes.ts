import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { romeDate } from '../city/rules.ts'
import type { Collection } from '../collections.ts'
import type { Context } from '../context.ts'
import { demoMark } from '../documents/blocks.ts'
import { problems } from '../http/problem.ts'
import { splittingLists } from '../http/query.ts'
import { type Export, writeCsv, writeGeoJson } from './write.ts'

interface Format {
  extension: string
  mediaType: string
  contentType: string
  write(wanted: Export): AsyncGenerator<string>
}

const formats: readonly Format[] = [
  {
    extension: 'geojson',
    mediaType: 'application/geo+json',
    contentType: 'application/geo+json',
    write: writeGeoJson,
  },
  { extension: 'csv', mediaType: 'text/csv', contentType: 'text/csv; charset=utf-8', write: writeCsv },
]

/** Every published collection as a file, filtered as its list and tiles are. */
export const exportRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  for (const collection of context.collections.values()) {
    for (const format of formats) addExport(app, context, collection, format)
  }
}

function addExport(app: FastifyInstance, context: Context, collection: Collection, format: Format): void {
  const { id, title, index, querySchema } = collection
  const { extension, mediaType, contentType, write } = format
  const schema = {
    tags: ['exports'],
    summary: `${title.en} as ${extension}, filtered as the list is`,
    querystring: querySchema,
    response: {
      200: { content: { [mediaType]: { schema: Type.String() } } },
      ...problems,
    },
  }
  app.get(
    `/api/exports/${id}.${extension}`,
    { schema, preValidation: splittingLists(querySchema) },
    async ({ query }, reply) => {
      const filter = await collection.toFilter(query as Record<string, never>, context)
      const { ids } = index.ids(filter, [{ by: 'code' }])
      const { demo } = context.config
      const day = romeDate(new Date())
      const name = ['spazi', id, day, ...(demo ? [demoMark] : [])].join('-')
      return reply
        .type(contentType)
        .header('content-disposition', `attachment; filename="${name}.${extension}"`)
        .send(Readable.from(write({ collection, ids, context, demo })))
    },
  )
}
