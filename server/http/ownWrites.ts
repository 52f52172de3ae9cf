import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Feed } from '../featureIndex/feed/feed.ts'
import { isSafe } from './security.ts'

const patienceMs = 5_000

/**
 * Whoever wrote something finds it on the map and in the lists as soon as the answer arrives. Reading everything
 * anew takes half a minute for a country: then the answer does not wait for the map, which still tells of before.
 */
export function showOwnWrites(app: FastifyInstance, feed: Pick<Feed, 'refresh'>, mostMs = patienceMs): void {
  app.addHook('onSend', async (request, reply) => {
    if (isSafe(request.method) || reply.statusCode >= 400) return
    const refreshed = feed.refresh().then(
      () => true,
      (error) => {
        request.log.error({ err: error }, 'the index follows later')
        return true
      },
    )
    const waiting = new AbortController()
    const given = sleep(mostMs, false, { signal: waiting.signal }).catch(() => true)
    if (!(await Promise.race([refreshed, given]))) request.log.warn('the index takes long, and follows later')
    waiting.abort()
  })
}
