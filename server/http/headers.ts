import { randomFillSync } from 'node:crypto'
import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import helmet from 'helmet'
import type { Config } from '../config.ts'

declare module 'fastify' {
  interface FastifyReply {
    /** What scripts and styles inside this page must carry, another one in each answer. */
    cspNonce: string
  }
}

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

/** Stands in the policy for the nonce of an answer. */
const noncePlace = '{nonce}'

/**
 * Tells the browser what a page may load and who may hold it; nothing inline without the nonce of its own answer.
 * All but the nonce is the same in every answer, so it is put together once.
 */
export function addHeaders(app: FastifyInstance, config: Config): void {
  const { 'content-security-policy': policy, ...others } = fixedHeaders(config)
  const nextNonce = createNonces()
  app.decorateReply('cspNonce', '')
  app.addHook('onRequest', (_request, reply, done) => {
    reply.cspNonce = nextNonce()
    reply.headers(others)
    reply.header('content-security-policy', String(policy).replaceAll(noncePlace, reply.cspNonce))
    done()
  })
}

function fixedHeaders(config: Config): OutgoingHttpHeaders {
  const basemap = config.basemapStyleUrl ? [new URL(config.basemapStyleUrl).origin] : []
  const nonce = `'nonce-${noncePlace}'`
  const setHeaders = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        // Prices are sealed by WebAssembly; it allows no other code from text.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'", nonce],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", nonce],
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
  const request = new IncomingMessage(new Socket())
  const response = new ServerResponse(request)
  setHeaders(request, response, () => {})
  return { ...response.getHeaders(), 'permissions-policy': permissionsPolicy }
}

const nonceBytes = 16

/** Random bytes are fetched for many answers at once. */
function createNonces(): () => string {
  const pool = Buffer.alloc(256 * nonceBytes)
  let next = pool.length
  return () => {
    if (next === pool.length) next = 0
    if (next === 0) randomFillSync(pool)
    next += nonceBytes
    return pool.toString('hex', next - nonceBytes, next)
  }
}
