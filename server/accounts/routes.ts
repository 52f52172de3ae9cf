import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { describeMe } from './me.ts'
import { ownRoutes } from './ownRoutes.ts'
import { closeSession } from './queries.ts'
import { confirmRegistration, register } from './registration.ts'
import { resetRoutes } from './resetRoutes.ts'
import { Me, Registration, RegistrationAnswer, RegistrationConfirmation, SignIn } from './schema.ts'
import { clearSessionCookie, startSession } from './session.ts'
import { checkSignIn, countTries, signInLimit } from './signIn.ts'

export const accountRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, config } = context
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  await app.register(resetRoutes, context)
  await app.register(ownRoutes, context)

  app.get('/api/me', { schema: { response: { 200: Me, ...problems } } }, (request) =>
    describeMe(request, config),
  )

  app.post(
    '/api/accounts',
    {
      schema: { body: Registration, response: { 202: RegistrationAnswer, ...problems } },
      config: signInLimit(config),
    },
    async (request, reply) => reply.code(202).send(await register(db, config, request.body)),
  )

  app.post(
    '/api/accounts/confirm',
    {
      schema: { body: RegistrationConfirmation, response: { 201: Me, ...problems } },
      config: signInLimit(config),
    },
    async (request, reply) => {
      await startSession(request, reply, db, await confirmRegistration(db, request.body))
      return reply.code(201).send(describeMe(request, config))
    },
  )

  app.post(
    '/api/session',
    {
      schema: { body: SignIn, response: { 200: Me, ...problems } },
      config: signInLimit(config),
      preHandler: countTries(app, config),
    },
    async (request, reply) => {
      await startSession(request, reply, db, await checkSignIn(request, context, request.body))
      return describeMe(request, config)
    },
  )

  app.delete(
    '/api/session',
    { schema: { response: { 204: Type.Null(), ...problems } } },
    async (request, reply) => {
      if (request.person) await closeSession(db, request.person.sessionHash)
      clearSessionCookie(request, reply)
      return reply.code(204).send(null)
    },
  )
}
