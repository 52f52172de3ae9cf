import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll } from 'vitest'
import { buildApp } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import { compilersFactory } from './compilers.ts'
import { testDatabase } from './database.ts'

/** Settings of a demonstration that logs errors and does not slow anybody down. */
export const testConfig = (changes: Partial<Config> = {}): Config => ({
  ...readConfig({ LOG_LEVEL: 'error', VAR_DIR: tmpdir(), DEMO: 'on' }),
  writesPerMinute: 1_000_000,
  maxDelayMs: 0,
  ...changes,
})

/**
 * The whole program over the shared test database and a folder of its own, for one file; reach it by `inject`.
 * The feed does not poll by itself: what a test writes by SQL shows after `app.context.feed.refresh()`.
 */
export function testApp(changes: Partial<Config> = {}) {
  const { db, kind } = testDatabase()
  const holder: { app?: FastifyInstance; varDir?: string } = {}
  beforeAll(async () => {
    holder.varDir = await mkdtemp(join(tmpdir(), 'spazi-app-'))
    holder.app = await buildApp({
      config: testConfig({ varDir: holder.varDir, ...changes }),
      database: { kind, knex: db, close: async () => {} },
      schemaController: { compilersFactory },
    })
    await holder.app.ready()
    await holder.app.context.feed.stop()
  })
  afterAll(async () => {
    await holder.app?.close()
    if (holder.varDir) await rm(holder.varDir, { recursive: true, force: true })
  })
  return {
    db,
    kind,
    get app(): FastifyInstance {
      if (!holder.app) throw new Error('the app is built before the first test, not while the file is read')
      return holder.app
    },
  }
}
