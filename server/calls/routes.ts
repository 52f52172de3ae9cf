import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Context } from '../context.ts'
import { openStored, sendFile } from '../files/serving.ts'
import { NotFoundError, problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { findCallFile } from './callFiles.ts'
import { feedRoutes } from './feedRoutes.ts'
import { findCall, listCalls } from './queries.ts'
import { Call, CallFilePath, CallList, CallPath } from './schema.ts'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

export const callRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, config } = context
  await app.register(feedRoutes, context)

  app.get('/api/calls', { schema: { querystring: NoQuery, response: { 200: CallList, ...problems } } }, () =>
    listCalls(db),
  )

  app.get(
    '/api/calls/:code',
    { schema: { params: CallPath, querystring: NoQuery, response: { 200: Call, ...problems } } },
    async ({ params }) => {
      const call = await findCall(db, params.code)
      if (!call) throw new NotFoundError(`There is no call "${params.code}".`)
      return call
    },
  )

  app.get(
    '/api/calls/:code/files/:fileId',
    {
      schema: {
        tags: ['calls'],
        summary: 'A document of a call that was published',
        params: CallFilePath,
        querystring: NoQuery,
        response: { 200: Bytes, ...problems },
      },
    },
    async ({ params }, reply) => {
      const file = await findCallFile(db, params, 'public')
      return sendFile(reply, file, await openStored(config.varDir, file.sha256))
    },
  )
}
