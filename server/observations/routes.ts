import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { PaperQuery } from '../documents/schema.ts'
import { acceptUploads } from '../files/receiving.ts'
import { openStored, sendFile, sendPaper } from '../files/serving.ts'
import { problems } from '../http/problem.ts'
import { IdempotencyKey, NoQuery } from '../http/schema.ts'
import { discardSubmission, saveSubmission, startSubmission } from './drafts.ts'
import { addFile, readFile, removeFile } from './files.ts'
import { followSubmission, listOwn, readOwn } from './reading.ts'
import { writeReceipt } from './receipt.ts'
import {
  FollowedSubmission,
  Following,
  MySubmission,
  MySubmissionList,
  SubmissionFile,
  SubmissionFilePath,
  SubmissionFileQuery,
  SubmissionPath,
  SubmissionReceipt,
  SubmissionSave,
  SubmissionSaved,
  SubmissionSending,
  SubmissionStart,
  SubmissionWithdrawal,
} from './schema.ts'
import { sendSubmission, withdrawSubmission } from './sending.ts'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

/** What people write to plans: their own, and what one follows by number and code. */
export const observationRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  app.post(
    '/api/observations/follow',
    {
      schema: {
        tags: ['observations'],
        summary: 'What became of an observation, by its number and the code of its receipt',
        body: Following,
        response: { 200: FollowedSubmission, ...problems },
      },
    },
    (request) => followSubmission(context.db, request.body),
  )
  await app.register(writerRoutes, context)
}

const writerRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  guard(app, 'writeObservations')
  await app.register(draftRoutes, context)
  await app.register(fileRoutes, context)
  await app.register(ownRoutes, context)
}

/** Writing an observation and sending it. */
const draftRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context

  app.post(
    '/api/observations/drafts',
    { schema: { body: SubmissionStart, response: { 200: MySubmission, 201: MySubmission, ...problems } } },
    async (request, reply) => {
      const person = personOf(request)
      const { id, created } = await startSubmission(db, person, request.body.plan)
      return reply.code(created ? 201 : 200).send(await readOwn(db, context, person.account.id, id))
    },
  )
  app.put(
    '/api/observations/drafts/:id',
    {
      schema: {
        params: SubmissionPath,
        body: SubmissionSave,
        response: { 200: SubmissionSaved, ...problems },
      },
    },
    (request) => saveSubmission(db, personOf(request).account.id, request.params.id, request.body),
  )
  app.delete(
    '/api/observations/drafts/:id',
    { schema: { params: SubmissionPath, response: { 204: Type.Null(), ...problems } } },
    async (request, reply) => {
      await discardSubmission(db, personOf(request).account.id, request.params.id)
      return reply.code(204).send(null)
    },
  )
  app.post(
    '/api/observations',
    {
      schema: {
        tags: ['observations'],
        summary: 'Send an observation; the same Idempotency-Key gives the same receipt',
        headers: IdempotencyKey,
        body: SubmissionSending,
        response: { 201: SubmissionReceipt, ...problems },
      },
    },
    async (request, reply) => {
      const key = request.headers['idempotency-key']
      const receipt = await sendSubmission(context, personOf(request), request.body, key)
      return reply.code(201).send(receipt)
    },
  )
}

/** Files of a draft, and of what was sent. */
const fileRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, config } = context
  await acceptUploads(app)

  app.post(
    '/api/observations/:id/files',
    {
      schema: {
        params: SubmissionPath,
        querystring: SubmissionFileQuery,
        consumes: ['multipart/form-data'],
        response: { 201: SubmissionFile, ...problems },
      },
    },
    async (request, reply) => {
      const accountId = personOf(request).account.id
      const place = { accountId, submissionId: request.params.id, ...request.query }
      return reply.code(201).send(await addFile(context, place, request))
    },
  )
  app.delete(
    '/api/observations/:id/files/:fileId',
    { schema: { params: SubmissionFilePath, response: { 204: Type.Null(), ...problems } } },
    async (request, reply) => {
      const { id, fileId } = request.params
      await removeFile(db, { accountId: personOf(request).account.id, submissionId: id }, fileId)
      return reply.code(204).send(null)
    },
  )
  app.get(
    '/api/observations/:id/files/:fileId',
    { schema: { params: SubmissionFilePath, querystring: NoQuery, response: { 200: Bytes, ...problems } } },
    async (request, reply) => {
      const { id, fileId } = request.params
      const place = { accountId: personOf(request).account.id, submissionId: id }
      const file = await readFile(db, place, fileId)
      return sendFile(reply, file, await openStored(config.varDir, file.sha256))
    },
  )
}

/** What was sent, and what can still be done with it. */
const ownRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context

  app.get(
    '/api/observations',
    { schema: { querystring: NoQuery, response: { 200: MySubmissionList, ...problems } } },
    (request) => listOwn(db, personOf(request).account.id),
  )
  app.get(
    '/api/observations/:id',
    {
      schema: { params: SubmissionPath, querystring: NoQuery, response: { 200: MySubmission, ...problems } },
    },
    (request) => readOwn(db, context, personOf(request).account.id, request.params.id),
  )
  app.get(
    '/api/observations/:id/receipt.pdf',
    { schema: { params: SubmissionPath, querystring: PaperQuery, response: { 200: Bytes, ...problems } } },
    async (request, reply) => {
      const { account } = personOf(request)
      const { id } = await readOwn(db, context, account.id, request.params.id)
      const language = request.query.language ?? account.language
      return sendPaper(reply, await writeReceipt(context, id, { language, accessCode: null }))
    },
  )
  app.post(
    '/api/observations/:id/withdraw',
    {
      schema: {
        params: SubmissionPath,
        body: SubmissionWithdrawal,
        response: { 200: MySubmission, ...problems },
      },
    },
    async (request) => {
      const person = personOf(request)
      await withdrawSubmission(context, person, request.params.id, request.body.version)
      return readOwn(db, context, person.account.id, request.params.id)
    },
  )
}
