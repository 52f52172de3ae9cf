import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { acceptUploads } from '../files/receiving.ts'
import { openStored, sendFile } from '../files/serving.ts'
import { problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { findCallFile } from './callFiles.ts'
import { addCallFile } from './receivingFiles.ts'
import { CallFile, CallFilePath, CallPath } from './schema.ts'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

/** Files of a call: kept at the desk, read there before they are public. */
export const callFileRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, config } = context
  guard(app, 'prepareCalls')
  await acceptUploads(app)

  app.post(
    '/api/desk/calls/:code/files',
    {
      schema: {
        consumes: ['multipart/form-data'],
        params: CallPath,
        response: { 201: CallFile, ...problems },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await addCallFile(context, personOf(request), request.params.code, request)),
  )

  app.get(
    '/api/desk/calls/:code/files/:fileId',
    { schema: { params: CallFilePath, querystring: NoQuery, response: { 200: Bytes, ...problems } } },
    async ({ params }, reply) => {
      const file = await findCallFile(db, params, 'office')
      return sendFile(reply, file, await openStored(config.varDir, file.sha256))
    },
  )
}
