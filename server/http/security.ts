import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { InvalidError, TooManyError } from './problem.ts'

/** Methods that change nothing (RFC 9110, 9.2.1). */
export const isSafe = (method: string): boolean => ['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(method)

/** Cookies, security headers with a nonce per page, and a limit on how often one address may write. */
export async function addSecurity(app: FastifyInstance, config: Config): Promise<void> {
  const basemap = config.basemapStyleUrl ? [new URL(config.basemapStyleUrl).origin] : []
  await app.register(cookie, { secret: config.sessionSecret })
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'self'"],
        formAction: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...basemap],
        fontSrc: ["'self'", ...basemap],
        connectSrc: ["'self'", ...basemap],
        workerSrc: ["'self'", 'blob:'],
      },
    },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: config.trustProxy,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  })
  // Read at once: the address of a connection that breaks off is not known afterwards, when writes are counted.
  app.addHook('onRequest', async ({ ip }) => {
    if (!ip) throw new InvalidError('The connection has been closed.')
  })
  await app.register(rateLimit, {
    max: config.writesPerMinute,
    timeWindow: '1 minute',
    allowList: (request) => isSafe(request.method),
    errorResponseBuilder: (_request, context) =>
      new TooManyError(`Too many attempts from this address: try again in ${context.after}.`),
  })
}
