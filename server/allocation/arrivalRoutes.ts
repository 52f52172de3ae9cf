import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { guard, personOf } from '../accounts/guard.ts'
import { CallPath } from '../calls/schema.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { enterArrival, enterContent, listArrivals } from './arrivals.ts'
import { ArrivalContent, ArrivalList, NewArrival, RequestPath } from './schema.ts'

/** What arrives on paper or by PEC, entered by the office. */
export const arrivalRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  guard(app, 'prepareCalls')
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  const response = { 200: ArrivalList, ...problems }
  const path = '/api/desk/calls/:code/arrivals'

  app.get(path, { schema: { params: CallPath, querystring: NoQuery, response } }, (request) =>
    listArrivals(db, request.params.code),
  )
  app.post(path, { schema: { params: CallPath, body: NewArrival, response } }, async (request) => {
    const { code } = request.params
    await enterArrival(context, personOf(request), code, request.body)
    return listArrivals(db, code)
  })
  app.post(
    '/api/desk/arrivals/:id/content',
    { schema: { params: RequestPath, body: ArrivalContent, response } },
    async (request) => {
      const code = await enterContent(context, personOf(request), request.params.id, request.body)
      return listArrivals(db, code)
    },
  )
}
