import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { Merging, Restoring, ShuttingOut, SplitSubmission, SubmissionPath } from './schema.ts'
import { declareInadmissible, mergeSubmission, restoreSubmission } from './shutOut.ts'
import { readSplit } from './submissions.ts'

/** Which submissions are not examined, and why: the head of planning says so. */
export const shutOutRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const path = '/api/desk/observations/:id'
  const one = { params: SubmissionPath, response: { 200: SplitSubmission, ...problems } }
  guard(app, 'leadPlans')
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.post(`${path}/inadmissible`, { schema: { ...one, body: ShuttingOut } }, async (request) => {
    await declareInadmissible(context, personOf(request), request.params.id, request.body)
    return readSplit(context.db, request.params.id)
  })

  app.post(`${path}/merge`, { schema: { ...one, body: Merging } }, async (request) => {
    await mergeSubmission(context, personOf(request), request.params.id, request.body)
    return readSplit(context.db, request.params.id)
  })

  app.post(`${path}/restore`, { schema: { ...one, body: Restoring } }, async (request) => {
    await restoreSubmission(context, personOf(request), request.params.id, request.body)
    return readSplit(context.db, request.params.id)
  })
}
