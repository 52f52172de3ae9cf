import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Context } from '../context.ts'
import { NotFoundError, problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { findArticle, findPlan, listPlans } from './queries.ts'
import { ArticlePath, Plan, PlanArticle, PlanList, PlanPath } from './schema.ts'

/** What everybody reads of the plans one can write to. */
export const planRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context

  app.get(
    '/api/plans',
    {
      schema: {
        tags: ['plans'],
        summary: 'Plans that are public, those one can write to first',
        querystring: NoQuery,
        response: { 200: PlanList, ...problems },
      },
    },
    () => listPlans(db),
  )

  app.get(
    '/api/plans/:code',
    {
      schema: {
        tags: ['plans'],
        summary: 'A plan with its windows, its calendar and what can be aimed at in it',
        params: PlanPath,
        querystring: NoQuery,
        response: { 200: Plan, ...problems },
      },
    },
    async ({ params }) => {
      const plan = await findPlan(db, context, params.code)
      if (!plan) throw new NotFoundError('There is no such plan.')
      return plan
    },
  )

  app.get(
    '/api/plans/:code/articles/:articleId',
    {
      schema: {
        tags: ['plans'],
        summary: 'The text of an article of a plan',
        params: ArticlePath,
        querystring: NoQuery,
        response: { 200: PlanArticle, ...problems },
      },
    },
    async ({ params }) => {
      const article = await findArticle(db, params)
      if (!article) throw new NotFoundError('There is no such article.')
      return article
    },
  )
}
