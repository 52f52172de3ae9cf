import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { guard, isPermitted, refuseOpenRoutes } from './guard.ts'
import type { Person } from './queries.ts'
import type { Role } from './schema.ts'

const withRoles = (...roles: Role[]) => ({ roles }) as Person

function server() {
  const app = Fastify()
  refuseOpenRoutes(app)
  return app
}

test('a server with a route that is neither guarded nor public does not start', async () => {
  const app = server()
  app.register(async (scope) => {
    scope.get('/api/forgotten', () => 'open to all')
  })
  await expect(app.ready()).rejects.toThrow(
    'neither guarded nor public: GET /api/forgotten, HEAD /api/forgotten',
  )
})

test('an address outside the API hides no route, nor does a method that is not on the public list', async () => {
  for (const [method, url] of [
    ['GET', '/internal'],
    ['DELETE', '/api/city'],
    ['POST', '/'],
  ] as const) {
    const app = server()
    app.route({ method, url, handler: () => 'x' })
    await expect(app.ready()).rejects.toThrow(`neither guarded nor public: ${method} ${url}`)
  }
})

test('a public operation behind a guard is a mistake of the list', async () => {
  const app = server()
  app.register(async (scope) => {
    guard(scope, 'readAudit')
    scope.get('/api/city', () => 'x')
  })
  await expect(app.ready()).rejects.toThrow('guarded, yet on the public list: GET /api/city')
})

test('a guard closes its scope and the scopes in it, and no other', async () => {
  const app = server()
  app.register(async (scope) => {
    guard(scope, 'readAudit')
    scope.register(async (inner) => {
      inner.get('/api/inner', () => 'x')
    })
  })
  app.get('/api/city', () => 'open')
  await app.ready()
  expect(app.operations.filter(({ method }) => method === 'GET')).toEqual([
    { method: 'GET', url: '/api/city', permission: null },
    { method: 'GET', url: '/api/inner', permission: 'readAudit' },
  ])
  expect((await app.inject('/api/inner')).statusCode).toBe(401)
  expect((await app.inject({ method: 'HEAD', url: '/api/inner' })).statusCode).toBe(401)
  expect((await app.inject('/api/city')).statusCode).toBe(200)
})

test('one of several roles is enough; what is for whoever is signed in needs none', () => {
  expect(isPermitted(withRoles('applicant', 'auditor'), 'readAudit')).toBe(true)
  expect(isPermitted(withRoles('administrator'), 'readAudit')).toBe(false)
  expect(isPermitted(withRoles(), 'useOwnAccount')).toBe(true)
  expect(isPermitted(withRoles(), 'writeRequests')).toBe(false)
})
