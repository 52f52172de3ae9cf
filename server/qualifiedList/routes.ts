import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { acceptUploads } from '../files/receiving.ts'
import { openStored, sendFile } from '../files/serving.ts'
import { sendCsv } from '../http/csv.ts'
import { problems, textReplies } from '../http/problem.ts'
import { IdempotencyKey, NoQuery } from '../http/schema.ts'
import { discardDraft, saveAnswers, startApplication } from './applying.ts'
import { labListDeskRoutes } from './deskRoutes.ts'
import { addFile, readFile, removeFile } from './files.ts'
import { listMine, readMine } from './mine.ts'
import { readLabEntries, readPublicList, writeEntriesCsv, writeWaitingCsv } from './publicReading.ts'
import {
  AnswerAsk,
  ApplicationFile,
  ApplicationFilePath,
  ApplicationPath,
  ApplicationReceipt,
  FileOfRequirement,
  LabPath,
  ListEntries,
  MyApplication,
  MyLabs,
  PublicList,
  SaveAnswers,
  StartApplication,
  Versioned,
} from './schema.ts'
import { answerAsk, sendApplication, withdrawApplication } from './sending.ts'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

/** The qualified list of labs: for everybody, for the labs that apply, for the office. */
export const labListRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  await app.register(publicRoutes, context)
  await app.register(keeperRoutes, context)
  await app.register(labListDeskRoutes, context)
}

const publicRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db, city, config }) => {
  app.get(
    '/api/lab-list',
    {
      schema: {
        tags: ['labs'],
        summary: 'The qualified list: editions, who is listed, how long applications wait',
        querystring: NoQuery,
        response: { 200: PublicList, ...problems },
      },
    },
    () => readPublicList(db, city),
  )
  app.get(
    '/api/lab-list/labs/:code',
    {
      schema: {
        tags: ['labs'],
        summary: 'A lab’s entries in the qualified list',
        params: LabPath,
        querystring: NoQuery,
        response: { 200: ListEntries, ...problems },
      },
    },
    async (request) => ({ items: await readLabEntries(db, request.params.code) }),
  )
  const tables = { waiting: writeWaitingCsv, entries: writeEntriesCsv }
  for (const [name, write] of Object.entries(tables))
    app.get(
      `/api/lab-list/${name}.csv`,
      {
        schema: {
          tags: ['labs'],
          summary: `The qualified list as a table: ${name}`,
          querystring: NoQuery,
          response: textReplies('text/csv'),
        },
      },
      async (_request, reply) =>
        sendCsv(reply, `lab-list-${name}`, write(await readPublicList(db, city), config.demo)),
    )
}

/** What the people of a lab do with its applications. */
const keeperRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  guard(app, 'actForParties')
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  await app.register(writingRoutes, context)
  await app.register(sendingRoutes, context)
  await app.register(fileRoutes, context)
}

const writingRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db, city }) => {
  app.get(
    '/api/lab-list/mine',
    { schema: { querystring: NoQuery, response: { 200: MyLabs, ...problems } } },
    (request) => listMine(db, personOf(request).account.id),
  )
  app.post(
    '/api/lab-list/applications',
    { schema: { body: StartApplication, response: { 200: MyApplication, 201: MyApplication, ...problems } } },
    async (request, reply) => {
      const { id, created } = await startApplication(db, personOf(request), request.body)
      return reply.code(created ? 201 : 200).send(await readMine(db, city, personOf(request), id))
    },
  )
  app.get(
    '/api/lab-list/applications/:id',
    {
      schema: {
        params: ApplicationPath,
        querystring: NoQuery,
        response: { 200: MyApplication, ...problems },
      },
    },
    (request) => readMine(db, city, personOf(request), request.params.id),
  )
  app.put(
    '/api/lab-list/applications/:id',
    { schema: { params: ApplicationPath, body: SaveAnswers, response: { 200: MyApplication, ...problems } } },
    async (request) => {
      await saveAnswers(db, personOf(request), request.params.id, request.body)
      return readMine(db, city, personOf(request), request.params.id)
    },
  )
  app.delete(
    '/api/lab-list/applications/:id',
    { schema: { params: ApplicationPath, response: { 204: Type.Null(), ...problems } } },
    async (request, reply) => {
      await discardDraft(db, personOf(request), request.params.id)
      return reply.code(204).send(null)
    },
  )
}

const sendingRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, city } = context
  app.post(
    '/api/lab-list/applications/:id/send',
    {
      schema: {
        headers: IdempotencyKey,
        params: ApplicationPath,
        body: Versioned,
        response: { 201: ApplicationReceipt, ...problems },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const key = request.headers['idempotency-key']
      return reply
        .code(201)
        .send(await sendApplication(context, personOf(request), { id, ...request.body }, key))
    },
  )
  app.post(
    '/api/lab-list/applications/:id/answer',
    { schema: { params: ApplicationPath, body: AnswerAsk, response: { 200: MyApplication, ...problems } } },
    async (request) => {
      await answerAsk(context, personOf(request), request.params.id, request.body)
      return readMine(db, city, personOf(request), request.params.id)
    },
  )
  app.post(
    '/api/lab-list/applications/:id/withdraw',
    { schema: { params: ApplicationPath, body: Versioned, response: { 200: MyApplication, ...problems } } },
    async (request) => {
      await withdrawApplication(context, personOf(request), request.params.id, request.body.version)
      return readMine(db, city, personOf(request), request.params.id)
    },
  )
}

const fileRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, config } = context
  await acceptUploads(app)
  app.post(
    '/api/lab-list/applications/:id/files',
    {
      schema: {
        params: ApplicationPath,
        querystring: FileOfRequirement,
        response: { 201: ApplicationFile, ...problems },
      },
    },
    async (request, reply) => {
      const accountId = personOf(request).account.id
      const place = { accountId, id: request.params.id, requirement: request.query.requirement }
      return reply.code(201).send(await addFile(context, place, request))
    },
  )
  app.delete(
    '/api/lab-list/applications/:id/files/:fileId',
    { schema: { params: ApplicationFilePath, response: { 204: Type.Null(), ...problems } } },
    async (request, reply) => {
      await removeFile(db, personOf(request), request.params.id, request.params.fileId)
      return reply.code(204).send(null)
    },
  )
  app.get(
    '/api/lab-list/applications/:id/files/:fileId',
    { schema: { params: ApplicationFilePath, querystring: NoQuery, response: { 200: Bytes, ...problems } } },
    async (request, reply) => {
      const { id, fileId } = request.params
      const file = await readFile(db, personOf(request).account.id, id, fileId)
      return sendFile(reply, file, await openStored(config.varDir, file.sha256))
    },
  )
}
