import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { ForbiddenError, InvalidError, problems, UnauthenticatedError } from '../http/problem.ts'
import { permissionsOf } from './guard.ts'
import { passwordFits } from './passwords.ts'
import { closeSession, confirmRegistration, demoAccount, findByEmail } from './queries.ts'
import { register } from './registration.ts'
import { Confirmation, Me, Registration, RegistrationAnswer, SignIn } from './schema.ts'
import { clearSessionCookie, startSession } from './session.ts'

/** How often one address may try to sign in, register or confirm: less than the general limit. */
const signInLimit = (config: Config) => ({
  rateLimit: { max: Math.max(5, Math.floor(config.writesPerMinute / 6)), timeWindow: '1 minute' },
})

async function checkSignIn(db: Db, config: Config, body: SignIn): Promise<string> {
  if ('demo' in body) {
    if (config.demo) return demoAccount(db, body.demo)
    throw new ForbiddenError('This server is not a demonstration.', '/problems/no-demo')
  }
  const account = await findByEmail(db, body.email)
  if ((await passwordFits(account?.passwordHash, body.password)) && account) return account.id
  throw new UnauthenticatedError('E-mail address or password is wrong.', '/problems/wrong-password')
}

function describe(request: FastifyRequest, config: Config): Me {
  const { person } = request
  return {
    account: person?.account ?? null,
    roles: person?.roles ?? [],
    permissions: person ? permissionsOf(person) : [],
    grants: person?.grants ?? [],
    identifiedBy: person?.identifiedBy ?? null,
    csrfToken: person?.csrfToken ?? null,
    demo: config.demo,
  }
}

export const accountRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db, config }) => {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get('/api/me', { schema: { response: { 200: Me, ...problems } } }, (request) =>
    describe(request, config),
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
    { schema: { body: Confirmation, response: { 201: Me, ...problems } }, config: signInLimit(config) },
    async (request, reply) => {
      const id = await db.transaction((trx) => confirmRegistration(trx, request.body.token))
      if (!id) throw new InvalidError('This link is used or too old: register again.', '/problems/old-link')
      await startSession(request, reply, db, { accountId: id, identifiedBy: 'local' })
      return reply.code(201).send(describe(request, config))
    },
  )

  app.post(
    '/api/session',
    { schema: { body: SignIn, response: { 200: Me, ...problems } }, config: signInLimit(config) },
    async (request, reply) => {
      const accountId = await checkSignIn(db, config, request.body)
      await startSession(request, reply, db, { accountId, identifiedBy: 'local' })
      return describe(request, config)
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
