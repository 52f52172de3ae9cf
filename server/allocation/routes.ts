import multipart from '@fastify/multipart'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { guard, isPermitted, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { act, answerCompletion } from './decisions.ts'
import { saveDraft, startDraft } from './drafts.ts'
import { addFile, readFile, removeFile } from './files.ts'
import { listMine, readMine } from './reading.ts'
import {
  CompletionAnswer,
  DraftSave,
  DraftSaved,
  DraftStart,
  FilePath,
  fileSizeLimitBytes,
  MyRequest,
  MyRequestList,
  Receipt,
  RequestFile,
  RequestPath,
  Sending,
  Withdrawal,
} from './schema.ts'
import { sendRequest } from './sending.ts'
import { readUpload } from './upload.ts'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })
const IdempotencyKey = Type.Object({
  'idempotency-key': Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
})

export const allocationRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  await app.register(applicantRoutes, context)
  await app.register(fileRoutes, context)
}

/** A file, for who sent it and for the office. */
const fileRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db }) => {
  guard(app, 'readRequestFiles')

  app.get(
    '/api/requests/:id/files/:fileId',
    { schema: { params: FilePath, response: { 200: Bytes, ...problems } } },
    async (request, reply) => {
      const person = personOf(request)
      const reader = { accountId: person.account.id, isOffice: isPermitted(person, 'examineRequests') }
      const file = await readFile(db, reader, request.params.id, request.params.fileId)
      return reply
        .type(file.mediaType)
        .headers({
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
          'x-content-type-options': 'nosniff',
          'content-security-policy': "default-src 'none'; sandbox",
        })
        .send(file.content)
    },
  )
}

/** What applicants do with their own requests. */
const applicantRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  guard(app, 'writeRequests')
  await app.register(draftRoutes, context)
  await app.register(ownFileRoutes, context)
  await app.register(ownRequestRoutes, context)
}

/** Writing a request and sending it. */
const draftRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context

  app.post(
    '/api/requests/drafts',
    { schema: { body: DraftStart, response: { 200: MyRequest, 201: MyRequest, ...problems } } },
    async (request, reply) => {
      const accountId = personOf(request).account.id
      const { id, created } = await startDraft(db, accountId, request.body)
      return reply.code(created ? 201 : 200).send(await readMine(db, context, accountId, id))
    },
  )

  app.put(
    '/api/requests/drafts/:id',
    { schema: { params: RequestPath, body: DraftSave, response: { 200: DraftSaved, ...problems } } },
    (request) => saveDraft(db, personOf(request).account.id, request.params.id, request.body),
  )

  app.post(
    '/api/requests',
    { schema: { headers: IdempotencyKey, body: Sending, response: { 201: Receipt, ...problems } } },
    async (request, reply) => {
      const key = request.headers['idempotency-key']
      return reply.code(201).send(await sendRequest(context, personOf(request), request.body, key))
    },
  )
}

/** Files of a draft, or of what the office asked for. */
const ownFileRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db }) => {
  await app.register(multipart, {
    throwFileSizeLimit: true,
    limits: { files: 1, fields: 0, parts: 1, headerPairs: 20, fileSize: fileSizeLimitBytes },
  })

  app.post(
    '/api/requests/:id/files',
    {
      schema: {
        params: RequestPath,
        consumes: ['multipart/form-data'],
        response: { 201: RequestFile, ...problems },
      },
    },
    async (request, reply) => {
      const upload = await readUpload(request)
      return reply.code(201).send(await addFile(db, personOf(request).account.id, request.params.id, upload))
    },
  )

  app.delete(
    '/api/requests/:id/files/:fileId',
    { schema: { params: FilePath, response: { 204: Type.Null(), ...problems } } },
    async (request, reply) => {
      const { id, fileId } = request.params
      await removeFile(db, personOf(request).account.id, id, fileId)
      return reply.code(204).send(null)
    },
  )
}

/** Requests that were sent, and what can still be done with them. */
const ownRequestRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context

  app.get('/api/requests', { schema: { response: { 200: MyRequestList, ...problems } } }, (request) =>
    listMine(db, personOf(request).account.id),
  )

  app.get(
    '/api/requests/:id',
    { schema: { params: RequestPath, response: { 200: MyRequest, ...problems } } },
    (request) => readMine(db, context, personOf(request).account.id, request.params.id),
  )

  app.post(
    '/api/requests/:id/withdraw',
    { schema: { params: RequestPath, body: Withdrawal, response: { 200: MyRequest, ...problems } } },
    async (request) => {
      const person = personOf(request)
      await act(context, person, request.params.id, 'withdraw', request.body.version)
      return readMine(db, context, person.account.id, request.params.id)
    },
  )

  app.post(
    '/api/requests/:id/completion',
    { schema: { params: RequestPath, body: CompletionAnswer, response: { 200: MyRequest, ...problems } } },
    async (request) => {
      const person = personOf(request)
      const { version, answer } = request.body
      await act(context, person, request.params.id, 'complete', version, answerCompletion(answer))
      return readMine(db, context, person.account.id, request.params.id)
    },
  )
}
