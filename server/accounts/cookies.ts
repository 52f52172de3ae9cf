import type { FastifyRequest } from 'fastify'

/** Behind TLS a browser takes a cookie of this name from this host alone (RFC 6265bis, 4.1.3.2). */
export const hostCookieName = (request: FastifyRequest, name: string): string =>
  request.protocol === 'https' ? `__Host-${name}` : name

/** How a cookie of this site is set: unreadable by scripts, not sent along from other sites. */
export const cookieOptions = (request: FastifyRequest) =>
  ({
    path: '/',
    httpOnly: true,
    signed: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
  }) as const

/** The value of a cookie where its signature is ours; null for any other, and where there is none. */
export function readSignedCookie(request: FastifyRequest, name: string): string | null {
  const cookie = request.cookies[hostCookieName(request, name)]
  if (!cookie) return null
  const { valid, value } = request.unsignCookie(cookie)
  return valid ? value : null
}
