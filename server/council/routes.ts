import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { readDeskPlan } from '../plans/desk.ts'
import { DeskPlan } from '../plans/schema.ts'
import { approvePlan, readPlanApproval } from './approval.ts'
import { openSubject, openVotes } from './ballot.ts'
import { openEdition } from './edition.ts'
import { listOpenings } from './openings.ts'
import { findPlan, listCouncilPlans, readCouncilPlan } from './queries.ts'
import { recordVote } from './recording.ts'
import {
  Approval,
  Approving,
  CouncilPath,
  CouncilPlan,
  CouncilPlans,
  Edition,
  EditionQuery,
  NewSitting,
  NewVote,
  OpeningQuery,
  Openings,
  SaveSitting,
  SittingPath,
  Sittings,
  SubjectPath,
  SubjectQuery,
  VoteList,
  VoteQuery,
  VoteSubject,
} from './schema.ts'
import { addSitting, listSittings, saveSitting } from './sittings.ts'
import { readVoteSubject } from './votes.ts'

const path = '/api/council/plans/:code'

/** What the Council reads and votes on of a plan, and its approval. */
export const councilRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  await app.register(readersRoutes, context)
  await app.register(secretaryRoutes, context)
  await app.register(planningRoutes, context)
  await app.register(leadingRoutes, context)
}

/** For who reads the Council's edition; what has names in it is logged as it is opened. */
const readersRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db }) => {
  guard(app, 'readCouncilEdition')
  const idOf = async (code: string) => (await findPlan(db, code)).id

  app.get(
    '/api/council/plans',
    { schema: { querystring: NoQuery, response: { 200: CouncilPlans, ...problems } } },
    () => listCouncilPlans(db),
  )
  app.get(
    path,
    { schema: { params: CouncilPath, querystring: NoQuery, response: { 200: CouncilPlan, ...problems } } },
    ({ params }) => readCouncilPlan(db, params.code),
  )
  app.get(
    `${path}/edition`,
    { schema: { params: CouncilPath, querystring: EditionQuery, response: { 200: Edition, ...problems } } },
    (request) => openEdition(db, personOf(request), request.params.code, request.query),
  )
  app.get(
    `${path}/sittings`,
    { schema: { params: CouncilPath, querystring: NoQuery, response: { 200: Sittings, ...problems } } },
    async ({ params }) => listSittings(db, await idOf(params.code)),
  )
  app.get(
    `${path}/votes`,
    { schema: { params: CouncilPath, querystring: VoteQuery, response: { 200: VoteList, ...problems } } },
    (request) => openVotes(db, personOf(request), request.params.code, request.query),
  )
  app.get(
    `${path}/votes/:kind/:id`,
    {
      schema: { params: SubjectPath, querystring: SubjectQuery, response: { 200: VoteSubject, ...problems } },
    },
    (request) => openSubject(db, personOf(request), request.params, request.query),
  )
}

const secretaryRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  guard(app, 'recordVotes')
  const { db } = context

  app.post(
    `${path}/sittings`,
    { schema: { params: CouncilPath, body: NewSitting, response: { 201: Sittings, ...problems } } },
    async (request, reply) =>
      reply.code(201).send(await addSitting(context, personOf(request), request.params.code, request.body)),
  )
  app.put(
    `${path}/sittings/:id`,
    { schema: { params: SittingPath, body: SaveSitting, response: { 200: Sittings, ...problems } } },
    (request) => saveSitting(context, personOf(request), request.params, request.body),
  )
  app.post(
    `${path}/votes`,
    { schema: { params: CouncilPath, body: NewVote, response: { 201: VoteSubject, ...problems } } },
    async (request, reply) => {
      const { code } = request.params
      const { kind, id, sitting } = request.body
      await recordVote(context, personOf(request), code, request.body)
      const { id: planId } = await findPlan(db, code)
      return reply.code(201).send(await readVoteSubject(db, planId, { kind, id }, { sitting }))
    },
  )
}

const planningRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db }) => {
  guard(app, 'examineObservations')

  app.get(
    '/api/desk/plans/:code/approval',
    { schema: { params: CouncilPath, querystring: NoQuery, response: { 200: Approval, ...problems } } },
    ({ params }) => readPlanApproval(db, params.code),
  )
}

const leadingRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  guard(app, 'leadPlans')
  const { db } = context

  app.post(
    '/api/desk/plans/:code/approve',
    { schema: { params: CouncilPath, body: Approving, response: { 200: DeskPlan, ...problems } } },
    async (request) => {
      await approvePlan(context, personOf(request), request.params.code, request.body)
      return readDeskPlan(db, context, request.params.code)
    },
  )
  app.get(
    `${path}/openings`,
    { schema: { params: CouncilPath, querystring: OpeningQuery, response: { 200: Openings, ...problems } } },
    async ({ params, query }) => listOpenings(db, (await findPlan(db, params.code)).id, query),
  )
}
