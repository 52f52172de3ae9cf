import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { openStored, sendFile, sendThumbnail } from '../files/serving.ts'
import { problems } from '../http/problem.ts'
import { splittingLists } from '../http/query.ts'
import { declareRelations, recognise } from './commission.ts'
import { Dropping, RankingPath, Signature } from './deskSchema.ts'
import { readFileToJudge } from './evaluatorFile.ts'
import { readEvaluatorQueue, readSeat } from './evaluatorQueue.ts'
import { findJudgedFile } from './judgedFiles.ts'
import type { By } from './locking.ts'
import { giveMarks, reviseMark, submitMarks } from './scoring.ts'
import {
  CallCode,
  Declaration,
  EvaluationFile,
  EvaluatorQueue,
  FilePartPath,
  FilePath,
  MarkGiven,
  MarksGiven,
  QueueQuery,
  Recognised,
  Seat,
} from './scoringSchema.ts'
import { dropTechnical, signTechnical } from './signing.ts'

/** What commissioners do: declare, read, judge, sign. Which calls and requests are theirs the queries decide. */
export const evaluatorRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  guard(app, 'evaluateRequests')
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  await app.register(seatRoutes, context)
  await app.register(markRoutes, context)
  await app.register(judgedFileRoutes, context)
}

const byOf = (request: FastifyRequest): By => ({ person: personOf(request), permission: 'evaluateRequests' })

/** One's work list and one's seats. */
const seatRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  const schema = { params: CallCode, response: { 200: Seat, ...problems } }

  app.get(
    '/api/evaluation',
    {
      schema: { querystring: QueueQuery, response: { 200: EvaluatorQueue, ...problems } },
      preValidation: splittingLists(QueueQuery),
    },
    (request) => readEvaluatorQueue(db, personOf(request), request.query),
  )
  app.get('/api/evaluation/:code', { schema }, (request) =>
    readSeat(db, personOf(request), request.params.code),
  )
  app.post(
    '/api/evaluation/:code/declaration',
    { schema: { ...schema, body: Declaration } },
    async (request) => {
      await declareRelations(context, byOf(request), request.params.code, request.body)
      return readSeat(db, personOf(request), request.params.code)
    },
  )
  app.post(
    '/api/evaluation/:code/rankings/:rankingId/sign',
    { schema: { ...schema, params: RankingPath, body: Signature } },
    async (request) => {
      const { code, rankingId } = request.params
      await signTechnical(context, byOf(request), code, rankingId, request.body.hash)
      return readSeat(db, personOf(request), code)
    },
  )
  app.post(
    '/api/evaluation/:code/rankings/:rankingId/drop',
    { schema: { ...schema, params: RankingPath, body: Dropping } },
    async (request) => {
      const { code, rankingId } = request.params
      await dropTechnical(context, byOf(request), code, rankingId, request.body.reason)
      return readSeat(db, personOf(request), code)
    },
  )
}

/** Requests one judges. */
const markRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  const path = '/api/evaluation/:code/requests/:id'
  const schema = { params: FilePath, response: { 200: EvaluationFile, ...problems } }
  type Addressed = FastifyRequest<{ Params: { code: string; id: string } }>
  const show = (request: FastifyRequest) => {
    const { code, id } = (request as Addressed).params
    return readFileToJudge(db, personOf(request), code, id)
  }

  app.get(path, { schema }, show)
  app.put(`${path}/marks`, { schema: { ...schema, body: MarksGiven } }, async (request) => {
    const { code, id } = request.params
    await giveMarks(context, byOf(request), code, id, request.body.marks)
    return show(request)
  })
  app.post(`${path}/submission`, { schema }, async (request) => {
    const { code, id } = request.params
    await submitMarks(context, byOf(request), code, id)
    return show(request)
  })
  app.post(`${path}/revision`, { schema: { ...schema, body: MarkGiven } }, async (request) => {
    const { code, id } = request.params
    await reviseMark(context, byOf(request), code, id, request.body)
    return show(request)
  })
  app.post(
    `${path}/conflict`,
    { schema: { params: FilePath, body: Recognised, response: { 200: Seat, ...problems } } },
    async (request) => {
      const { code, id } = request.params
      await recognise(context, byOf(request), code, id, request.body.reason)
      return readSeat(db, personOf(request), code)
    },
  )
}

/** The files of a request one judges. */
const judgedFileRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db, config }) => {
  const path = '/api/evaluation/:code/requests/:id/files/:fileId'
  const schema = { params: FilePartPath }

  app.get(path, { schema }, async (request, reply) => {
    const file = await findJudgedFile(db, personOf(request), request.params)
    return sendFile(reply, file, file.content ?? (await openStored(config.varDir, file.storedSha256)))
  })
  app.get(`${path}/thumbnail`, { schema }, async (request, reply) =>
    sendThumbnail(reply, config.varDir, await findJudgedFile(db, personOf(request), request.params)),
  )
}
