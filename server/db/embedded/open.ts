import { resolve } from 'node:path'
import createKnex, { type Knex } from 'knex'
import pg from 'pg'
import type { Database } from '../index.ts'
import { startEngine } from './engine.ts'
import { claimSocket, DatabaseInUseError, findServer, type SocketFolder, socketFolder } from './lock.ts'
import { createWireServer } from './serve.ts'

/** The embedded database with the address other processes reach it at. */
export interface EmbeddedDatabase extends Database {
  url: string
}

const poolSize = 8

const connectionTo = ({ path: host }: SocketFolder, port: number) =>
  ({ host, port, user: 'postgres', database: 'postgres', password: '', ssl: false }) as const

const connect = (folder: SocketFolder, port: number): Knex =>
  createKnex({ client: 'pg', connection: connectionTo(folder, port), pool: { min: 0, max: poolSize } })

const urlOf = ({ path }: SocketFolder, port: number): string =>
  `postgres://postgres@localhost/postgres?host=${encodeURIComponent(path)}&port=${port}`

/** Whether a query is answered; waits while the database is being opened. */
async function answers(folder: SocketFolder, port: number): Promise<boolean> {
  const client = new pg.Client(connectionTo(folder, port))
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('SELECT 1')
    return true
  } catch {
    return false
  } finally {
    client.end().catch(() => {})
  }
}

/** Joins the process that serves the folder; null where there is none, or it ends at this moment. */
async function joinServer(folder: SocketFolder): Promise<EmbeddedDatabase | null> {
  const port = await findServer(folder)
  if (port === null || !(await answers(folder, port))) return null
  const knex = connect(folder, port)
  return { kind: 'embedded', knex, url: urlOf(folder, port), close: () => knex.destroy() }
}

/** Holds the folder, opens its database and serves it on a socket there. */
async function serveFolder(
  varDir: string,
  folder: SocketFolder,
  onProgress: (message: string) => void,
): Promise<EmbeddedDatabase> {
  const wire = createWireServer()
  try {
    const port = await claimSocket(wire.server, folder, varDir)
    const engine = await startEngine(resolve(varDir, 'database'), onProgress)
    wire.start(engine)
    const knex = connect(folder, port)
    return {
      kind: 'embedded',
      knex,
      url: urlOf(folder, port),
      async close() {
        await knex.destroy()
        wire.stop()
        await engine.close()
        wire.server.close()
      },
    }
  } catch (error) {
    wire.stop()
    wire.server.close()
    throw error
  }
}

/** As `serveFolder`, but joins a process that serves it already, even one that was a moment faster. */
async function joinOrServe(
  varDir: string,
  folder: SocketFolder,
  onProgress: (message: string) => void,
): Promise<EmbeddedDatabase> {
  const joined = await joinServer(folder)
  if (joined) return joined
  try {
    return await serveFolder(varDir, folder, onProgress)
  } catch (error) {
    const winner = error instanceof DatabaseInUseError ? await joinServer(folder) : null
    if (!winner) throw error
    return winner
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
  const folder = await socketFolder(varDir)
  try {
    const open = options.join ? joinOrServe : serveFolder
    const database = await open(varDir, folder, options.onProgress)
    return { ...database, close: () => database.close().finally(folder.remove) }
  } catch (error) {
    await folder.remove()
    throw error
  }
}
