import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { guard } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { listRefused, readSource } from './queries.ts'
import { ReceiptPath, RefusedReceiptList } from './schema.ts'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

/** Receipts of the certified mailbox, for the office. */
export const pecRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db, config }) => {
  guard(app, 'examineRequests')
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get(
    '/api/desk/receipts',
    { schema: { response: { 200: RefusedReceiptList, ...problems } } },
    async () => ({ configured: config.pec !== undefined, ...(await listRefused(db)) }),
  )
  app.get(
    '/api/desk/receipts/:id',
    { schema: { params: ReceiptPath, response: { 200: Bytes, ...problems } } },
    async (request, reply) => {
      const source = await readSource(db, request.params.id)
      return reply
        .type('message/rfc822')
        .header('content-disposition', `attachment; filename="${request.params.id}.eml"`)
        .header('x-content-type-options', 'nosniff')
        .send(source)
    },
  )
}
