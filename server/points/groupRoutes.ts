import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { listAlarms } from './alarms.ts'
import { decideGroup } from './decisions.ts'
import { addChange, dropChange, listChanges, listReplies } from './effects.ts'
import { confirmSuggestion, dismissSuggestion, joinGroup, proposeGroup } from './grouping.ts'
import { listGroups, readGroup } from './groups.ts'
import { readProgress } from './progress.ts'
import {
  Alarms,
  Confirmation,
  Group,
  GroupList,
  Joining,
  NewDecision,
  NewPlanChange,
  PlanBody,
  PlanChanges,
  PlanQuery,
  PointPath,
  Progress,
  Proposal,
  Replies,
  Suggestions,
} from './schema.ts'
import { findTwins, listSuggestions } from './twins.ts'

/** Points that say the same, what does not fit together, what the plan changes, and how far the work is. */
export const groupRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  await app.register(suggestionRoutes, context)
  await app.register(madeGroupRoutes, context)
  await app.register(planRoutes, context)
}

const suggestionRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  const path = '/api/desk/twins'
  const planOf = async (id: number): Promise<string> =>
    (
      await db({ t: 'twin_suggestion' })
        .join({ pl: 'plan' }, 'pl.id', 't.plan_id')
        .where({ 't.id': id })
        .first('pl.code')
    ).code

  app.get(
    path,
    { schema: { querystring: PlanQuery, response: { 200: Suggestions, ...problems } } },
    ({ query }) => listSuggestions(db, query.plan),
  )

  app.post(
    `${path}/search`,
    { schema: { body: PlanBody, response: { 200: Suggestions, ...problems } } },
    async ({ body }) => {
      await findTwins(context, body.plan)
      return listSuggestions(db, body.plan)
    },
  )

  app.post(
    path,
    { schema: { body: Proposal, response: { 201: Suggestions, ...problems } } },
    async (request, reply) => {
      await proposeGroup(context, personOf(request), request.body)
      return reply.code(201).send(await listSuggestions(db, request.body.plan))
    },
  )

  app.post(
    `${path}/:id/confirm`,
    { schema: { params: PointPath, body: Confirmation, response: { 200: Group, ...problems } } },
    async (request) =>
      readGroup(db, await confirmSuggestion(context, personOf(request), request.params.id, request.body)),
  )

  app.post(
    `${path}/:id/dismiss`,
    { schema: { params: PointPath, response: { 200: Suggestions, ...problems } } },
    async (request) => {
      await dismissSuggestion(context, personOf(request), request.params.id)
      return listSuggestions(db, await planOf(request.params.id))
    },
  )
}

const madeGroupRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  const path = '/api/desk/groups'
  const one = { params: PointPath, response: { 200: Group, ...problems } }

  app.get(
    path,
    { schema: { querystring: PlanQuery, response: { 200: GroupList, ...problems } } },
    ({ query }) => listGroups(db, query.plan),
  )

  app.get(`${path}/:id`, { schema: { ...one, querystring: NoQuery } }, ({ params }) =>
    readGroup(db, params.id),
  )

  app.post(`${path}/:id/decisions`, { schema: { ...one, body: NewDecision } }, async (request) => {
    await decideGroup(context, personOf(request), request.params.id, request.body)
    return readGroup(db, request.params.id)
  })

  app.post(`${path}/:id/points`, { schema: { ...one, body: Joining } }, async (request) => {
    await joinGroup(context, personOf(request), request.params.id, request.body)
    return readGroup(db, request.params.id)
  })
}

const planRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  const changes = { response: { 200: PlanChanges, ...problems } }

  app.get(
    '/api/desk/points/progress',
    { schema: { querystring: PlanQuery, response: { 200: Progress, ...problems } } },
    ({ query }) => readProgress(context, query.plan),
  )

  app.get(
    '/api/desk/points/alarms',
    { schema: { querystring: PlanQuery, response: { 200: Alarms, ...problems } } },
    ({ query }) => listAlarms(db, query.plan),
  )

  app.get(
    '/api/desk/points/replies',
    { schema: { querystring: PlanQuery, response: { 200: Replies, ...problems } } },
    ({ query }) => listReplies(db, query.plan),
  )

  app.get('/api/desk/plan-changes', { schema: { ...changes, querystring: PlanQuery } }, ({ query }) =>
    listChanges(db, query.plan),
  )

  app.post('/api/desk/plan-changes', { schema: { ...changes, body: NewPlanChange } }, async (request) => {
    await addChange(context, personOf(request), request.body)
    return listChanges(db, request.body.plan)
  })

  app.post(
    '/api/desk/plan-changes/:id/drop',
    { schema: { ...changes, params: PointPath } },
    async (request) => listChanges(db, await dropChange(context, personOf(request), request.params.id)),
  )
}
