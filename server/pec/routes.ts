import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { guard } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { readNoticeLetter } from '../notices/queries.ts'
import { NoticeLetter, NoticePath } from '../notices/schema.ts'
import { listFailed, listOnPaper, listRefused, readSource } from './queries.ts'
import { Post, ReceiptPath } from './schema.ts'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

/** The post of the office: what goes on paper, what did not arrive, and the receipts of its certified mailbox. */
export const pecRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db, config }) => {
  guard(app, 'examineRequests')
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get('/api/desk/post', { schema: { response: { 200: Post, ...problems } } }, async () => ({
    hasCertifiedMailbox: config.pec !== undefined,
    toSend: await listOnPaper(db, 'toSend'),
    underWay: await listOnPaper(db, 'underWay'),
    letters: await listFailed(db),
    receipts: await listRefused(db),
  }))
  app.get(
    '/api/desk/notices/:id/letter',
    { schema: { params: NoticePath, response: { 200: NoticeLetter, ...problems } } },
    (request) => readNoticeLetter(db, request.params.id),
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
