import type { FastifyInstance } from 'fastify'
import type { Operation } from '../accounts/guard.ts'
import { permissions } from '../accounts/permissions.ts'
import type { Role } from '../accounts/schema.ts'

/** Whether the table of permissions lets a role through; nobody's role is `noRole`. */
export function isAllowed(role: Role | 'noRole', permission: Operation['permission']): boolean {
  if (!permission) return false
  const allowed = permissions[permission]
  return allowed === 'signedIn' || allowed.some((known) => known === role)
}

/**
 * The routes behind a guard that a role can read: the others answer it 403 before they look at anything, which
 * permissions.db.test.ts holds of every one of them.
 */
export const readsOf = (app: FastifyInstance, role: Role): string[] =>
  app.operations
    .filter(({ method, url, permission }) => method === 'GET' && isPlain(url) && isAllowed(role, permission))
    .map(({ url }) => url)

/** The routes that anybody can read, which say the same to whoever asks. */
export const publicReads = (app: FastifyInstance): string[] =>
  app.operations
    .filter(({ method, url, permission }) => method === 'GET' && isPlain(url) && !permission)
    .map(({ url }) => url)

const isPlain = (url: string) => !url.includes('*') && url !== '/' && !url.startsWith('/api/docs')
