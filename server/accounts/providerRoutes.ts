import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { ForbiddenError, NotFoundError, ProblemError, problems } from '../http/problem.ts'
import { attemptMinutes, startAttempt, takeAttempt } from './attempts.ts'
import { cookieOptions, hostCookieName, readSignedCookie } from './cookies.ts'
import { identify } from './identities.ts'
import { callbackPath, createProvider } from './provider.ts'
import { nextAddress } from './rules.ts'
import { ProviderAnswer, ProviderStart } from './schema.ts'
import { startSession } from './session.ts'

const startPath = '/api/session/provider'
/** Binds an attempt to the browser that began it. */
const attemptCookie = 'spazi_provider'

const limitOf = ({ writesPerMinute }: Config) => ({
  rateLimit: {
    max: Math.max(10, Math.floor(writesPerMinute / 2)),
    timeWindow: '1 minute',
    allowList: [],
  },
})

function setAttemptCookie(request: FastifyRequest, reply: FastifyReply, state: string): void {
  const options = { ...cookieOptions(request), maxAge: attemptMinutes * 60 }
  reply.setCookie(hostCookieName(request, attemptCookie), state, options)
}

/** Whether the browser that comes back with a state is the one that left with it. */
const isSameBrowser = (request: FastifyRequest, state: string | undefined): state is string =>
  state !== undefined && readSignedCookie(request, attemptCookie) === state

/** Back to the sign-in page, which says what went wrong; what is no answer of ours is an error as elsewhere. */
function explain(reply: FastifyReply, error: unknown, next: string): FastifyReply {
  if (!(error instanceof ProblemError)) throw error
  const query = new URLSearchParams({ problem: error.type.replace('/problems/', ''), next })
  if (new URLSearchParams(next.split('?')[1]).get('lang') === 'en') query.set('lang', 'en')
  return reply.redirect(`/sign-in?${query}`)
}

/** Signing in with SPID, CIE or CNS through the city's provider: two addresses that a browser visits. */
export const providerRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db, config }) => {
  const provider = createProvider(config)
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get(
    startPath,
    {
      schema: { querystring: ProviderStart, response: { 302: Type.Null(), ...problems } },
      config: limitOf(config),
    },
    async (request, reply) => {
      const { method, next } = request.query
      if (!provider || !config.provider?.methods.some((offered) => offered.method === method)) {
        throw new NotFoundError('This way of signing in is not offered here.', '/problems/provider-none')
      }
      const returnTo = nextAddress(next)
      try {
        const attempt = await startAttempt(db, method, returnTo)
        const address = await provider.addressFor(attempt)
        setAttemptCookie(request, reply, attempt.state)
        return reply.redirect(address)
      } catch (error) {
        return explain(reply, error, returnTo)
      }
    },
  )

  app.get(
    callbackPath,
    {
      schema: { querystring: ProviderAnswer, response: { 302: Type.Null(), ...problems } },
      config: limitOf(config),
    },
    async (request, reply) => {
      const { state } = request.query
      reply.clearCookie(hostCookieName(request, attemptCookie), cookieOptions(request))
      const attempt = isSameBrowser(request, state) ? await takeAttempt(db, state) : null
      const returnTo = attempt?.returnTo ?? '/'
      try {
        if (!provider || !config.provider || !attempt) {
          throw new ForbiddenError('This sign-in is over.', '/problems/provider-expired')
        }
        const claims = await provider.claimsOf(attempt, new URL(request.url, config.publicUrl).search)
        const { accountId, method } = await identify(db, claims, config.provider)
        await startSession(request, reply, db, { accountId, identifiedBy: method })
        return reply.redirect(returnTo)
      } catch (error) {
        return explain(reply, error, returnTo)
      }
    },
  )
}
