import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { addDigest, confirmDigest, stopDigest } from './digests.ts'
import { DigestReply, DigestToken, NewDigest } from './schema.ts'

const tags = ['districts']

/** Following a district by mail: ask, confirm by the link of a letter, stop by the link in each. */
export const digestRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.post(
    '/api/digests',
    {
      schema: {
        tags,
        summary: 'Follow a district by mail once a month; a letter with a link confirms it',
        body: NewDigest,
        response: { 202: DigestReply, ...problems },
      },
    },
    async ({ body }, reply) => {
      await addDigest(context, body)
      return reply.code(202).send({ status: 'letterSent' })
    },
  )
  app.post(
    '/api/digests/confirm',
    {
      schema: {
        tags,
        summary: 'Confirm it by the token of the letter',
        body: DigestToken,
        response: { 200: DigestReply, ...problems },
      },
    },
    async ({ body }) => {
      await confirmDigest(context.db, body.token)
      return { status: 'confirmed' as const }
    },
  )
  app.post(
    '/api/digests/stop',
    {
      schema: {
        tags,
        summary: 'Stop it by the token in any of its letters',
        body: DigestToken,
        response: { 200: DigestReply, ...problems },
      },
    },
    async ({ body }) => {
      await stopDigest(context.db, body.token)
      return { status: 'stopped' as const }
    },
  )
}
