import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieOptions, hostCookieName, readSignedCookie } from './cookies.ts'
import { newToken, tokenHash } from './queries.ts'

const deviceCookieName = 'spazi_device'
const lifeSeconds = 365 * 24 * 3600

/** The signed value of the cookie, where it was given to this account. */
function deviceValue(request: FastifyRequest, accountId: string): string | null {
  const value = readSignedCookie(request, deviceCookieName)
  return value?.startsWith(`${accountId}.`) ? value : null
}

/** What tells a browser in which the owner of an account has signed in before; null for every other. */
export function deviceHash(request: FastifyRequest, accountId: string | undefined): Buffer | null {
  const value = accountId ? deviceValue(request, accountId) : null
  return value ? tokenHash(value) : null
}

/** Marks the browser as one of the owner's, for a year from the last sign-in. */
export function markDevice(request: FastifyRequest, reply: FastifyReply, accountId: string): void {
  const value = deviceValue(request, accountId) ?? `${accountId}.${newToken()}`
  const options = { ...cookieOptions(request), maxAge: lifeSeconds }
  reply.setCookie(hostCookieName(request, deviceCookieName), value, options)
}
