import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { acceptUploads } from '../files/receiving.ts'
import { openStored, sendFile } from '../files/serving.ts'
import { problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { districtsOf } from './actors.ts'
import { readDistrictDesk } from './desks.ts'
import { addOpinionFile, findOpinionFile } from './files.ts'
import { giveOpinion } from './giving.ts'
import { setHearing } from './hearings.ts'
import { proposePurpose, withdrawPurpose } from './purposes.ts'
import { readOpinion } from './reading.ts'
import {
  DistrictDesk,
  Hearing,
  NewOpinion,
  NewPurpose,
  Opinion,
  OpinionFilePath,
  OpinionPath,
  VoiceQuery,
  WithdrawRequest,
} from './schema.ts'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

/** The desk of a Municipio: read by its office and its councillors, written by its office. */
export const districtVoiceRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  await app.register(readingRoutes, context)
  await app.register(givingRoutes, context)
}

const readingRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, config } = context
  guard(app, 'readDistrictDesk')
  app.get(
    '/api/municipio',
    { schema: { querystring: VoiceQuery, response: { 200: DistrictDesk, ...problems } } },
    (request) => readDistrictDesk(db, context, personOf(request), request.query.district),
  )
  app.get(
    '/api/municipio/opinions/:id',
    { schema: { params: OpinionPath, querystring: NoQuery, response: { 200: Opinion, ...problems } } },
    (request) => readOpinion(db, request.params.id, 'city', districtsOf(personOf(request))),
  )
  app.get(
    '/api/municipio/files/:id/:fileId',
    { schema: { params: OpinionFilePath, querystring: NoQuery, response: { 200: Bytes, ...problems } } },
    async (request, reply) => {
      const districts = districtsOf(personOf(request))
      const file = await findOpinionFile(db, request.params, { districts })
      return sendFile(reply, file, await openStored(config.varDir, file.sha256))
    },
  )
}

const givingRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  guard(app, 'giveOpinions')
  await acceptUploads(app)
  const mine = (request: Parameters<typeof personOf>[0], district?: string) =>
    readDistrictDesk(db, context, personOf(request), district)

  app.post(
    '/api/municipio/opinions',
    { schema: { body: NewOpinion, response: { 201: Opinion, ...problems } } },
    async (request, reply) => {
      const id = await giveOpinion(context, personOf(request), request.body)
      reply.code(201)
      return readOpinion(db, id, 'city', [request.body.district])
    },
  )
  app.post(
    '/api/municipio/opinions/:id/files',
    {
      schema: {
        consumes: ['multipart/form-data'],
        params: OpinionPath,
        response: { 201: Opinion, ...problems },
      },
    },
    async (request, reply) => {
      const owner = { kind: 'opinion', id: request.params.id } as const
      await addOpinionFile(context, personOf(request), owner, request)
      reply.code(201)
      return readOpinion(db, request.params.id, 'city', districtsOf(personOf(request)))
    },
  )
  app.post(
    '/api/municipio/asked/:id/hearing',
    { schema: { params: OpinionPath, body: Hearing, response: { 204: Type.Null(), ...problems } } },
    async (request, reply) => {
      await setHearing(context, personOf(request), request.params.id, request.body)
      return reply.code(204).send(null)
    },
  )
  app.post(
    '/api/municipio/purposes',
    { schema: { body: NewPurpose, response: { 201: DistrictDesk, ...problems } } },
    async (request, reply) => {
      await proposePurpose(context, personOf(request), request.body)
      reply.code(201)
      return mine(request, request.body.district)
    },
  )
  app.post(
    '/api/municipio/purposes/:id/withdraw',
    {
      schema: { params: OpinionPath, body: WithdrawRequest, response: { 200: DistrictDesk, ...problems } },
    },
    async (request) => {
      const district = await withdrawPurpose(
        context,
        personOf(request),
        request.params.id,
        request.body.reason,
      )
      return mine(request, district)
    },
  )
}
