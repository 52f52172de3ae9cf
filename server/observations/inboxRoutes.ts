import multipart from '@fastify/multipart'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { actingRole, guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { PaperQuery } from '../documents/schema.ts'
import { openUpload } from '../files/receiving.ts'
import { openStored, sendFile, sendPaper } from '../files/serving.ts'
import { InvalidError, problems, TooLargeError } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { findPlanId } from '../plans/queries.ts'
import { PlanPath } from '../plans/schema.ts'
import { openSubmissionFile } from './deskFiles.ts'
import { listInbox, openOriginal, readInboxItem } from './inbox.ts'
import { openPart } from './inboxParts.ts'
import { dismissItem, registerItem, renewCode } from './inboxRegistering.ts'
import { inboxLimitBytes, takeIntoInbox } from './inboxTaking.ts'
import { makeLateAct } from './lateAct.ts'
import { writeReceipt } from './receipt.ts'
import {
  Inbox,
  InboxDismissal,
  InboxItemWhole,
  InboxListQuery,
  InboxPartPath,
  InboxPath,
  InboxQuery,
  InboxRegistration,
  InboxTaken,
  LateAct,
  LateActMade,
  SubmissionFilePath,
  SubmissionPath,
  SubmissionReceipt,
} from './schema.ts'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

/** What came in beside the form: at the desk of the planning office. */
export const inboxRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  await app.register(takingRoutes, context)
  await app.register(receivedRoutes, context)
  await app.register(lateRoutes, context)
}

/** @throws {TooLargeError} where the file is larger than the inbox takes */
async function readUpload(request: FastifyRequest) {
  const part = await openUpload(request)
  const content = await part.toBuffer().catch(() => {
    throw new InvalidError('The file did not arrive whole.', '/problems/upload')
  })
  if (part.file.truncated)
    throw new TooLargeError(`A file has at most ${inboxLimitBytes} bytes.`, '/problems/file-size')
  return { name: part.filename, content }
}

const takingRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, config } = context
  guard(app, 'examineObservations')
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { files: 1, fields: 0, parts: 1, headerPairs: 20, fileSize: inboxLimitBytes },
  })

  app.get(
    '/api/desk/observations/inbox',
    { schema: { querystring: InboxListQuery, response: { 200: Inbox, ...problems } } },
    (request) => listInbox(db, request.query),
  )
  app.post(
    '/api/desk/observations/inbox',
    {
      schema: {
        querystring: InboxQuery,
        consumes: ['multipart/form-data'],
        response: { 201: InboxTaken, ...problems },
      },
    },
    async (request, reply) => {
      const person = personOf(request)
      const planId = await findPlanId(db, request.query.plan)
      const file = await readUpload(request)
      const actor = { id: person.account.id, role: actingRole(person, 'examineObservations') }
      return reply.code(201).send(await takeIntoInbox(context, { planId, ...file, actor }))
    },
  )
  const path = '/api/desk/observations/inbox/:id'
  app.get(
    path,
    { schema: { params: InboxPath, querystring: NoQuery, response: { 200: InboxItemWhole, ...problems } } },
    (request) => readInboxItem(db, request.params.id),
  )
  app.get(
    `${path}/original`,
    { schema: { params: InboxPath, querystring: NoQuery, response: { 200: Bytes, ...problems } } },
    async (request, reply) => {
      const file = await openOriginal(db, personOf(request), request.params.id)
      return sendFile(reply, file, await openStored(config.varDir, file.sha256))
    },
  )
  app.get(
    `${path}/parts/:partId`,
    { schema: { params: InboxPartPath, querystring: NoQuery, response: { 200: Bytes, ...problems } } },
    async (request, reply) => {
      const { id, partId } = request.params
      const file = await openPart(db, personOf(request), id, partId)
      return sendFile(reply, file, await openStored(config.varDir, file.sha256))
    },
  )
  app.post(
    `${path}/register`,
    {
      schema: {
        params: InboxPath,
        body: InboxRegistration,
        response: { 201: SubmissionReceipt, ...problems },
      },
    },
    async (request, reply) => {
      const receipt = await registerItem(context, personOf(request), request.params.id, request.body)
      return reply.code(201).send(receipt)
    },
  )
  app.post(
    `${path}/dismiss`,
    { schema: { params: InboxPath, body: InboxDismissal, response: { 200: InboxItemWhole, ...problems } } },
    async (request) => {
      await dismissItem(db, personOf(request), request.params.id, request.body.reason)
      return readInboxItem(db, request.params.id)
    },
  )
}

/** What was received, as the office reads and prints it. */
const receivedRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, config } = context
  guard(app, 'examineObservations')
  app.get(
    '/api/desk/observations/:id/files/:fileId',
    { schema: { params: SubmissionFilePath, querystring: NoQuery, response: { 200: Bytes, ...problems } } },
    async (request, reply) => {
      const { id, fileId } = request.params
      const file = await openSubmissionFile(db, personOf(request), id, fileId)
      return sendFile(reply, file, await openStored(config.varDir, file.sha256))
    },
  )
  app.post(
    '/api/desk/observations/:id/receipt',
    { schema: { params: SubmissionPath, querystring: PaperQuery, response: { 200: Bytes, ...problems } } },
    async (request, reply) => {
      const accessCode = await renewCode(db, personOf(request), request.params.id)
      const language = request.query.language ?? 'it'
      return sendPaper(reply, await writeReceipt(context, request.params.id, { language, accessCode }))
    },
  )
}

const lateRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  guard(app, 'leadPlans')
  app.post(
    '/api/desk/plans/:code/late-act',
    { schema: { params: PlanPath, body: LateAct, response: { 201: LateActMade, ...problems } } },
    async (request, reply) =>
      reply.code(201).send(await makeLateAct(context, personOf(request), request.params.code, request.body)),
  )
}
