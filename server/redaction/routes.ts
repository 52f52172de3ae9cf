import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { readCopy } from './copy.ts'
import { makeReply, makeText } from './making.ts'
import { readPreview, readPublication } from './publication.ts'
import { publishRegister } from './publishing.ts'
import { listQueue, readOnward } from './queue.ts'
import { makeSame, signSame } from './same.ts'
import {
  CopyDetail,
  CopyPath,
  NewReply,
  NewText,
  Onward,
  Preview,
  PreviewQuery,
  Publication,
  PublicationPath,
  Publishing,
  Queue,
  QueuePageQuery,
  QueueQuery,
  SameQuery,
  SameResult,
  Signing,
  Withdrawing,
} from './schema.ts'
import { signCopy, withdrawCopy } from './signing.ts'
import { copyParts } from './words.ts'

/** The public copies of points and replies: made by one person, signed by another, and then published. */
export const redactionRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  await app.register(makersRoutes, context)
  await app.register(signersRoutes, context)
}

const path = '/api/desk/redaction/:id'
/** An operation on one point, answered with how its copies then stand. */
const one = { params: CopyPath, response: { 200: CopyDetail, ...problems } }

const makersRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  guard(app, 'examineObservations')
  await app.register(readingRoutes, context)
  const { db } = context

  app.post(`${path}/text`, { schema: { ...one, body: NewText } }, async (request) => {
    await makeText(context, personOf(request), request.params.id, request.body)
    return readCopy(db, request.params.id, personOf(request).account.id)
  })

  app.post(`${path}/reply`, { schema: { ...one, body: NewReply } }, async (request) => {
    await makeReply(context, personOf(request), request.params.id, request.body)
    return readCopy(db, request.params.id, personOf(request).account.id)
  })

  app.post(
    `${path}/text/make-same`,
    { schema: { params: CopyPath, body: SameQuery, response: { 200: SameResult, ...problems } } },
    (request) => makeSame(context, personOf(request), request.params.id, request.body),
  )

  for (const part of copyParts)
    app.post(`${path}/${part}/withdraw`, { schema: { ...one, body: Withdrawing } }, async (request) => {
      const { id } = request.params
      await withdrawCopy(context, personOf(request), { id, part }, request.body)
      return readCopy(db, id, personOf(request).account.id)
    })
}

const readingRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db }) => {
  app.get(
    '/api/desk/redaction',
    { schema: { querystring: QueuePageQuery, response: { 200: Queue, ...problems } } },
    (request) => listQueue(db, request.query, personOf(request).account.id),
  )

  app.get(path, { schema: { ...one, querystring: NoQuery } }, (request) =>
    readCopy(db, request.params.id, personOf(request).account.id),
  )

  app.get(
    `${path}/onward`,
    { schema: { params: CopyPath, querystring: QueueQuery, response: { 200: Onward, ...problems } } },
    (request) => readOnward(db, request.params.id, request.query, personOf(request).account.id),
  )

  app.get(
    '/api/desk/plans/:code/publication',
    {
      schema: { params: PublicationPath, querystring: NoQuery, response: { 200: Publication, ...problems } },
    },
    (request) => readPublication(db, request.params.code, personOf(request).account.id),
  )

  app.get(
    '/api/desk/plans/:code/publication/preview',
    {
      schema: { params: PublicationPath, querystring: PreviewQuery, response: { 200: Preview, ...problems } },
    },
    (request) => readPreview(db, request.params.code, request.query),
  )
}

const signersRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  guard(app, 'leadPlans')
  const { db } = context

  for (const part of copyParts)
    app.post(`${path}/${part}/sign`, { schema: { ...one, body: Signing } }, async (request) => {
      const { id } = request.params
      await signCopy(context, personOf(request), { id, part }, request.body)
      return readCopy(db, id, personOf(request).account.id)
    })

  app.post(
    `${path}/text/sign-same`,
    { schema: { params: CopyPath, body: SameQuery, response: { 200: SameResult, ...problems } } },
    (request) => signSame(context, personOf(request), request.params.id, request.body),
  )

  app.post(
    '/api/desk/plans/:code/publish',
    {
      schema: { params: PublicationPath, body: Publishing, response: { 200: Publication, ...problems } },
    },
    async (request) => {
      const { code } = request.params
      await publishRegister(context, personOf(request), code, request.body.version)
      return readPublication(db, code, personOf(request).account.id)
    },
  )
}
