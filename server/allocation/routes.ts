import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { guard, isPermitted, personOf } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import { PaperQuery } from '../documents/schema.ts'
import { acceptUploads } from '../files/receiving.ts'
import { openStored, sendFile, sendPaper, sendThumbnail } from '../files/serving.ts'
import { problems } from '../http/problem.ts'
import { IdempotencyKey } from '../http/schema.ts'
import { act, answerCompletion } from './decisions.ts'
import { discardDraft } from './discarding.ts'
import { moveDraft, saveDraft, startDraft } from './drafts.ts'
import { addFile, readFile, removeFile } from './files.ts'
import { confirm, readToConfirm } from './identification.ts'
import { listMine, readMine } from './reading.ts'
import { writeReceipt } from './receipt.ts'
import {
  CompletionAnswer,
  DraftMove,
  DraftSave,
  DraftSaved,
  DraftStart,
  FilePath,
  FileQuery,
  MyRequest,
  MyRequestList,
  Receipt,
  RequestConfirmation,
  RequestFile,
  RequestPath,
  Sending,
  SignedRequest,
  Withdrawal,
} from './schema.ts'
import { sendRequest } from './sending.ts'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

export const allocationRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  await app.register(applicantRoutes, context)
  await app.register(fileRoutes, context)
}

/** Files, their small pictures and the receipt, for who sent them and for the office. */
const fileRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, config } = context
  guard(app, 'readRequestFiles')
  const findFile = (person: Person, { id, fileId }: FilePath) =>
    readFile(
      db,
      { accountId: person.account.id, isOffice: isPermitted(person, 'examineRequests') },
      id,
      fileId,
    )
  const schema = { params: FilePath, response: { 200: Bytes, ...problems } }

  app.get('/api/requests/:id/files/:fileId', { schema }, async (request, reply) => {
    const file = await findFile(personOf(request), request.params)
    return sendFile(reply, file, file.content ?? (await openStored(config.varDir, file.storedSha256)))
  })

  app.get('/api/requests/:id/files/:fileId/thumbnail', { schema }, async (request, reply) =>
    sendThumbnail(reply, config.varDir, await findFile(personOf(request), request.params)),
  )

  app.get(
    '/api/requests/:id/receipt.pdf',
    {
      schema: { params: RequestPath, querystring: PaperQuery, response: { 200: Bytes, ...problems } },
    },
    async (request, reply) => {
      const person = personOf(request)
      const reader = { person, isOffice: isPermitted(person, 'examineRequests') }
      const language = request.query.language ?? person.account.language
      return sendPaper(reply, await writeReceipt(context, reader, request.params.id, language))
    },
  )
}

/** What applicants do with their own requests. */
const applicantRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  guard(app, 'writeRequests')
  await app.register(draftRoutes, context)
  await app.register(ownFileRoutes, context)
  await app.register(ownRequestRoutes, context)
  await app.register(confirmationRoutes, context)
}

/** Writing a request and sending it. */
const draftRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context

  app.post(
    '/api/requests/drafts',
    { schema: { body: DraftStart, response: { 200: MyRequest, 201: MyRequest, ...problems } } },
    async (request, reply) => {
      const person = personOf(request)
      const { id, created } = await startDraft(db, person, request.body)
      return reply.code(created ? 201 : 200).send(await readMine(db, context, person.account.id, id))
    },
  )

  app.put(
    '/api/requests/drafts/:id/party',
    { schema: { params: RequestPath, body: DraftMove, response: { 200: MyRequest, ...problems } } },
    async (request) => {
      const person = personOf(request)
      await moveDraft(db, person, request.params.id, request.body)
      return readMine(db, context, person.account.id, request.params.id)
    },
  )

  app.put(
    '/api/requests/drafts/:id',
    { schema: { params: RequestPath, body: DraftSave, response: { 200: DraftSaved, ...problems } } },
    (request) => saveDraft(db, personOf(request).account.id, request.params.id, request.body),
  )

  app.delete(
    '/api/requests/drafts/:id',
    { schema: { params: RequestPath, response: { 204: Type.Null(), ...problems } } },
    async (request, reply) => {
      await discardDraft(db, personOf(request), request.params.id)
      return reply.code(204).send(null)
    },
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
const ownFileRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  await acceptUploads(app)

  app.post(
    '/api/requests/:id/files',
    {
      schema: {
        params: RequestPath,
        querystring: FileQuery,
        consumes: ['multipart/form-data'],
        response: { 201: RequestFile, ...problems },
      },
    },
    async (request, reply) => {
      const { account } = personOf(request)
      const place = { accountId: account.id, requestId: request.params.id, ...request.query }
      const added = await addFile(context, place, request)
      return reply.code(201).send(added)
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

/** Signing, by SPID, CIE or CNS, an application that was sent from a local account. */
const confirmationRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const schema = { params: RequestPath, response: { 200: SignedRequest, ...problems } }

  app.get('/api/requests/:id/identification', { schema }, (request) =>
    readToConfirm(context, personOf(request), request.params.id),
  )

  app.post(
    '/api/requests/:id/identify',
    { schema: { ...schema, body: RequestConfirmation } },
    async (request) => {
      const person = personOf(request)
      await act(context, person, request.params.id, 'confirm', request.body.version, confirm)
      return readToConfirm(context, person, request.params.id)
    },
  )
}
