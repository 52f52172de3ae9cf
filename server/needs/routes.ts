import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { acceptUploads } from '../files/receiving.ts'
import { openStored, sendFile } from '../files/serving.ts'
import { problems } from '../http/problem.ts'
import { IdempotencyKey, NoQuery } from '../http/schema.ts'
import { answerNeed, contactLab } from './contacting.ts'
import { addFile, readFile } from './files.ts'
import { listMyNeeds, listPublicNeeds, readMyNeed, readPublicNeed } from './queries.ts'
import {
  MyNeed,
  MyNeeds,
  NeedFile,
  NeedFilePath,
  NeedList,
  NeedPath,
  NewAnswer,
  NewContact,
  NewNeed,
  PublicNeed,
} from './schema.ts'
import { closeNeed, createNeed } from './writing.ts'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

/** What firms need made, and the labs that could do it. */
export const needRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  await app.register(publicRoutes, context)
  await app.register(ownRoutes, context)
}

const publicRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db, city }) => {
  app.get(
    '/api/needs',
    {
      schema: {
        tags: ['needs'],
        summary: 'What firms look for a lab to make, where they tell everybody',
        querystring: NoQuery,
        response: { 200: NeedList, ...problems },
      },
    },
    () => listPublicNeeds(db, city),
  )
  app.get(
    '/api/needs/:code',
    {
      schema: {
        tags: ['needs'],
        summary: 'One need, with every lab ranked by what is known of it, with reasons',
        params: NeedPath,
        querystring: NoQuery,
        response: { 200: PublicNeed, ...problems },
      },
    },
    (request) => readPublicNeed(db, city, request.params.code),
  )
}

/** For who asks, and who keeps a lab. */
const ownRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, city } = context
  guard(app, 'actForParties')
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  app.get(
    '/api/account/needs',
    { schema: { querystring: NoQuery, response: { 200: MyNeeds, ...problems } } },
    (request) => listMyNeeds(db, city, personOf(request).account.id),
  )
  app.get(
    '/api/account/needs/:code',
    { schema: { params: NeedPath, querystring: NoQuery, response: { 200: MyNeed, ...problems } } },
    (request) => readMyNeed(db, city, personOf(request).account.id, request.params.code),
  )
  app.post(
    '/api/needs',
    { schema: { headers: IdempotencyKey, body: NewNeed, response: { 201: MyNeed, ...problems } } },
    async (request, reply) => {
      const person = personOf(request)
      const key = request.headers['idempotency-key']
      const code = await createNeed(context, person, request.body, key)
      return reply.code(201).send(await readMyNeed(db, city, person.account.id, code))
    },
  )
  await app.register(conversationRoutes, context)
  await app.register(fileRoutes, context)
}

const conversationRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, city } = context
  const answer = { 200: MyNeed, ...problems }
  app.post('/api/needs/:code/close', { schema: { params: NeedPath, response: answer } }, async (request) => {
    const person = personOf(request)
    await closeNeed(context, person, request.params.code)
    return readMyNeed(db, city, person.account.id, request.params.code)
  })
  app.post(
    '/api/needs/:code/contacts',
    { schema: { params: NeedPath, body: NewContact, response: answer } },
    async (request) => {
      const person = personOf(request)
      await contactLab(context, person, request.params.code, request.body)
      return readMyNeed(db, city, person.account.id, request.params.code)
    },
  )
  app.post(
    '/api/needs/:code/answers',
    { schema: { params: NeedPath, body: NewAnswer, response: answer } },
    async (request) => {
      const person = personOf(request)
      await answerNeed(context, person, request.params.code, request.body)
      return readMyNeed(db, city, person.account.id, request.params.code)
    },
  )
}

const fileRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  await acceptUploads(app)
  app.post(
    '/api/needs/:code/files',
    { schema: { params: NeedPath, response: { 201: NeedFile, ...problems } } },
    async (request, reply) =>
      reply.code(201).send(await addFile(context, personOf(request), request.params.code, request)),
  )
  app.get(
    '/api/needs/:code/files/:fileId',
    { schema: { params: NeedFilePath, querystring: NoQuery, response: { 200: Bytes, ...problems } } },
    async (request, reply) => {
      const { code, fileId } = request.params
      const file = await readFile(context, personOf(request), code, fileId)
      return sendFile(reply, file, await openStored(context.config.varDir, file.sha256))
    },
  )
}
