import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { askEdition, editionPermission } from './asking.ts'
import { findFile, findPublicFile, listFiles, listPublicFiles } from './queries.ts'
import { AskedFile, EditionFiles, FilePath, PlanPath, PublicFilePath, PublicFiles } from './schema.ts'
import { recordTaking, sendEdition } from './serving.ts'
import { readCityEditions } from './settings.ts'
import { type Edition, mediaTypes } from './words.ts'

/** The register of replies as files: for everybody once it is published, and for the Council with names. */
export const editionRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  readCityEditions(context.city)
  await app.register(publicRoutes, context)
  await app.register(filesRoutes('public', '/api/desk/plans/:code/editions'), context)
  await app.register(filesRoutes('council', '/api/council/plans/:code/editions'), context)
}

/** Bytes of any of the formats. */
const FileReply = {
  content: Object.fromEntries(
    Object.values(mediaTypes).map((type) => [type, { schema: Type.String({ format: 'binary' }) }]),
  ),
}

const publicRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context

  app.get(
    '/api/plans/:code/editions',
    {
      schema: {
        tags: ['plans'],
        summary: 'Files of the published register of replies of a plan',
        params: PlanPath,
        querystring: NoQuery,
        response: { 200: PublicFiles, ...problems },
      },
    },
    ({ params }) => listPublicFiles(db, params.code),
  )

  app.get(
    '/api/plans/:code/editions/:name',
    {
      schema: {
        tags: ['plans'],
        summary: 'The last file of the published register in an order and a format, such as theme.pdf',
        params: PublicFilePath,
        querystring: NoQuery,
        response: { 200: FileReply, ...problems },
      },
    },
    async ({ params: { code, name } }, reply) =>
      sendEdition(reply, context, { code, edition: 'public', file: await findPublicFile(db, code, name) }),
  )
}

/** What who leads a plan, or reads the Council's edition, does with its files; a copy for the Council is one's own. */
const filesRoutes =
  (edition: Edition, path: string): FastifyPluginAsyncTypebox<Context> =>
  async (app, context) => {
    const { db } = context
    guard(app, editionPermission[edition])
    app.addHook('onSend', async (_request, reply) => {
      reply.header('cache-control', 'no-store')
    })
    const ofOne = (accountId: string) => (edition === 'council' ? accountId : null)

    app.get(
      path,
      { schema: { params: PlanPath, querystring: NoQuery, response: { 200: EditionFiles, ...problems } } },
      (request) =>
        listFiles(db, {
          code: request.params.code,
          edition,
          askedBy: ofOne(personOf(request).account.id),
        }),
    )

    app.post(
      path,
      {
        schema: {
          params: PlanPath,
          body: AskedFile,
          response: {
            200: Type.Object({ id: Type.String() }, { description: 'the same is made, or being made' }),
            201: Type.Object({ id: Type.String() }),
            ...problems,
          },
        },
      },
      async (request, reply) => {
        const wanted = { edition, ...request.body }
        const asked = await askEdition(context, personOf(request), { code: request.params.code, wanted })
        return reply.status(asked.isNew ? 201 : 200).send({ id: asked.id })
      },
    )

    app.get(
      `${path}/:id`,
      { schema: { params: FilePath, querystring: NoQuery, response: { 200: FileReply, ...problems } } },
      async (request, reply) => {
        const person = personOf(request)
        const { code, id } = request.params
        const file = await findFile(db, { code, edition, askedBy: ofOne(person.account.id), id })
        if (edition === 'council') await recordTaking(db, person, code, file)
        return sendEdition(reply, context, { code, edition, file })
      },
    )
  }
