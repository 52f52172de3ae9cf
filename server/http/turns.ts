import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { OverloadedError } from './shedding.ts'

/** How long requests are answered one after the other before all else that waits has its turn. */
const longestMs = 5

/**
 * Lets requests that come together wait for each other: after some milliseconds the timers and what the database
 * answered meanwhile come first. What they do before they wait for the database holds a turn of the event loop no longer
 * than that, twice, and one answer. What has waited longer than requests may is turned away, and what nobody waits for
 * any more is left alone.
 */
export function takeTurns(app: FastifyInstance, { maxDelayMs }: Pick<Config, 'maxDelayMs'>): void {
  let isTurn = false
  let endsAt = 0

  function begin(): void {
    isTurn = true
    endsAt = performance.now() + longestMs
    setImmediate(() => {
      isTurn = false
    })
  }

  function goOn(socket: Socket, came: number, done: (error?: Error) => void): void {
    if (socket.destroyed) return
    if (!isTurn) begin()
    const now = performance.now()
    if (now < endsAt) done()
    else if (maxDelayMs > 0 && now - came > maxDelayMs) done(new OverloadedError())
    else setImmediate(goOn, socket, came, done)
  }

  app.addHook('onRequest', ({ routeOptions, socket }, _reply, done) => {
    if (routeOptions.config.pressureHandler) done()
    else goOn(socket, performance.now(), done)
  })
}
