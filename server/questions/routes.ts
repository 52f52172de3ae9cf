import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { guard, personOf } from '../accounts/guard.ts'
import { CallPath } from '../calls/schema.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import {
  answerQuestion,
  askQuestion,
  declineQuestion,
  listAnswered,
  listDeskQuestions,
  listMyQuestions,
} from './queries.ts'
import {
  NewQuestion,
  QuestionAnswer,
  QuestionDecline,
  QuestionList,
  QuestionPath,
  Questions,
} from './schema.ts'

/** Questions about a call: asked by one, answered to all. */
export const questionRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.get(
    '/api/calls/:code/questions',
    {
      schema: {
        tags: ['calls'],
        summary: 'Questions about a call with their answers, without who asked',
        params: CallPath,
        querystring: NoQuery,
        response: { 200: QuestionList, ...problems },
      },
    },
    ({ params }) => listAnswered(context.db, params.code),
  )
  await app.register(askingRoutes, context)
  await app.register(deskQuestionRoutes, context)
}

const askingRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  guard(app, 'writeRequests')
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get(
    '/api/calls/:code/questions/mine',
    { schema: { params: CallPath, response: { 200: Questions, ...problems } } },
    (request) => listMyQuestions(context.db, request.params.code, personOf(request).account.id),
  )

  app.post(
    '/api/calls/:code/questions',
    { schema: { params: CallPath, body: NewQuestion, response: { 201: Questions, ...problems } } },
    async (request, reply) => {
      const person = personOf(request)
      const { code } = request.params
      await askQuestion(context, person, code, request.body)
      return reply.code(201).send(await listMyQuestions(context.db, code, person.account.id))
    },
  )
}

const deskQuestionRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  guard(app, 'prepareCalls')
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  const path = '/api/desk/calls/:code/questions'

  app.get(path, { schema: { params: CallPath, response: { 200: Questions, ...problems } } }, ({ params }) =>
    listDeskQuestions(context.db, params.code),
  )

  app.post(
    `${path}/:id/answer`,
    { schema: { params: QuestionPath, body: QuestionAnswer, response: { 200: Questions, ...problems } } },
    async (request) => {
      await answerQuestion(context, personOf(request), request.params, request.body)
      return listDeskQuestions(context.db, request.params.code)
    },
  )

  app.post(
    `${path}/:id/decline`,
    { schema: { params: QuestionPath, body: QuestionDecline, response: { 200: Questions, ...problems } } },
    async (request) => {
      await declineQuestion(context, personOf(request), request.params, request.body)
      return listDeskQuestions(context.db, request.params.code)
    },
  )
}
