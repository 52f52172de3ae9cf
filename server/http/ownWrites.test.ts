import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { showOwnWrites } from './ownWrites.ts'

const apps: FastifyInstance[] = []
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close()
})

/** A server whose index follows as told, and what it has refreshed. */
function serverWith(refresh: () => Promise<void>) {
  const app = Fastify()
  apps.push(app)
  let refreshes = 0
  const feed = {
    refresh: () => {
      refreshes += 1
      return refresh()
    },
  }
  showOwnWrites(app, feed, 50)
  app.route({ method: ['GET', 'POST'], url: '/', handler: async () => 'done' })
  app.post('/refused', (_, reply) => reply.code(409).send())
  return { app, refreshes: () => refreshes }
}

test('the answer to a write waits until it shows', async () => {
  let shows = false
  const { app } = serverWith(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    shows = true
  })
  await app.inject({ method: 'POST', url: '/' })
  expect(shows).toBe(true)
})

test('it does not wait for an index that is long in coming, nor for one that fails', async () => {
  for (const refresh of [() => new Promise<void>(() => {}), () => Promise.reject(new Error('away'))]) {
    const { statusCode } = await serverWith(refresh).app.inject({ method: 'POST', url: '/' })
    expect(statusCode).toBe(200)
  }
})

test('what is read or refused does not wait', async () => {
  const { app, refreshes } = serverWith(async () => {})
  await app.inject({ url: '/' })
  await app.inject({ method: 'POST', url: '/refused' })
  expect(refreshes()).toBe(0)
})
