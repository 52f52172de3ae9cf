import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { TObject, TProperties } from 'typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { saveArticles } from './articleSaving.ts'
import { listDeskPlans, readDeskPlan } from './desk.ts'
import { leadPlan } from './leading.ts'
import { saveDocuments, savePlaces, saveSheets, saveTemplates, saveThemes } from './lists.ts'
import { changePlan, createPlan, markStep, saveFacts, saveWindow } from './preparing.ts'
import {
  ArticlesSaved,
  DeskPlan,
  DeskPlanList,
  DocumentPath,
  MarkStep,
  MovePlan,
  NewPlan,
  PlanPath,
  SaveArticles,
  SaveDocuments,
  SavePlaces,
  SavePlan,
  SaveSheets,
  SaveTemplates,
  SaveThemes,
  SaveWindow,
  StepPath,
  WindowPath,
} from './schema.ts'

const path = '/api/desk/plans/:code'
const writing = <Params extends TProperties, Body extends TProperties>(
  params: TObject<Params>,
  body: TObject<Body>,
) => ({ schema: { params, body, response: { 200: DeskPlan, ...problems } } })

/** What the planning office does with plans: its planners prepare them, its head binds the city. */
export const planDeskRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  await app.register(preparingRoutes, context)
  await app.register(leadingRoutes, context)
}

const preparingRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  guard(app, 'examineObservations')
  await app.register(listRoutes, context)

  app.get(
    '/api/desk/plans',
    { schema: { querystring: NoQuery, response: { 200: DeskPlanList, ...problems } } },
    () => listDeskPlans(db, context),
  )
  app.get(
    path,
    { schema: { params: PlanPath, querystring: NoQuery, response: { 200: DeskPlan, ...problems } } },
    ({ params }) => readDeskPlan(db, context, params.code),
  )
  app.put(path, writing(PlanPath, SavePlan), async (request) => {
    await saveFacts(context, personOf(request), request.params.code, request.body)
    return readDeskPlan(db, context, request.params.code)
  })
  app.put(`${path}/steps/:step`, writing(StepPath, MarkStep), async (request) => {
    await markStep(context, personOf(request), request.params, request.body)
    return readDeskPlan(db, context, request.params.code)
  })
}

/** What can be aimed at in a plan, its themes, the places of the work and the replies: lists that are saved whole. */
const listRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  type Lists = Parameters<typeof changePlan>
  const save = async (
    person: Lists[1],
    { code, version }: { code: string; version: number },
    work: Lists[3],
  ) => {
    await changePlan(context, person, { code, version, action: 'saveList' }, work)
    return readDeskPlan(db, context, code)
  }

  app.put(`${path}/documents`, writing(PlanPath, SaveDocuments), (request) => {
    const { version, items } = request.body
    return save(personOf(request), { ...request.params, version }, ({ trx, plan }) =>
      saveDocuments(trx, plan, items),
    )
  })
  app.put(`${path}/sheets`, writing(PlanPath, SaveSheets), (request) => {
    const { version, items } = request.body
    return save(personOf(request), { ...request.params, version }, ({ trx, plan }) =>
      saveSheets(trx, plan, items),
    )
  })
  app.put(`${path}/themes`, writing(PlanPath, SaveThemes), (request) => {
    const { version, items } = request.body
    return save(personOf(request), { ...request.params, version }, ({ trx, plan }) =>
      saveThemes(trx, plan, items),
    )
  })
  app.put(`${path}/places`, writing(PlanPath, SavePlaces), (request) => {
    const { version, items } = request.body
    return save(personOf(request), { ...request.params, version }, ({ trx, plan }) =>
      savePlaces(trx, plan, items),
    )
  })
  app.put(`${path}/templates`, writing(PlanPath, SaveTemplates), (request) => {
    const { version, items } = request.body
    return save(personOf(request), { ...request.params, version }, ({ trx, plan }) =>
      saveTemplates(trx, plan, items),
    )
  })
  app.put(
    `${path}/documents/:documentId/articles`,
    {
      schema: {
        params: DocumentPath,
        body: SaveArticles,
        response: { 200: ArticlesSaved, ...problems },
      },
    },
    async (request) => {
      const { code, documentId } = request.params
      const { version, text } = request.body
      let saved: ArticlesSaved = { added: 0, changed: 0, same: 0, numbers: [] }
      const doing = { code, version, action: 'saveArticles' }
      await changePlan(context, personOf(request), doing, async ({ trx, plan }) => {
        saved = await saveArticles(trx, plan, { documentId, text })
        const { numbers: _, ...counts } = saved
        return { articles: { old: null, new: { documentId, ...counts } } }
      })
      return saved
    },
  )
}

const leadingRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  guard(app, 'leadPlans')

  app.post(
    '/api/desk/plans',
    { schema: { body: NewPlan, response: { 201: DeskPlan, ...problems } } },
    async (request, reply) => {
      await createPlan(context, personOf(request), request.body)
      reply.code(201)
      return readDeskPlan(db, context, request.body.code)
    },
  )
  app.put(`${path}/windows/:kind`, writing(WindowPath, SaveWindow), async (request) => {
    await saveWindow(context, personOf(request), request.params, request.body)
    return readDeskPlan(db, context, request.params.code)
  })
  app.post(`${path}/move`, writing(PlanPath, MovePlan), async (request) => {
    await leadPlan(context, personOf(request), request.params.code, request.body)
    return readDeskPlan(db, context, request.params.code)
  })
}
