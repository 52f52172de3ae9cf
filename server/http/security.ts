import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { addHeaders } from './headers.ts'
import { InvalidError, TooManyError } from './problem.ts'

/** Methods that change nothing (RFC 9110, 9.2.1). */
export const isSafe = (method: string): boolean => ['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(method)

/**
 * Trusts what the machine that connected says of its client (X-Forwarded-*), and nothing that stood in
 * those headers before: a client cannot give itself another address.
 */
export const trustNearestProxy = (_address: string, hop: number): boolean => hop === 0

/** Cookies, security headers with a nonce per page, and a limit on how often one sender may write. */
export async function addSecurity(
  app: FastifyInstance,
  config: Config,
  senderOf: (request: FastifyRequest) => string,
): Promise<void> {
  await app.register(cookie, { secret: config.sessionSecret })
  addHeaders(app, config)
  // Read at once: the address of a connection that breaks off is not known afterwards, when writes are counted.
  app.addHook('onRequest', async ({ ip }) => {
    if (!ip) throw new InvalidError('The connection has been closed.')
  })
  await app.register(rateLimit, {
    // After the session is read, before the body is.
    hook: 'preParsing',
    keyGenerator: senderOf,
    max: config.writesPerMinute,
    timeWindow: '1 minute',
    allowList: (request) => isSafe(request.method),
    errorResponseBuilder: (_request, context) =>
      new TooManyError(`Too many attempts: try again in ${context.after}.`),
  })
}
