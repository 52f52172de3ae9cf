import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { ForbiddenError, UnauthenticatedError } from '../http/problem.ts'
import { isSafe } from '../http/security.ts'
import { cookieOptions, hostCookieName, readSignedCookie } from './cookies.ts'
import { markDevice } from './device.ts'
import { closeSession, openSession, type Person, readSession, type SessionOpening } from './queries.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; null for everybody else. */
    person: Person | null
  }
}

/** What the session's cookie is called where the connection is not encrypted. */
export const cookieName = 'spazi_session'

/** Reads who is signed in before anything else, and refuses writes that another site had the browser send. */
export function addSession(app: FastifyInstance, { db, config }: Context): void {
  app.decorateRequest('person', null)
  app.addHook('onRequest', async (request) => {
    // The path of the route: an address may spell it otherwise, such as /%61pi/session.
    if (!request.routeOptions.url?.startsWith('/api/')) return
    if (!isSafe(request.method)) refuseOtherSites(request)
    // A new SESSION_SECRET ends every session.
    const token = readSignedCookie(request, cookieName)
    const person = token ? await readSession(db, token) : null
    request.person = person?.account.demo && !config.demo ? null : person
    if (request.person && !isSafe(request.method)) checkCsrfToken(request, request.person)
  })
}

/** Sec-Fetch-Site where the browser sends it, else Origin; programs send neither. */
function refuseOtherSites(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const own = site
    ? ['same-origin', 'none'].includes(String(site))
    : !origin || hostOf(origin) === request.host
  if (!own) throw new ForbiddenError('This request comes from another site.', '/problems/other-site')
}

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null)

function checkCsrfToken(request: FastifyRequest, { csrfToken }: Person): void {
  const given = Buffer.from(String(request.headers['x-csrf-token'] ?? ''))
  const expected = Buffer.from(csrfToken)
  if (given.length === expected.length && timingSafeEqual(given, expected)) return
  throw new ForbiddenError(
    'The token of the page is missing or old: reload the page and try again.',
    '/problems/csrf-token',
  )
}

/** Said where an account changed while its owner was proving who they are. */
export const accountChanged = () =>
  new UnauthenticatedError(
    'Your password has been changed, or your account closed, just now: sign in again.',
    '/problems/account-changed',
  )

/** Who has proved who they are, and how. */
export interface Proved extends Omit<SessionOpening, 'userAgent'> {
  accountId: string
}

/**
 * Signs somebody in: a new session id each time, so that one put into the browser before is worth nothing;
 * the session that was open in this browser ends.
 * @throws {UnauthenticatedError} where what was proved counts no longer
 */
export async function startSession(
  request: FastifyRequest,
  reply: FastifyReply,
  db: Db,
  { accountId, ...proved }: Proved,
): Promise<void> {
  if (request.person) await closeSession(db, request.person.sessionHash)
  const userAgent = request.headers['user-agent']
  const token = await db.transaction((trx) => openSession(trx, accountId, { ...proved, userAgent }))
  if (!token) throw accountChanged()
  await carrySession(request, reply, db, token)
  if (proved.passwordHash !== undefined) markDevice(request, reply, accountId)
}

/** Goes on in the session of a token, of which the browser gets the cookie. */
export async function carrySession(
  request: FastifyRequest,
  reply: FastifyReply,
  db: Db,
  token: string,
): Promise<void> {
  request.person = await readSession(db, token)
  reply.setCookie(hostCookieName(request, cookieName), token, cookieOptions(request))
}

/** Takes the session's cookie back. */
export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(hostCookieName(request, cookieName), cookieOptions(request))
}
