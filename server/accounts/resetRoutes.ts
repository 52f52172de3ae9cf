import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { confirmEmailChange } from './emailChange.ts'
import { describeMe } from './me.ts'
import { askReset, confirmReset } from './resets.ts'
import { Confirmation, LetterGoes, Me, ResetConfirmation, ResetRequest } from './schema.ts'
import { startSession } from './session.ts'
import { signInLimit } from './signIn.ts'

/** What one does with the link of a letter, without being signed in. */
export const resetRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, config } = context
  const limit = signInLimit(config)

  app.post(
    '/api/accounts/reset',
    { schema: { body: ResetRequest, response: { 202: LetterGoes, ...problems } }, config: limit },
    async (request, reply) => {
      await askReset(context, request.body)
      return reply.code(202).send({ email: request.body.email })
    },
  )

  app.post(
    '/api/accounts/reset/confirm',
    { schema: { body: ResetConfirmation, response: { 200: Me, ...problems } }, config: limit },
    async (request, reply) => {
      await startSession(request, reply, db, await confirmReset(context, request.body))
      return describeMe(request, config)
    },
  )

  app.post(
    '/api/accounts/email/confirm',
    { schema: { body: Confirmation, response: { 200: LetterGoes, ...problems } }, config: limit },
    async (request) => ({ email: await confirmEmailChange(context, request.body.token) }),
  )
}
