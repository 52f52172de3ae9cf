import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Collection } from '../collections.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import { sendCsv } from '../http/csv.ts'
import { problems, textReplies } from '../http/problem.ts'
import { splittingLists } from '../http/query.ts'
import { NoQuery } from '../http/schema.ts'
import { confirmByLink } from './confirming.ts'
import { readProfile } from './detail.ts'
import { grantList, grantsCsv } from './grants.ts'
import { claimRoutes, keepingRoutes, labDeskRoutes } from './keepingRoutes.ts'
import { listLabs } from './list.ts'
import { findPhoto } from './photos.ts'
import {
  ConfirmedLab,
  ConfirmLink,
  GrantList,
  LabList,
  LabPath,
  LabProfile,
  LabQuery,
  PhotoPath,
} from './schema.ts'
import { showPhoto } from './showing.ts'
import { SpaceApi, spaceApiDirectory, spaceApiOf } from './spaceApi.ts'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

export const labRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, city, config, collections, feed } = context
  const profileOf = (code: string) => readProfile(db, code, { city, demo: config.demo })

  app.get(
    '/api/labs',
    {
      preValidation: splittingLists(LabQuery),
      schema: {
        tags: ['labs'],
        summary: 'FabLabs, makerspaces and hubs that match, by name or distance, with facets',
        querystring: LabQuery,
        response: { 200: LabList, ...problems },
      },
    },
    async ({ query }) => {
      const { index } = collections.get('labs') as Collection
      return listLabs(query, { db, city, index, revision: feed.revision })
    },
  )

  app.get(
    '/api/labs/:code',
    {
      schema: {
        tags: ['labs'],
        summary: 'One lab, with machines, hours, history, grants and neighbours',
        params: LabPath,
        querystring: NoQuery,
        response: { 200: LabProfile, ...problems },
      },
    },
    ({ params }) => profileOf(params.code),
  )

  app.get(
    '/api/labs/:code/photos/:photoId',
    { schema: { params: PhotoPath, querystring: NoQuery, response: { 200: Bytes, ...problems } } },
    async ({ params }, reply) =>
      showPhoto(reply, config.varDir, await findPhoto(db, params, null), 'public, max-age=3600'),
  )

  app.post(
    '/api/labs/confirm',
    { schema: { body: ConfirmLink, response: { 200: ConfirmedLab, ...problems } } },
    ({ body }) => confirmByLink(context, body.token),
  )

  await app.register(grantRoutes, context)
  await app.register(spaceApiRoutes, context)
  await app.register(keepingRoutes, context)
  await app.register(claimRoutes, context)
  await app.register(labDeskRoutes, context)
}

const grantRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db, config }) => {
  app.get(
    '/api/labs/incentives',
    {
      schema: {
        tags: ['labs'],
        summary: 'What the city granted labs',
        querystring: NoQuery,
        response: { 200: GrantList, ...problems },
      },
    },
    () => grantList(db),
  )
  app.get(
    '/api/labs/incentives.csv',
    {
      schema: {
        tags: ['labs'],
        querystring: NoQuery,
        response: textReplies('text/csv'),
      },
    },
    async (_request, reply) => sendCsv(reply, 'incentivi-laboratori', await grantsCsv(db, config.demo)),
  )
}

/** SpaceAPI v15: any page may read these, as the standard asks. */
const spaceApiRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db, city, config }) => {
  app.addHook('onSend', async (_request, reply) => {
    reply.headers({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'no-cache',
    })
  })
  app.get(
    '/api/labs/:code/spaceapi.json',
    {
      schema: {
        tags: ['labs'],
        summary: 'One lab as SpaceAPI v15',
        params: LabPath,
        querystring: NoQuery,
        response: { 200: SpaceApi, ...problems },
      },
    },
    async ({ params }) =>
      spaceApiOf(
        await readProfile(db, params.code, { city, demo: config.demo }),
        config,
        await databaseNow(db),
      ),
  )
  app.get(
    '/api/spaceapi.json',
    {
      schema: {
        tags: ['labs'],
        summary: 'Directory of the labs’ SpaceAPI endpoints',
        querystring: NoQuery,
        response: { 200: Type.Record(Type.String(), Type.String()), ...problems },
      },
    },
    () => spaceApiDirectory(db, config),
  )
}
