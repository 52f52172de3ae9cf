import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { acceptUploads } from '../files/receiving.ts'
import { problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { claimLab, decideClaim } from './claims.ts'
import { addGrant, saveGrant } from './grants.ts'
import {
  addActivity,
  confirmLab,
  createLab,
  type Keeper,
  type KeepingPermission,
  saveLab,
} from './keeping.ts'
import { listDeskLabs, listKeptLabs, readKeptLab } from './kept.ts'
import { addPhoto, describePhoto, findPhoto, removePhoto } from './photos.ts'
import { releaseLab } from './releasing.ts'
import {
  Claim,
  ClaimDecision,
  ClaimPath,
  Confirmation,
  DeskLabs,
  Grant,
  GrantPath,
  KeptLab,
  KeptLabs,
  LabPath,
  NewActivity,
  NewClaim,
  NewGrant,
  NewLab,
  PhotoPath,
  PhotoWords,
  SaveGrant,
  SaveLab,
} from './schema.ts'
import { showPhoto } from './showing.ts'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

function keepPrivate(
  app: FastifyInstance,
  permission: KeepingPermission,
): (request: FastifyRequest) => Keeper {
  guard(app, permission)
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  return (request) => ({ person: personOf(request), permission })
}

const kept = { response: { 200: KeptLab, ...problems } }

/** What who keeps a lab does to its profile: the same at the desk and for a member of its keeper. */
const profileRoutes =
  (prefix: string, permission: KeepingPermission): FastifyPluginAsyncTypebox<Context> =>
  async (app, context) => {
    const { db, city } = context
    const keeperOf = keepPrivate(app, permission)
    const answer = (request: FastifyRequest, code: string) => readKeptLab(db, city, keeperOf(request), code)

    app.get(`${prefix}/:code`, { schema: { params: LabPath, querystring: NoQuery, ...kept } }, (request) =>
      answer(request, request.params.code),
    )
    app.put(`${prefix}/:code`, { schema: { params: LabPath, body: SaveLab, ...kept } }, async (request) => {
      await saveLab(context, keeperOf(request), request.params.code, request.body)
      return answer(request, request.params.code)
    })
    app.post(
      `${prefix}/:code/confirm`,
      { schema: { params: LabPath, body: Confirmation, ...kept } },
      async (request) => {
        await confirmLab(context, keeperOf(request), request.params.code, request.body.version)
        return answer(request, request.params.code)
      },
    )
    app.post(
      `${prefix}/:code/activities`,
      { schema: { params: LabPath, body: NewActivity, ...kept } },
      async (request) => {
        await addActivity(context, keeperOf(request), request.params.code, request.body)
        return answer(request, request.params.code)
      },
    )
  }

const photoRoutes =
  (prefix: string, permission: KeepingPermission): FastifyPluginAsyncTypebox<Context> =>
  async (app, context) => {
    const { db, city, config } = context
    const keeperOf = keepPrivate(app, permission)
    await acceptUploads(app)
    const answer = (request: FastifyRequest, code: string) => readKeptLab(db, city, keeperOf(request), code)

    app.post(
      `${prefix}/:code/photos`,
      {
        schema: {
          consumes: ['multipart/form-data'],
          params: LabPath,
          response: { 201: KeptLab, ...problems },
        },
      },
      async (request, reply) => {
        await addPhoto(context, keeperOf(request), request.params.code, request)
        return reply.code(201).send(await answer(request, request.params.code))
      },
    )
    app.get(
      `${prefix}/:code/photos/:photoId`,
      { schema: { params: PhotoPath, querystring: NoQuery, response: { 200: Bytes, ...problems } } },
      async (request, reply) =>
        showPhoto(
          reply,
          config.varDir,
          await findPhoto(db, request.params, keeperOf(request)),
          'private, no-store',
        ),
    )
    app.put(
      `${prefix}/:code/photos/:photoId`,
      { schema: { params: PhotoPath, body: PhotoWords, ...kept } },
      async (request) => {
        await describePhoto(context, keeperOf(request), request.params, request.body)
        return answer(request, request.params.code)
      },
    )
    app.delete(
      `${prefix}/:code/photos/:photoId`,
      { schema: { params: PhotoPath, ...kept } },
      async (request) => {
        await removePhoto(context, keeperOf(request), request.params)
        return answer(request, request.params.code)
      },
    )
  }

/** The labs of the organisations one acts for. */
export const keepingRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  await app.register(profileRoutes('/api/kept-labs', 'actForParties'), context)
  await app.register(photoRoutes('/api/kept-labs', 'actForParties'), context)
}

/** Labs one keeps and asks to keep. */
export const claimRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, city } = context
  keepPrivate(app, 'actForParties')
  app.get(
    '/api/kept-labs',
    { schema: { querystring: NoQuery, response: { 200: KeptLabs, ...problems } } },
    (request) => listKeptLabs(db, city, personOf(request).account.id),
  )
  app.post(
    '/api/labs/:code/claims',
    { schema: { params: LabPath, body: NewClaim, response: { 201: Claim, ...problems } } },
    async (request, reply) =>
      reply.code(201).send(await claimLab(context, personOf(request), request.params.code, request.body)),
  )
}

/** What the office does: every profile, who keeps it, and what was granted. */
export const labDeskRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  await app.register(profileRoutes('/api/desk/labs', 'keepLabs'), context)
  await app.register(photoRoutes('/api/desk/labs', 'keepLabs'), context)
  await app.register(officeRoutes, context)
}

const officeRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, city } = context
  const keeperOf = keepPrivate(app, 'keepLabs')
  const desk = { response: { 200: DeskLabs, ...problems } }

  app.get('/api/desk/labs', { schema: { querystring: NoQuery, ...desk } }, () => listDeskLabs(db, city))
  app.post(
    '/api/desk/labs',
    { schema: { body: NewLab, response: { 201: KeptLab, ...problems } } },
    async (request, reply) => {
      await createLab(context, keeperOf(request), request.body)
      return reply.code(201).send(await readKeptLab(db, city, keeperOf(request), request.body.code))
    },
  )
  app.post(
    '/api/desk/labs/:code/release',
    { schema: { params: LabPath, body: Confirmation, ...kept } },
    async (request) => {
      const { code } = request.params
      await releaseLab(context, keeperOf(request), code, request.body.version)
      return readKeptLab(db, city, keeperOf(request), code)
    },
  )
  app.post(
    '/api/desk/lab-claims/:claimId/decide',
    { schema: { params: ClaimPath, body: ClaimDecision, ...desk } },
    async (request) => {
      await decideClaim(context, keeperOf(request), request.params.claimId, request.body)
      return listDeskLabs(db, city)
    },
  )
  app.post(
    '/api/desk/labs/:code/grants',
    { schema: { params: LabPath, body: NewGrant, response: { 201: Grant, ...problems } } },
    async (request, reply) =>
      reply
        .code(201)
        .send(await addGrant(context, personOf(request), request.params.code, request.body.content)),
  )
  app.put(
    '/api/desk/lab-grants/:grantId',
    { schema: { params: GrantPath, body: SaveGrant, response: { 200: Grant, ...problems } } },
    (request) => saveGrant(context, personOf(request), request.params.grantId, request.body),
  )
}
