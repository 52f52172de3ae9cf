import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import type { TObject, TProperties } from 'typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { NotFoundError, problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { callFileRoutes } from './callFileRoutes.ts'
import { listDeskCalls, readDeskCall } from './desk.ts'
import { correct, end, extend, leadCall, publish, unseal } from './leading.ts'
import { createCall, saveDraft } from './preparing.ts'
import { previewCall } from './queries.ts'
import {
  Call,
  CallPath,
  CorrectCall,
  DeskCall,
  DeskCallList,
  EndCall,
  ExtendCall,
  MoveCall,
  NewCall,
  SaveCall,
} from './schema.ts'

const schemaOf = <Properties extends TProperties>(body: TObject<Properties>) => ({
  schema: { params: CallPath, body, response: { 200: DeskCall, ...problems } },
})

/** What the office does with calls, from their draft to their end. */
export const callDeskRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  await app.register(callFileRoutes, context)
  guard(app, 'prepareCalls')
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  type Addressed = FastifyRequest<{ Params: { code: string }; Body: { version: number } }>
  /** Does an action and answers with the call as it then stands. */
  const lead = async (
    request: FastifyRequest,
    action: Parameters<typeof leadCall>[3]['action'],
    work: Parameters<typeof leadCall>[3]['work'],
  ) => {
    const { params, body } = request as Addressed
    await leadCall(context, personOf(request), params.code, { action, version: body.version, work })
    return readDeskCall(db, context, params.code)
  }

  app.get(
    '/api/desk/calls',
    { schema: { querystring: NoQuery, response: { 200: DeskCallList, ...problems } } },
    () => listDeskCalls(db),
  )
  app.post(
    '/api/desk/calls',
    { schema: { body: NewCall, response: { 201: DeskCall, ...problems } } },
    async (request, reply) => {
      await createCall(context, personOf(request), request.body)
      reply.code(201)
      return readDeskCall(db, context, request.body.code)
    },
  )

  const path = '/api/desk/calls/:code'
  app.get(
    `${path}/preview`,
    { schema: { params: CallPath, querystring: NoQuery, response: { 200: Call, ...problems } } },
    async ({ params }) => {
      const call = await previewCall(db, params.code)
      if (!call) throw new NotFoundError(`There is no call "${params.code}".`)
      return call
    },
  )
  app.get(
    path,
    { schema: { params: CallPath, querystring: NoQuery, response: { 200: DeskCall, ...problems } } },
    (request) => readDeskCall(db, context, request.params.code),
  )
  app.put(path, schemaOf(SaveCall), async (request) => {
    await saveDraft(context, personOf(request), request.params.code, request.body)
    return readDeskCall(db, context, request.params.code)
  })
  app.post(`${path}/publish`, schemaOf(MoveCall), (request) => lead(request, 'publish', publish))
  app.post(`${path}/correct`, schemaOf(CorrectCall), (request) =>
    lead(request, 'correct', correct(request.body.content, groundsOf(request.body))),
  )
  app.post(`${path}/extend`, schemaOf(ExtendCall), (request) =>
    lead(request, 'extend', extend('extended', request.body.closesAt, groundsOf(request.body))),
  )
  app.post(`${path}/reopen`, schemaOf(ExtendCall), (request) =>
    lead(request, 'reopen', extend('reopened', request.body.closesAt, groundsOf(request.body))),
  )
  app.post(`${path}/unseal`, schemaOf(MoveCall), (request) => lead(request, 'unseal', unseal))
  app.post(`${path}/noBids`, schemaOf(EndCall), (request) =>
    lead(request, 'noBids', end('noBids', groundsOf(request.body))),
  )
  app.post(`${path}/revoke`, schemaOf(EndCall), (request) =>
    lead(request, 'revoke', end('revoke', groundsOf(request.body))),
  )
}

const groundsOf = ({
  reason,
  actNumber,
  actDate,
}: {
  reason: string
  actNumber: string
  actDate: string
}) => ({
  reason: reason.trim(),
  actNumber: actNumber.trim(),
  actDate,
})
