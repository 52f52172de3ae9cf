import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import { ForbiddenError, UnauthenticatedError } from '../http/problem.ts'
import { isPublic, type Permission, permissionNames, permissions } from './permissions.ts'
import type { Person } from './queries.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What one must be permitted to call the route; `guard` sets it for a whole scope. */
    permission?: Permission
  }
}

/** The person who is signed in, inside a guarded scope. */
export function personOf(request: FastifyRequest): Person {
  if (!request.person) throw new UnauthenticatedError('Sign in first.', '/problems/sign-in')
  return request.person
}

/** Whether a role of the person has the permission. */
export function isPermitted(person: Person, permission: Permission): boolean {
  const allowed = permissions[permission]
  return allowed === 'signedIn' || person.roles.some((role) => allowed.some((known) => known === role))
}

/** Everything a person's roles allow. */
export const permissionsOf = (person: Person): Permission[] =>
  permissionNames.filter((permission) => isPermitted(person, permission))

/** Closes a scope to everybody the table does not allow; it runs before validation, and marks each route. */
export function guard(app: FastifyInstance, permission: Permission): void {
  app.addHook('onRoute', (route) => {
    route.config = { ...route.config, permission }
  })
  app.addHook('onRequest', async (request) => {
    if (isPermitted(personOf(request), permission)) return
    throw new ForbiddenError('Your account may not do this.', '/problems/role')
  })
}

const operationsOf = ({ method, url }: RouteOptions) => [method].flat().map((name) => `${name} ${url}`)

/**
 * Refuses to start where a route of the API is neither guarded nor on the public list.
 * @throws {Error} naming the route
 */
export function refuseOpenRoutes(app: FastifyInstance): void {
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => {
    routes.push(route)
  })
  app.addHook('onReady', async () => {
    const open = routes
      .filter(({ url, config }) => /^\/(api|ogc)\//.test(url) && !config?.permission)
      .flatMap(operationsOf)
      .filter((operation) => !isPublic(operation.replace(/^HEAD /, 'GET ')))
    if (open.length > 0) throw new Error(`neither guarded nor public: ${open.join(', ')}`)
  })
}
