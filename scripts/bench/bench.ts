import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Knex } from 'knex'
import type { DemoRole, Me } from '../../server/accounts/schema.ts'
import { cookieName } from '../../server/accounts/session.ts'
import { buildApp } from '../../server/app.ts'
import { loadReference } from '../../server/city/reference.ts'
import { readConfig } from '../../server/config.ts'
import { migrate } from '../../server/db/migrations.ts'
import { openPostgis } from '../../server/db/postgis.ts'
import { startCluster } from './cluster.ts'

/** The program over a database of its own, with the city's layers and nothing else in it. */
export interface Bench {
  db: Knex
  app: FastifyInstance
  /** Asks as one of the people of the demonstration; answers that are no success end the run. */
  clientOf(who: DemoRole): Promise<Client>
  close(): Promise<void>
}

export interface Client {
  /** The answer as it is sent. */
  get(url: string): Promise<string>
  post(url: string, body: object): Promise<string>
}

async function clientOf(app: FastifyInstance, who: DemoRole): Promise<Client> {
  const signedIn = await app.inject({ method: 'POST', url: '/api/session', payload: { demo: who } })
  const session = signedIn.cookies.find(({ name }) => name === cookieName)
  const headers = {
    cookie: `${cookieName}=${session?.value}`,
    'x-csrf-token': signedIn.json<Me>().csrfToken ?? '',
  }
  const ask = async (method: 'GET' | 'POST', url: string, payload?: object) => {
    const answer = await app.inject({ method, url, headers, ...(payload && { payload }) })
    if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.statusCode} ${answer.body}`)
    return answer.body
  }
  return { get: (url) => ask('GET', url), post: (url, body) => ask('POST', url, body) }
}

/**
 * Opens the program over a cluster of its own, or over a database that is given and emptied.
 * @param databaseUrl of a database whose tables are dropped
 */
export async function openBench(
  databaseUrl: string | undefined,
  say: (text: string) => void,
): Promise<Bench> {
  const cluster = databaseUrl ? null : await startCluster()
  const varDir = await mkdtemp(join(tmpdir(), 'spazi-bench-'))
  const database = await openPostgis(databaseUrl ?? cluster?.url ?? '', 'TEST_DATABASE_URL')
  say('Making the tables and the layers of the city…')
  await database.knex.raw('DROP SCHEMA public CASCADE; CREATE SCHEMA public;')
  await migrate(database.knex)
  await loadReference(database.knex, 'milano')
  const config = readConfig({ VAR_DIR: varDir, DEMO: 'on', LOG_LEVEL: 'error' })
  const app = await buildApp({ config: { ...config, maxDelayMs: 0 }, database })
  await app.ready()
  await app.context.feed.stop()
  return {
    db: database.knex,
    app,
    clientOf: (who) => clientOf(app, who),
    close: async () => {
      await app.close()
      await database.close()
      await cluster?.stop()
      await rm(varDir, { recursive: true, force: true })
    },
  }
}
