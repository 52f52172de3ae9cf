import { constants } from 'node:fs'
import { access, mkdir } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import { readCityPack } from './city/pack.ts'
import { loadReference } from './city/reference.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { ensureGrid } from './coverage/grid.ts'
import { prepareSchema } from './db/grants.ts'
import type { Database } from './db/index.ts'
import { openDatabase } from './db/open.ts'
import { announcePresence } from './db/presence.ts'
import { loadDemo } from './demo/load.ts'
import { settle } from './http/shedding.ts'
import { startJobs } from './jobs.ts'

const closingTimeLimitMs = 10_000
/** A connection that ends its last request while the server closes is kept alive by its client otherwise. */
const idleCheckMs = 100

/** Makes the folder of the outbox and the embedded database, which must be writable. */
async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code
    throw new ConfigError(`VAR_DIR is "${folder}": it must be a folder that can be written to (${reason}).`)
  }
}

async function prepareDatabase(config: Config): Promise<Database> {
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    varDir: config.varDir,
    onProgress: (text) => console.log(text),
  })
  try {
    const leave = config.databaseUrl ? await announcePresence(config.databaseUrl) : async () => {}
    await prepareSchema(database.knex, config.databaseOwnerUrl)
    const { empty } = await database.knex
      .select(database.knex.raw('NOT EXISTS (SELECT 1 FROM district) AS empty'))
      .first()
    if (empty) await loadCity(database, config)
    return { ...database, close: () => leave().then(database.close) }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function loadCity({ knex }: Database, config: Config): Promise<void> {
  const { city, demo } = config
  console.log(`Loading ${demo ? 'the demonstration city' : 'the reference layers'} of "${city}"…`)
  await loadReference(knex, city)
  if (demo) await loadDemo(knex, city, { today: new Date(), config })
  await ensureGrid(knex, readCityPack(city))
}

/** Ends in order: no new requests, those under way finish, jobs stop, the database closes. */
function closeOnSignal(app: FastifyInstance, database: Database, stopJobs: () => Promise<void>): void {
  let closing = false
  const close = async (signal: string) => {
    if (closing) return
    closing = true
    setTimeout(() => {
      console.error(`Did not close within ${closingTimeLimitMs / 1000} s of ${signal}; ending anyway.`)
      process.exit(1)
    }, closingTimeLimitMs).unref()
    const idle = setInterval(() => app.server.closeIdleConnections(), idleCheckMs)
    await app.close()
    clearInterval(idle)
    await stopJobs()
    await database.close()
    process.exit(0)
  }
  process.on('SIGTERM', close)
  process.on('SIGINT', close)
}

const config = readConfig()
await prepareFolder(config.varDir)
const database = await prepareDatabase(config)
const app = await buildApp({ config, database, onProgress: (text) => console.log(text) })
const address = await app.listen({ port: config.port, host: config.host })
const stopJobs = startJobs(
  app.context,
  (error) => app.log.error({ err: error }, 'a job failed; it tries again'),
  (text) => app.log.info(text),
)
closeOnSignal(app, database, stopJobs)
await settle(app)
console.log(`Ready: ${address}`)
