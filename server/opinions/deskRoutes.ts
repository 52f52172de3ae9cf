import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { acceptUploads } from '../files/receiving.ts'
import { openStored, sendFile } from '../files/serving.ts'
import { problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { askOpinions, withdrawRequest } from './asking.ts'
import { readAwardVoice } from './awards.ts'
import { readDeskOpinions } from './desks.ts'
import { addOpinionFile, findOpinionFile } from './files.ts'
import { readCallPurposes, takePurpose } from './inheriting.ts'
import { readOpinion } from './reading.ts'
import {
  AwardVoice,
  CallPurposePath,
  CallPurposes,
  DeskOpinionQuery,
  DeskOpinions,
  NewOpinionRequest,
  Opinion,
  OpinionFilePath,
  OpinionPath,
  SpacePath,
  TakePurpose,
  WithdrawRequest,
} from './schema.ts'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })
const Asked = Type.Object({ id: Type.String() })

/** What the offices of the city do: ask Municipi, take their purposes into calls, see whether who won matched. */
export const opinionDeskRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  await app.register(askingRoutes, context)
  await app.register(inheritingRoutes, context)
  await app.register(awardRoutes, context)
}

const askingRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, config } = context
  guard(app, 'askOpinions')
  await acceptUploads(app)
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  const path = '/api/desk/opinions'
  app.get(
    path,
    { schema: { querystring: DeskOpinionQuery, response: { 200: DeskOpinions, ...problems } } },
    (request) => readDeskOpinions(db, context, personOf(request), request.query),
  )
  app.post(
    path,
    { schema: { body: NewOpinionRequest, response: { 201: Asked, ...problems } } },
    async (request, reply): Promise<Static<typeof Asked>> => {
      const id = await askOpinions(context, personOf(request), request.body)
      reply.code(201)
      return { id }
    },
  )
  app.get(
    `${path}/given/:id`,
    { schema: { params: OpinionPath, querystring: NoQuery, response: { 200: Opinion, ...problems } } },
    (request) => readOpinion(db, request.params.id, 'city'),
  )
  app.post(
    `${path}/:id/withdraw`,
    {
      schema: {
        params: OpinionPath,
        body: WithdrawRequest,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      await withdrawRequest(context, personOf(request), request.params.id, request.body.reason)
      return reply.code(204).send(null)
    },
  )
  app.post(
    `${path}/:id/files`,
    {
      schema: {
        consumes: ['multipart/form-data'],
        params: OpinionPath,
        response: { 201: Asked, ...problems },
      },
    },
    async (request, reply): Promise<Static<typeof Asked>> => {
      const owner = { kind: 'request', id: request.params.id } as const
      await addOpinionFile(context, personOf(request), owner, request)
      reply.code(201)
      return { id: request.params.id }
    },
  )
  app.get(
    `${path}/:id/files/:fileId`,
    { schema: { params: OpinionFilePath, querystring: NoQuery, response: { 200: Bytes, ...problems } } },
    async ({ params }, reply) => {
      const file = await findOpinionFile(db, params, 'desk')
      return sendFile(reply, file, await openStored(config.varDir, file.sha256))
    },
  )
}

const inheritingRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  guard(app, 'prepareCalls')
  const path = '/api/desk/calls/:code/purposes'
  app.get(
    path,
    { schema: { params: SpacePath, querystring: NoQuery, response: { 200: CallPurposes, ...problems } } },
    (request) => readCallPurposes(db, request.params.code),
  )
  app.post(
    `${path}/:purposeId`,
    {
      schema: { params: CallPurposePath, body: TakePurpose, response: { 200: CallPurposes, ...problems } },
    },
    async (request) => {
      await takePurpose(context, personOf(request), request.params, request.body)
      return readCallPurposes(db, request.params.code)
    },
  )
}

const awardRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db }) => {
  guard(app, 'manageAgreements')
  app.get(
    '/api/desk/awards/:id/voice',
    { schema: { params: OpinionPath, querystring: NoQuery, response: { 200: AwardVoice, ...problems } } },
    (request) => readAwardVoice(db, request.params.id),
  )
}
