import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { guard, personOf } from '../accounts/guard.ts'
import { RequestPath } from '../allocation/schema.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { deskEvaluationRoutes } from './deskRoutes.ts'
import { evaluatorRoutes } from './evaluatorRoutes.ts'
import { readOwnResult } from './ownResult.ts'
import { readDraw, readHashedRanking, readResults } from './results.ts'
import { askReview } from './reviews.ts'
import { sendImproved } from './rounds.ts'
import {
  CallCode,
  CallDraw,
  CallResults,
  DrawPath,
  ImprovedOffer,
  OwnResult,
  RankingPath,
  ReviewAsked,
} from './schema.ts'

const RankingText = {
  content: { 'application/json': { schema: Type.Unsafe<string>(Type.String()) } },
  description: 'the ranking as the text its SHA-256 is taken over',
}

/** How calls are judged and how they ended: for everybody, applicants, commissioners, the office. */
export const evaluationRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  await app.register(publicRoutes, context)
  await app.register(ownResultRoutes, context)
  await app.register(evaluatorRoutes, context)
  await app.register(deskEvaluationRoutes, context)
}

const publicRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db }) => {
  app.get(
    '/api/calls/:code/results',
    { schema: { params: CallCode, querystring: NoQuery, response: { 200: CallResults, ...problems } } },
    ({ params }) => readResults(db, params.code),
  )
  app.get(
    '/api/calls/:code/rankings/:rankingId',
    { schema: { params: RankingPath, querystring: NoQuery, response: { 200: RankingText, ...problems } } },
    async ({ params }, reply) =>
      reply
        .type('application/json; charset=utf-8')
        .serializer((text: string) => text)
        .send(await readHashedRanking(db, params.code, params.rankingId)),
  )
  app.get(
    '/api/calls/:code/draws/:drawId',
    { schema: { params: DrawPath, querystring: NoQuery, response: { 200: CallDraw, ...problems } } },
    ({ params }) => readDraw(db, params.code, params.drawId),
  )
}

/** What applicants read of their own result, and send while it is being decided. */
const ownResultRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  guard(app, 'writeRequests')
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get(
    '/api/requests/:id/result',
    { schema: { params: RequestPath, response: { 200: OwnResult, ...problems } } },
    (request) => readOwnResult(db, personOf(request).account.id, request.params.id),
  )
  app.post(
    '/api/requests/:id/review',
    { schema: { params: RequestPath, body: ReviewAsked, response: { 200: OwnResult, ...problems } } },
    async (request) => {
      const person = personOf(request)
      await askReview(context, person, request.params.id, request.body.text)
      return readOwnResult(db, person.account.id, request.params.id)
    },
  )
  app.post(
    '/api/requests/:id/improved-offers',
    { schema: { params: RequestPath, body: ImprovedOffer, response: { 200: OwnResult, ...problems } } },
    async (request) => {
      const person = personOf(request)
      await sendImproved(context, person, request.params.id, request.body)
      return readOwnResult(db, person.account.id, request.params.id)
    },
  )
}
