import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Collection } from '../collections.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { splittingLists } from '../http/query.ts'
import { NoQuery } from '../http/schema.ts'
import { addAlert, confirmAlert, stopAlert } from './alerts.ts'
import { areaLimit, keepArea } from './areas.ts'
import { readSpace } from './detail.ts'
import { listSpaces } from './list.ts'
import { AlertReply, AlertToken, Area, NewAlert, NewArea, Space, SpaceList, SpaceQuery } from './schema.ts'

export const spaceRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, city, config, collections, feed } = context

  app.get(
    '/api/spaces',
    {
      preValidation: splittingLists(SpaceQuery),
      schema: {
        tags: ['spaces'],
        summary: 'Spaces that match, page by page, with total and facets',
        querystring: SpaceQuery,
        response: { 200: SpaceList, ...problems },
      },
    },
    async ({ query }) => {
      const { index } = collections.get('spaces') as Collection
      return listSpaces(query, { db, city, index, revision: feed.revision, now: new Date() })
    },
  )

  app.get(
    '/api/spaces/:code',
    {
      schema: {
        tags: ['spaces'],
        summary: 'One space, with its call, advice, rent and history',
        params: Type.Object({ code: Type.String({ minLength: 1, maxLength: 80 }) }),
        querystring: NoQuery,
        response: { 200: Space, ...problems },
      },
    },
    async ({ params }) => readSpace(db, params.code, { city, now: new Date(), demo: config.demo }),
  )

  app.post(
    '/api/areas',
    {
      config: areaLimit(config),
      schema: {
        tags: ['spaces'],
        summary: 'Keep an area too large for a URL, for within=area:ID',
        body: NewArea,
        response: { 201: Area, ...problems },
      },
    },
    async ({ body }, reply) => reply.code(201).send(await keepArea(db, body)),
  )

  await app.register(alertRoutes, context)
}

const alertRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.post(
    '/api/alerts',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Ask to be told by mail; a letter with a link confirms it',
        body: NewAlert,
        response: { 202: AlertReply, ...problems },
      },
    },
    async ({ body }, reply) => {
      await addAlert(context, body)
      return reply.code(202).send({ status: 'letterSent' })
    },
  )

  app.post(
    '/api/alerts/confirm',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Confirm an alert by the token of its letter',
        body: AlertToken,
        response: { 200: AlertReply, ...problems },
      },
    },
    async ({ body }) => {
      await confirmAlert(context, body.token)
      return { status: 'confirmed' as const }
    },
  )

  app.post(
    '/api/alerts/stop',
    {
      schema: {
        tags: ['alerts'],
        summary: 'Stop an alert by the token in any of its letters',
        body: AlertToken,
        response: { 200: AlertReply, ...problems },
      },
    },
    async ({ body }) => {
      await stopAlert(context.db, body.token)
      return { status: 'stopped' as const }
    },
  )
}
