import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { deviceHash } from '../accounts/device.ts'
import { guard, personOf } from '../accounts/guard.ts'
import { clearSessionCookie } from '../accounts/session.ts'
import { signInLimit } from '../accounts/signIn.ts'
import { romeDate } from '../city/rules.ts'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { eraseOwnData } from './erasure.ts'
import { exportOwnData } from './exportZip.ts'
import { readFacts } from './queries.ts'
import { describeHeld, planErasure } from './rules.ts'
import { ErasureRequest, HeldData, RetentionTable } from './schema.ts'

/** How often one account may take along what is held of it: all of it is read, files too. */
const exportLimit = ({ writesPerMinute }: Config) => ({
  rateLimit: { max: Math.max(5, Math.floor(writesPerMinute / 24)), timeWindow: '1 hour', allowList: [] },
})

const Bytes = Type.Unsafe<NodeJS.ReadableStream>({ type: 'string', format: 'binary' })

export const privacyRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  app.get(
    '/api/retention',
    {
      schema: {
        tags: ['privacy'],
        summary: 'How long what is kept, and on what legal basis',
        response: { 200: RetentionTable, ...problems },
      },
    },
    async () => ({ rules: context.city.retention }),
  )
  await app.register(ownDataRoutes, context)
}

/** What is held about oneself: to see, to take along, to have erased. */
const ownDataRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, city, config } = context
  guard(app, 'useOwnAccount')
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get('/api/me/data', { schema: { response: { 200: HeldData, ...problems } } }, async (request) => {
    const facts = await readFacts(db, personOf(request))
    return { held: describeHeld(facts.counts, city.retention), erasure: planErasure(facts, city.retention) }
  })

  app.get(
    '/api/me/data.zip',
    { schema: { response: { 200: Bytes, ...problems } }, config: exportLimit(config) },
    async (request, reply) => {
      const day = romeDate(new Date())
      return reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="spazi-${day}.zip"`)
        .send(await exportOwnData(context, personOf(request)))
    },
  )

  app.post(
    '/api/me/erasure',
    {
      schema: { body: ErasureRequest, response: { 204: Type.Null(), ...problems } },
      config: signInLimit(config),
    },
    async (request, reply) => {
      const person = personOf(request)
      const proof = { deviceHash: deviceHash(request, person.account.id), password: request.body.password }
      await eraseOwnData(db, city.retention, person, proof)
      clearSessionCookie(request, reply)
      return reply.code(204).send(null)
    },
  )
}
