import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { deviceHash } from './device.ts'
import { askEmailChange } from './emailChange.ts'
import { guard, personOf } from './guard.ts'
import { describeMe } from './me.ts'
import { changePassword, checkOwnPassword, refuseDemoPerson } from './ownPassword.ts'
import { changeProfile, readProfile } from './ownProfile.ts'
import { endOtherSessions, endSession, listSessions } from './ownSessions.ts'
import {
  EmailChange,
  LetterGoes,
  Me,
  OpenSessionList,
  PasswordChange,
  Profile,
  ProfileChange,
  SessionPath,
} from './schema.ts'
import { carrySession } from './session.ts'
import { signInLimit } from './signIn.ts'

const Done = Type.Null()

/** One's own account: what it says, how it is opened, and where it is open. */
export const ownRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  guard(app, 'useOwnAccount')
  await app.register(profileRoutes, context)
  await app.register(sessionRoutes, context)
}

const profileRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, config } = context
  const limit = signInLimit(config)

  app.get('/api/account', { schema: { response: { 200: Profile, ...problems } } }, (request) =>
    readProfile(db, personOf(request).account.id),
  )

  app.patch(
    '/api/account',
    { schema: { body: ProfileChange, response: { 200: Profile, ...problems } } },
    (request) => changeProfile(db, personOf(request), request.body),
  )

  app.post(
    '/api/account/password',
    { schema: { body: PasswordChange, response: { 200: Me, ...problems } }, config: limit },
    async (request, reply) => {
      const person = personOf(request)
      const device = deviceHash(request, person.account.id)
      await carrySession(request, reply, db, await changePassword(context, person, device, request.body))
      return describeMe(request, config)
    },
  )

  app.post(
    '/api/account/email',
    { schema: { body: EmailChange, response: { 202: LetterGoes, ...problems } }, config: limit },
    async (request, reply) => {
      const person = personOf(request)
      const { email, current } = request.body
      refuseDemoPerson(person)
      const proof = await checkOwnPassword(db, person, deviceHash(request, person.account.id), current)
      await askEmailChange(context, person, proof, email)
      return reply.code(202).send({ email })
    },
  )
}

const sessionRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db }) => {
  app.get(
    '/api/account/sessions',
    { schema: { response: { 200: OpenSessionList, ...problems } } },
    async (request) => ({ items: await listSessions(db, personOf(request)) }),
  )

  app.delete(
    '/api/account/sessions/:id',
    { schema: { params: SessionPath, response: { 204: Done, ...problems } } },
    async (request, reply) => {
      await endSession(db, personOf(request), request.params.id)
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/api/account/sessions',
    { schema: { response: { 204: Done, ...problems } } },
    async (request, reply) => {
      await endOtherSessions(db, personOf(request))
      return reply.code(204).send(null)
    },
  )
}
