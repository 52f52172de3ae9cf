import { tmpdir } from 'node:os'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll } from 'vitest'
import { buildApp } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import { testDatabase } from './database.ts'

/** Settings of a demonstration that logs errors and does not slow anybody down. */
export const testConfig = (changes: Partial<Config> = {}): Config => ({
  ...readConfig({ LOG_LEVEL: 'error', VAR_DIR: tmpdir(), DEMO: 'on' }),
  writesPerMinute: 1_000_000,
  maxDelayMs: 0,
  ...changes,
})

/**
 * The whole program over the shared test database, for one file; reach it by `inject`.
 * The feed does not poll by itself: what a test writes by SQL shows after `app.context.feed.refresh()`.
 */
export function testApp(changes: Partial<Config> = {}) {
  const { db, kind } = testDatabase()
  const holder: { app?: FastifyInstance } = {}
  beforeAll(async () => {
    holder.app = await buildApp({
      config: testConfig(changes),
      database: { kind, knex: db, close: async () => {} },
    })
    await holder.app.ready()
    await holder.app.context.feed.stop()
  })
  afterAll(() => holder.app?.close())
  return {
    db,
    kind,
    get app(): FastifyInstance {
      if (!holder.app) throw new Error('the app is built before the first test, not while the file is read')
      return holder.app
    },
  }
}
