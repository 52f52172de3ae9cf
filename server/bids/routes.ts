import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { guard, personOf } from '../accounts/guard.ts'
import { CallPath } from '../calls/schema.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { makeCallKey } from './callKeys.ts'
import { keepKey, readOwnKeys } from './custodians.ts'
import { handInShare } from './opening.ts'
import { readCallOutages, recordOutage } from './outages.ts'
import {
  CallBids,
  CallOutages,
  CustodianKeys,
  NewCallKey,
  NewCustodianKey,
  NewOutage,
  OpeningQuery,
  OpeningShare,
} from './schema.ts'
import { readCallBids } from './situation.ts'

/** Keys of officers, the key of a call, and the opening of its prices by two of them. */
export const bidRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  guard(app, 'prepareCalls')
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  const answer = { response: { 200: CustodianKeys, ...problems } }
  app.get('/api/desk/keys', { schema: { querystring: NoQuery, ...answer } }, (request) =>
    readOwnKeys(db, personOf(request).account.id),
  )
  app.post('/api/desk/keys', { schema: { body: NewCustodianKey, ...answer } }, async (request) => {
    const person = personOf(request)
    await keepKey(db, person, request.body)
    return readOwnKeys(db, person.account.id)
  })

  const path = '/api/desk/calls/:code'
  const schema = { params: CallPath, response: { 200: CallBids, ...problems } }
  app.get(`${path}/openings`, { schema: { ...schema, querystring: OpeningQuery } }, (request) =>
    readCallBids(db, personOf(request), request.params.code, request.query.round ?? null),
  )
  app.post(`${path}/key`, { schema: { ...schema, body: NewCallKey } }, async (request) => {
    const person = personOf(request)
    await makeCallKey(context, person, request.params.code, request.body.custodians)
    return readCallBids(db, person, request.params.code, null)
  })
  const outages = { params: CallPath, response: { 200: CallOutages, ...problems } }
  app.get(`${path}/outages`, { schema: { ...outages, querystring: NoQuery } }, (request) =>
    readCallOutages(context, request.params.code),
  )
  app.post(`${path}/outages`, { schema: { ...outages, body: NewOutage } }, async (request) => {
    await recordOutage(context, personOf(request), request.body)
    return readCallOutages(context, request.params.code)
  })
  app.post(`${path}/openings`, { schema: { ...schema, body: OpeningShare } }, async (request) => {
    const person = personOf(request)
    await handInShare(context, person, request.params.code, request.body)
    return readCallBids(db, person, request.params.code, request.body.round ?? null)
  })
}
