import { getHeapStatistics } from 'node:v8'
import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { UnavailableError } from './problem.ts'

/** Share of the heap that V8 allows itself which may be in use before requests are turned away. */
const heapShare = 0.92

class OverloadedError extends UnavailableError {
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
    maxHeapUsedBytes: getHeapStatistics().heap_size_limit * heapShare,
    customError: OverloadedError,
  })
}
