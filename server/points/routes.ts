import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { splittingLists } from '../http/query.ts'
import { NoQuery } from '../http/schema.ts'
import { changeMany } from './bulk.ts'
import { addComment, askOpinion, endRelation, recordOpinion, relatePoint } from './conversing.ts'
import { decidePoint } from './decisions.ts'
import { readPoint } from './detail.ts'
import { changePoint, movePoint } from './examining.ts'
import { leaveGroup } from './grouping.ts'
import { groupRoutes } from './groupRoutes.ts'
import { mapPoints } from './map.ts'
import { listOnSpace } from './onSpace.ts'
import {
  Around,
  Bulk,
  BulkResult,
  Move,
  NewComment,
  NewDecision,
  NewPoint,
  OpinionAsked,
  OpinionGiven,
  PointChanges,
  PointDetail,
  PointList,
  PointMap,
  PointPageQuery,
  PointPath,
  PointsQuery,
  PublishedOnSpace,
  Relation,
  RelationEnd,
  Selection,
  Setup,
  SetupQuery,
  SpaceCode,
  SplitSubmission,
  SubmissionList,
  SubmissionPath,
  SubmissionQuery,
  WithReason,
} from './schema.ts'
import { readSetup } from './setup.ts'
import { shutOutRoutes } from './shutOutRoutes.ts'
import { addPoint, removePoint } from './splitting.ts'
import { listSubmissions, readSplit } from './submissions.ts'
import { listPoints, readAround, selectPoints } from './table.ts'

/** What was written to a city plan, split into points, examined and answered; the public reads what was published. */
export const pointRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.get(
    '/api/spaces/:code/observations',
    {
      schema: {
        tags: ['spaces'],
        summary: 'Published observations on the city plan whose place covers the space',
        params: SpaceCode,
        querystring: NoQuery,
        response: { 200: PublishedOnSpace, ...problems },
      },
    },
    ({ params }) => listOnSpace(context.db, params.code),
  )
  await app.register(examinersRoutes, context)
  await app.register(shutOutRoutes, context)
}

const examinersRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  guard(app, 'examineObservations')
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  await app.register(tableRoutes, context)
  await app.register(splittingRoutes, context)
  await app.register(examiningRoutes, context)
  await app.register(conversingRoutes, context)
  await app.register(groupRoutes, context)
}

const tableRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  const lists = { preValidation: splittingLists(PointsQuery) }

  app.get(
    '/api/desk/points/setup',
    { schema: { querystring: SetupQuery, response: { 200: Setup, ...problems } } },
    ({ query }) => readSetup(db, query.plan),
  )

  app.get(
    '/api/desk/points',
    { ...lists, schema: { querystring: PointPageQuery, response: { 200: PointList, ...problems } } },
    (request) => listPoints(db, request.query, personOf(request).account.id),
  )

  app.get(
    '/api/desk/points/map',
    { ...lists, schema: { querystring: PointsQuery, response: { 200: PointMap, ...problems } } },
    (request) => mapPoints(db, request.query, personOf(request).account.id),
  )

  app.get(
    '/api/desk/points/selection',
    { ...lists, schema: { querystring: PointsQuery, response: { 200: Selection, ...problems } } },
    (request) => selectPoints(db, request.query, personOf(request).account.id),
  )

  app.get(
    '/api/desk/points/:id/around',
    {
      ...lists,
      schema: { params: PointPath, querystring: PointsQuery, response: { 200: Around, ...problems } },
    },
    (request) => readAround(db, request.params.id, request.query, personOf(request).account.id),
  )

  app.post(
    '/api/desk/points/bulk',
    { schema: { body: Bulk, response: { 200: BulkResult, ...problems } } },
    (request) => changeMany(context, personOf(request), request.body),
  )
}

const splittingRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  const path = '/api/desk/observations/:id/points'

  app.get(
    '/api/desk/points/submissions',
    { schema: { querystring: SubmissionQuery, response: { 200: SubmissionList, ...problems } } },
    ({ query }) => listSubmissions(db, query),
  )

  app.get(
    path,
    {
      schema: {
        params: SubmissionPath,
        querystring: NoQuery,
        response: { 200: SplitSubmission, ...problems },
      },
    },
    ({ params }) => readSplit(db, params.id),
  )

  app.post(
    path,
    { schema: { params: SubmissionPath, body: NewPoint, response: { 201: SplitSubmission, ...problems } } },
    async (request, reply) => {
      await addPoint(context, personOf(request), request.params.id, request.body)
      return reply.code(201).send(await readSplit(db, request.params.id))
    },
  )

  app.post(
    '/api/desk/points/:id/remove',
    { schema: { params: PointPath, body: WithReason, response: { 200: SplitSubmission, ...problems } } },
    async (request) =>
      readSplit(db, await removePoint(context, personOf(request), request.params.id, request.body)),
  )
}

/** An operation on one point, answered with how it then stands. */
const one = { params: PointPath, response: { 200: PointDetail, ...problems } }

const examiningRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  const path = '/api/desk/points/:id'

  app.get(path, { schema: { ...one, querystring: NoQuery } }, ({ params }) => readPoint(db, params.id))

  app.patch(path, { schema: { ...one, body: PointChanges } }, async (request) => {
    await changePoint(context, personOf(request), request.params.id, request.body)
    return readPoint(db, request.params.id)
  })

  app.post(`${path}/move`, { schema: { ...one, body: Move } }, async (request) => {
    await movePoint(context, personOf(request), request.params.id, request.body)
    return readPoint(db, request.params.id)
  })

  app.post(`${path}/decisions`, { schema: { ...one, body: NewDecision } }, async (request) => {
    await decidePoint(context, personOf(request), request.params.id, request.body)
    return readPoint(db, request.params.id)
  })

  app.post(`${path}/leave`, { schema: { ...one, body: WithReason } }, async (request) => {
    await leaveGroup(context, personOf(request), request.params.id, request.body)
    return readPoint(db, request.params.id)
  })
}

const conversingRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  const path = '/api/desk/points/:id'

  app.post(`${path}/comments`, { schema: { ...one, body: NewComment } }, async (request) => {
    await addComment(context, personOf(request), request.params.id, request.body)
    return readPoint(db, request.params.id)
  })

  app.post(`${path}/relations`, { schema: { ...one, body: Relation } }, async (request) => {
    await relatePoint(context, personOf(request), request.params.id, request.body)
    return readPoint(db, request.params.id)
  })

  app.post(`${path}/relations/end`, { schema: { ...one, body: RelationEnd } }, async (request) => {
    await endRelation(context, personOf(request), request.params.id, request.body)
    return readPoint(db, request.params.id)
  })

  app.post(`${path}/opinions`, { schema: { ...one, body: OpinionAsked } }, async (request) => {
    await askOpinion(context, personOf(request), request.params.id, request.body)
    return readPoint(db, request.params.id)
  })

  app.post('/api/desk/opinions/:id/answer', { schema: { ...one, body: OpinionGiven } }, async (request) =>
    readPoint(db, await recordOpinion(context, personOf(request), request.params.id, request.body)),
  )
}
