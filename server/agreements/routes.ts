import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { answerAward } from './answering.ts'
import { readImpact } from './impact.ts'
import { replyToFact } from './milestones.ts'
import { readMyAwards } from './mine.ts'
import { listPublicAgreements, readPublicAgreement } from './publicReading.ts'
import { sendReport } from './reports.ts'
import {
  AnswerAward,
  AwardPath,
  FactPath,
  Impact,
  MyAgreementPath,
  MyAwardPath,
  MyAwards,
  NewReply,
  NewReport,
  NumberPath,
  PublicAgreement,
  PublicAgreements,
  PublicQuery,
} from './schema.ts'

/** What everybody reads of agreements and what came of them, and what applicants and holders do with their own. */
export const agreementRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, city } = context
  app.get(
    '/api/impact',
    {
      schema: {
        tags: ['agreements'],
        summary: 'What came of the awards: figures, each with its population and its query',
        querystring: NoQuery,
        response: { 200: Impact, ...problems },
      },
    },
    () => readImpact(db, city),
  )
  app.get(
    '/api/agreements',
    {
      schema: {
        tags: ['agreements'],
        summary: 'Agreements on public spaces, with what was promised',
        querystring: PublicQuery,
        response: { 200: PublicAgreements, ...problems },
      },
    },
    (request) => listPublicAgreements(db, context, request.query),
  )
  app.get(
    '/api/agreements/:number',
    {
      schema: {
        tags: ['agreements'],
        summary: 'One agreement',
        params: NumberPath,
        querystring: NoQuery,
        response: { 200: PublicAgreement, ...problems },
      },
    },
    (request) => readPublicAgreement(db, context, request.params.number),
  )
  await app.register(holderRoutes, context)
}

const holderRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  guard(app, 'writeRequests')
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  const path = '/api/requests/:id'
  const mine = (request: Parameters<typeof personOf>[0], id: string) =>
    readMyAwards(db, context, personOf(request).account.id, id)

  app.get(
    `${path}/awards`,
    { schema: { params: AwardPath, querystring: NoQuery, response: { 200: MyAwards, ...problems } } },
    (request) => mine(request, request.params.id),
  )
  app.post(
    `${path}/awards/:award/answer`,
    { schema: { params: MyAwardPath, body: AnswerAward, response: { 200: MyAwards, ...problems } } },
    async (request) => {
      await answerAward(context, personOf(request), request.params, request.body.answer)
      return mine(request, request.params.id)
    },
  )
  app.post(
    `${path}/agreements/:agreement/facts/:fact/reply`,
    { schema: { params: FactPath, body: NewReply, response: { 200: MyAwards, ...problems } } },
    async (request) => {
      await replyToFact(context, personOf(request), request.params, request.body.text)
      return mine(request, request.params.id)
    },
  )
  app.post(
    `${path}/agreements/:agreement/reports`,
    { schema: { params: MyAgreementPath, body: NewReport, response: { 200: MyAwards, ...problems } } },
    async (request) => {
      await sendReport(context, personOf(request), request.params, request.body)
      return mine(request, request.params.id)
    },
  )
}
