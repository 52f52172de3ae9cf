import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import { ForbiddenError, UnauthenticatedError } from '../http/problem.ts'
import { isPublic, type Permission, permissionNames, permissions } from './permissions.ts'
import type { Person } from './queries.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Every operation of the server, in the order they were added. */
    operations: readonly Operation[]
  }
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

/** The role by which a person has a permission, for the audit log. */
export function actingRole(person: Person, permission: Permission): string {
  const allowed = permissions[permission]
  const held = person.roles.filter(
    (role) => allowed === 'signedIn' || allowed.some((known) => known === role),
  )
  return held[0] ?? 'account'
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

/** An operation of the server and what one must be permitted for it; null: open to everybody. */
export interface Operation {
  method: string
  url: string
  permission: Permission | null
}

/**
 * Refuses to start where a route is neither guarded nor on the public list; to be called before any route
 * is added. Once the server is ready `app.operations` lists them all, HEAD included.
 * @throws {Error} naming the routes
 */
export function refuseOpenRoutes(app: FastifyInstance): void {
  const routes: RouteOptions[] = []
  const operations: Operation[] = []
  app.decorate('operations', operations)
  app.addHook('onRoute', (route) => {
    routes.push(route)
  })
  app.addHook('onReady', async () => {
    // Only now: the guard of a scope marks its routes after this hook has seen them.
    operations.push(...routes.flatMap(operationsOf))
    refuse(
      'neither guarded nor public',
      operations.filter((each) => !each.permission && !isPublic(each)),
    )
    refuse(
      'guarded, yet on the public list',
      operations.filter((each) => each.permission && isPublic(each)),
    )
  })
}

const operationsOf = ({ method, url, config }: RouteOptions): Operation[] =>
  [method].flat().map((name) => ({ method: name, url, permission: config?.permission ?? null }))

function refuse(why: string, operations: readonly Operation[]): void {
  const names = operations.map(({ method, url }) => `${method} ${url}`)
  if (names.length > 0) throw new Error(`${why}: ${names.join(', ')}`)
}
