import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { type TSchema, Type } from 'typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { writeDocx } from '../documents/docx.ts'
import { writePdf } from '../documents/pdf.ts'
import { contentDisposition } from '../files/serving.ts'
import { problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { appoint, listEvaluators, replaceMember } from './commission.ts'
import {
  Appointment,
  DeskEvaluation,
  DrawFrozen,
  DrawPath,
  Dropping,
  EvaluatorList,
  MemberPath,
  Proposal,
  RankingPath,
  Replacement,
  ReviewAnswer,
  ReviewPath,
  RoundAsked,
  SeedEntered,
  SessionBegun,
  SessionClosed,
  SessionPath,
  Signature,
} from './deskSchema.ts'
import { readDeskEvaluation } from './deskView.ts'
import { enterSeed, freezeDraw } from './draws.ts'
import type { By } from './locking.ts'
import { proposeRanking } from './proposing.ts'
import { publishRanking } from './publishing.ts'
import { answerReview } from './reviews.ts'
import { askImproved } from './rounds.ts'
import { CallCode } from './scoringSchema.ts'
import { beginSession, closeSession, readMinutes } from './sessions.ts'
import { dropRanking, signRanking } from './signing.ts'

const at = '/api/desk/calls/:code'
const byOf = (request: FastifyRequest): By => ({ person: personOf(request), permission: 'prepareCalls' })
const answering = <Path extends TSchema, Body extends TSchema>(params: Path, body: Body) => ({
  schema: { params, body, response: { 200: DeskEvaluation, ...problems } },
})

/** What the office does with the evaluation of a call; every answer is the evaluation as it then stands. */
export const deskEvaluationRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  guard(app, 'prepareCalls')
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  await app.register(readingRoutes, context)
  await app.register(commissionRoutes, context)
  await app.register(rankingRoutes, context)
  await app.register(tieRoutes, context)
  await app.register(reviewRoutes, context)
  await app.register(sessionRoutes, context)
}

const readingRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db }) => {
  app.get(
    '/api/desk/evaluators',
    { schema: { querystring: NoQuery, response: { 200: EvaluatorList, ...problems } } },
    () => listEvaluators(db),
  )
  app.get(
    `${at}/evaluation`,
    { schema: { params: CallCode, response: { 200: DeskEvaluation, ...problems } } },
    (request) => readDeskEvaluation(db, byOf(request), request.params.code),
  )
}

const commissionRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.post(`${at}/commission`, answering(CallCode, Appointment), async (request) => {
    await appoint(context, byOf(request), request.params.code, request.body)
    return readDeskEvaluation(context.db, byOf(request), request.params.code)
  })
  app.post(`${at}/commission/:memberId/replace`, answering(MemberPath, Replacement), async (request) => {
    const { code, memberId } = request.params
    await replaceMember(context, byOf(request), code, memberId, request.body)
    return readDeskEvaluation(context.db, byOf(request), code)
  })
}

const rankingRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.post(`${at}/rankings`, answering(CallCode, Proposal), async (request) => {
    await proposeRanking(context, byOf(request), request.params.code, request.body.kind)
    return readDeskEvaluation(context.db, byOf(request), request.params.code)
  })
  app.post(`${at}/rankings/:rankingId/sign`, answering(RankingPath, Signature), async (request) => {
    const { code, rankingId } = request.params
    await signRanking(context, byOf(request), code, rankingId, request.body.hash)
    return readDeskEvaluation(context.db, byOf(request), code)
  })
  app.post(`${at}/rankings/:rankingId/drop`, answering(RankingPath, Dropping), async (request) => {
    const { code, rankingId } = request.params
    await dropRanking(context, byOf(request), code, rankingId, request.body.reason)
    return readDeskEvaluation(context.db, byOf(request), code)
  })
  app.post(
    `${at}/rankings/:rankingId/publish`,
    { schema: { params: RankingPath, response: { 200: DeskEvaluation, ...problems } } },
    async (request) => {
      const { code, rankingId } = request.params
      await publishRanking(context, byOf(request), code, rankingId)
      return readDeskEvaluation(context.db, byOf(request), code)
    },
  )
}

const tieRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.post(`${at}/rounds`, answering(CallCode, RoundAsked), async (request) => {
    await askImproved(context, byOf(request), request.params.code, request.body)
    return readDeskEvaluation(context.db, byOf(request), request.params.code)
  })
  app.post(`${at}/draws`, answering(CallCode, DrawFrozen), async (request) => {
    await freezeDraw(context, byOf(request), request.params.code, request.body)
    return readDeskEvaluation(context.db, byOf(request), request.params.code)
  })
  app.post(`${at}/draws/:drawId/seed`, answering(DrawPath, SeedEntered), async (request) => {
    const { code, drawId } = request.params
    await enterSeed(context, byOf(request), code, drawId, request.body)
    return readDeskEvaluation(context.db, byOf(request), code)
  })
}

const reviewRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.post(`${at}/reviews/:reviewId`, answering(ReviewPath, ReviewAnswer), async (request) => {
    const { code, reviewId } = request.params
    await answerReview(context, byOf(request), code, reviewId, request.body)
    return readDeskEvaluation(context.db, byOf(request), code)
  })
}

const papers = {
  pdf: { mediaType: 'application/pdf', write: writePdf },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    write: writeDocx,
  },
} as const
const Paper = Type.Unsafe<Buffer>(Type.String({ format: 'binary' }))

const sessionRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.post(`${at}/sessions`, answering(CallCode, SessionBegun), async (request) => {
    await beginSession(context, byOf(request), request.params.code, request.body)
    return readDeskEvaluation(context.db, byOf(request), request.params.code)
  })
  app.post(`${at}/sessions/:sessionId/close`, answering(SessionPath, SessionClosed), async (request) => {
    const { code, sessionId } = request.params
    await closeSession(context, byOf(request), code, sessionId, request.body)
    return readDeskEvaluation(context.db, byOf(request), code)
  })
  for (const format of ['pdf', 'docx'] as const) {
    const { mediaType, write } = papers[format]
    const response = { 200: { content: { [mediaType]: { schema: Paper } } }, ...problems }
    app.get(
      `${at}/sessions/:sessionId/minutes.${format}`,
      { schema: { params: SessionPath, response } },
      async (request, reply) => {
        const { code, sessionId } = request.params
        const paper = await readMinutes(context, code, sessionId)
        const name = `verbale-${code}-${paper.number}.${format}`
        return reply
          .type(mediaType)
          .header('content-disposition', contentDisposition('attachment', name))
          .send(await write(paper))
      },
    )
  }
}
