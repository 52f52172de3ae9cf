import { resolve } from 'node:path'
import createKnex, { type Knex } from 'knex'
import type { Database } from '../index.ts'
import { startEngine } from './engine.ts'
import { claimSocket, DatabaseInUseError, findServer, shortDirectory, socketDirectory } from './lock.ts'
import { createWireServer } from './serve.ts'

/** The embedded database with the address other processes reach it at. */
export interface EmbeddedDatabase extends Database {
  url: string
}

const poolSize = 8

function connect(directory: string, port: number): Knex {
  return createKnex({
    client: 'pg',
    connection: { host: directory, port, user: 'postgres', database: 'postgres', password: '', ssl: false },
    pool: { min: 0, max: poolSize },
  })
}

const urlOf = (directory: string, port: number): string =>
  `postgres://postgres@localhost/postgres?host=${encodeURIComponent(directory)}&port=${port}`

/** Joins the process that serves the folder, or null where there is none. */
async function joinServer(directory: string): Promise<EmbeddedDatabase | null> {
  const port = await findServer(directory)
  if (port === null) return null
  const short = await shortDirectory(directory)
  const knex = connect(short.path, port)
  return {
    kind: 'embedded',
    knex,
    url: urlOf(short.path, port),
    async close() {
      await knex.destroy()
      await short.remove()
    },
  }
}

/** Holds the folder, opens its database and serves it on a socket there. */
async function openFolder(
  varDir: string,
  directory: string,
  onProgress: (message: string) => void,
): Promise<EmbeddedDatabase> {
  const short = await shortDirectory(directory)
  const wire = createWireServer()
  try {
    const port = await claimSocket(wire.server, short.path, varDir)
    const engine = await startEngine(resolve(varDir, 'database'), onProgress)
    wire.start(engine)
    const knex = connect(short.path, port)
    return {
      kind: 'embedded',
      knex,
      url: urlOf(short.path, port),
      async close() {
        await knex.destroy()
        wire.stop()
        await engine.close()
        await short.remove()
      },
    }
  } catch (error) {
    wire.stop()
    await short.remove()
    throw error
  }
}

/**
 * The embedded database of `varDir`.
 * @param options.join use the one another process has open, if there is one
 * @throws {DatabaseInUseError} where another process holds the folder and `join` is not asked for
 */
export async function openEmbedded(options: {
  varDir: string
  join: boolean
  onProgress: (message: string) => void
}): Promise<EmbeddedDatabase> {
  const varDir = resolve(options.varDir)
  const directory = await socketDirectory(varDir)
  const joined = options.join ? await joinServer(directory) : null
  if (joined) return joined
  try {
    return await openFolder(varDir, directory, options.onProgress)
  } catch (error) {
    const taken = options.join && error instanceof DatabaseInUseError ? await joinServer(directory) : null
    if (!taken) throw error
    return taken
  }
}
