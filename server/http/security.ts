import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { InvalidError, TooManyError } from './problem.ts'

/** Methods that change nothing (RFC 9110, 9.2.1). */
export const isSafe = (method: string): boolean => ['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(method)

/** Powers of the browser that no page needs, and the one that the map asks for. */
const browserPowers = [
  'geolocation=(self)',
  ...['accelerometer', 'autoplay', 'camera', 'display-capture', 'encrypted-media', 'fullscreen'],
  ...['gyroscope', 'magnetometer', 'microphone', 'midi', 'payment', 'picture-in-picture'],
  ...['publickey-credentials-get', 'screen-wake-lock', 'usb', 'xr-spatial-tracking'],
]
const permissionsPolicy = browserPowers
  .map((power) => (power.includes('=') ? power : `${power}=()`))
  .join(', ')

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
  await addHeaders(app, config)
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

/** What a page may load and who may hold it; nothing inline without the nonce of its own answer. */
async function addHeaders(app: FastifyInstance, config: Config): Promise<void> {
  const basemap = config.basemapStyleUrl ? [new URL(config.basemapStyleUrl).origin] : []
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        // Prices are sealed by WebAssembly; it allows no other code from text.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...basemap],
        fontSrc: ["'self'", ...basemap],
        connectSrc: ["'self'", ...basemap],
        workerSrc: ["'self'", 'blob:'],
      },
    },
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    strictTransportSecurity: config.trustProxy ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    // The path stays here: links of letters hold their token in it.
    referrerPolicy: { policy: 'strict-origin' },
  })
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('permissions-policy', permissionsPolicy)
  })
}
