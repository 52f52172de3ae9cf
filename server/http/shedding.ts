import { setTimeout as sleep } from 'node:timers/promises'
import { getHeapStatistics } from 'node:v8'
import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { UnavailableError } from './problem.ts'

/** Share of the heap that V8 allows itself which may be in use before requests are turned away. */
const heapShare = 0.92

/** How often the delay of the event loop is measured anew. */
const sampleMs = 500
const mostSamples = 20

/** Too much is asked at once. */
export class OverloadedError extends UnavailableError {
  constructor() {
    super('Too much is going on here at once: try again in a moment.', '/problems/overloaded')
  }
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered however much is going on. */
    pressureHandler?: () => void
  }
}

/** What a route that answers under any load has as its `config`. */
export const neverShed = { pressureHandler: () => {} }

/** Turns requests away, with word of when to come back, where those under way already wait too long. */
export async function addShedding(app: FastifyInstance, { maxDelayMs }: Config): Promise<void> {
  if (maxDelayMs === 0) return
  await app.register(underPressure, {
    maxEventLoopDelay: maxDelayMs,
    sampleInterval: sampleMs,
    maxHeapUsedBytes: getHeapStatistics().heap_size_limit * heapShare,
    customError: OverloadedError,
  })
}

/**
 * Waits until a program that has just started lets requests in: its start holds the event loop, and the first
 * measure would turn away whoever comes at once.
 */
export async function settle(app: FastifyInstance): Promise<void> {
  if (!app.hasDecorator('isUnderPressure')) return
  for (let sample = 0; sample < mostSamples; sample += 1) {
    await sleep(sampleMs)
    if (!app.isUnderPressure()) return
  }
}
