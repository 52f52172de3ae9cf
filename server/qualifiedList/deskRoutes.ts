import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { openStored, sendFile } from '../files/serving.ts'
import { problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { askForMore, checkRequirement, giveGrounds, resumeExamining, takeApplication } from './checking.ts'
import { cancelLab, liftSuspension, listLab, refuseLab, suspendLab } from './deciding.ts'
import { readDeskApplication, readQueue } from './desk.ts'
import { closeEdition, createEdition, publishEdition, readEdition, saveEdition } from './editions.ts'
import { readFile } from './files.ts'
import {
  ApplicationFilePath,
  ApplicationPath,
  AskMore,
  Check,
  CloseEdition,
  DeskApplication,
  DeskEdition,
  DeskQueue,
  EditionPath,
  EditionTemplate,
  Ending,
  Grounds,
  Listing,
  NewEdition,
  Refusal,
  SaveEdition,
  Suspending,
  Versioned,
} from './schema.ts'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

/** What the office does with the qualified list. */
export const labListDeskRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  guard(app, 'examineLabs')
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  await app.register(editionRoutes, context)
  await app.register(applicationRoutes, context)
  await app.register(examiningRoutes, context)
  await app.register(decidingRoutes, context)
}

const editionRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db, city }) => {
  app.get(
    '/api/desk/lab-list/template',
    { schema: { querystring: NoQuery, response: { 200: EditionTemplate, ...problems } } },
    () => city.labLists.template,
  )
  app.post(
    '/api/desk/lab-list/editions',
    { schema: { body: NewEdition, response: { 201: DeskEdition, ...problems } } },
    async (request, reply) => {
      await createEdition(db, personOf(request), request.body)
      return reply.code(201).send(await readEdition(db, request.body.code))
    },
  )
  app.get(
    '/api/desk/lab-list/editions/:code',
    { schema: { params: EditionPath, querystring: NoQuery, response: { 200: DeskEdition, ...problems } } },
    (request) => readEdition(db, request.params.code),
  )
  app.put(
    '/api/desk/lab-list/editions/:code',
    { schema: { params: EditionPath, body: SaveEdition, response: { 200: DeskEdition, ...problems } } },
    async (request) => {
      await saveEdition(db, personOf(request), request.params.code, request.body)
      return readEdition(db, request.params.code)
    },
  )
  app.post(
    '/api/desk/lab-list/editions/:code/publish',
    { schema: { params: EditionPath, body: Versioned, response: { 200: DeskEdition, ...problems } } },
    async (request) => {
      await publishEdition(db, personOf(request), request.params.code, request.body.version)
      return readEdition(db, request.params.code)
    },
  )
  app.post(
    '/api/desk/lab-list/editions/:code/close',
    { schema: { params: EditionPath, body: CloseEdition, response: { 200: DeskEdition, ...problems } } },
    async (request) => {
      await closeEdition(db, personOf(request), request.params.code, request.body)
      return readEdition(db, request.params.code)
    },
  )
}

const applicationRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db, city, config }) => {
  app.get(
    '/api/desk/lab-list',
    { schema: { querystring: NoQuery, response: { 200: DeskQueue, ...problems } } },
    () => readQueue(db, city),
  )
  app.get(
    '/api/desk/lab-list/applications/:id',
    {
      schema: {
        params: ApplicationPath,
        querystring: NoQuery,
        response: { 200: DeskApplication, ...problems },
      },
    },
    (request) => readDeskApplication(db, city, request.params.id),
  )
  app.get(
    '/api/desk/lab-list/applications/:id/files/:fileId',
    { schema: { params: ApplicationFilePath, querystring: NoQuery, response: { 200: Bytes, ...problems } } },
    async (request, reply) => {
      const file = await readFile(db, null, request.params.id, request.params.fileId)
      return sendFile(reply, file, await openStored(config.varDir, file.sha256))
    },
  )
}

const answer = { 200: DeskApplication, ...problems }
const at = '/api/desk/lab-list/applications/:id'

/** Examining an application: taking it, checking it, writing to the lab. */
const examiningRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const read = (id: string) => readDeskApplication(context.db, context.city, id)
  app.post(
    `${at}/take`,
    { schema: { params: ApplicationPath, body: Versioned, response: answer } },
    async (request) => {
      const { id } = request.params
      await takeApplication(context, personOf(request), id, request.body.version)
      return read(id)
    },
  )
  app.post(
    `${at}/checks`,
    { schema: { params: ApplicationPath, body: Check, response: answer } },
    async (request) => {
      const { id } = request.params
      await checkRequirement(context, personOf(request), id, request.body)
      return read(id)
    },
  )
  app.post(
    `${at}/ask`,
    { schema: { params: ApplicationPath, body: AskMore, response: answer } },
    async (request) => {
      const { id } = request.params
      await askForMore(context, personOf(request), id, request.body)
      return read(id)
    },
  )
  app.post(
    `${at}/grounds`,
    { schema: { params: ApplicationPath, body: Grounds, response: answer } },
    async (request) => {
      const { id } = request.params
      await giveGrounds(context, personOf(request), id, request.body)
      return read(id)
    },
  )
  app.post(
    `${at}/resume`,
    { schema: { params: ApplicationPath, body: Versioned, response: answer } },
    async (request) => {
      const { id } = request.params
      await resumeExamining(context, personOf(request), id, request.body.version)
      return read(id)
    },
  )
}

/** Deciding on an application, and on an entry of the list. */
const decidingRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const read = (id: string) => readDeskApplication(context.db, context.city, id)
  app.post(
    `${at}/list`,
    { schema: { params: ApplicationPath, body: Listing, response: answer } },
    async (request) => {
      const { id } = request.params
      await listLab(context, personOf(request), id, request.body)
      return read(id)
    },
  )
  app.post(
    `${at}/refuse`,
    { schema: { params: ApplicationPath, body: Refusal, response: answer } },
    async (request) => {
      const { id } = request.params
      await refuseLab(context, personOf(request), id, request.body)
      return read(id)
    },
  )
  app.post(
    `${at}/suspend`,
    { schema: { params: ApplicationPath, body: Suspending, response: answer } },
    async (request) => {
      const { id } = request.params
      await suspendLab(context, personOf(request), id, request.body)
      return read(id)
    },
  )
  app.post(
    `${at}/lift`,
    { schema: { params: ApplicationPath, body: Ending, response: answer } },
    async (request) => {
      const { id } = request.params
      await liftSuspension(context, personOf(request), id, request.body)
      return read(id)
    },
  )
  app.post(
    `${at}/cancel`,
    { schema: { params: ApplicationPath, body: Ending, response: answer } },
    async (request) => {
      const { id } = request.params
      await cancelLab(context, personOf(request), id, request.body)
      return read(id)
    },
  )
}
