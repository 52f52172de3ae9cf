import createKnex from 'knex'
import pg from 'pg'
import type { Database } from './index.ts'

/** The database cannot be used as it is; the message is one line for the person who starts the program. */
export class DatabaseUnusableError extends Error {}

const minimumServerVersion = 15
const minimumPostgisVersion = [3, 3] as const
const poolSize = 10
const connectTimeoutMs = 10_000
/** How long a request waits for a connection before it is told that the database is away. */
const patienceMs = 5_000

export interface Versions {
  serverVersion: number
  postgisVersion: string | null
}

async function readVersions(databaseUrl: string, setting: string): Promise<Versions> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: connectTimeoutMs })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<Versions>(`
      SELECT current_setting('server_version_num')::integer / 10000 AS "serverVersion",
        (SELECT coalesce(a.installed_version, a.default_version) FROM pg_available_extensions a
          WHERE a.name = 'postgis') AS "postgisVersion"`)
    return rows[0] ?? { serverVersion: 0, postgisVersion: null }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new DatabaseUnusableError(`The database of ${setting} cannot be used: ${code ?? message}.`)
  } finally {
    client.end().catch(() => {})
  }
}

/** What is too old or missing, as one sentence, or null. */
export function findShortcoming({ serverVersion, postgisVersion }: Versions): string | null {
  if (serverVersion < minimumServerVersion) {
    return `it is PostgreSQL ${serverVersion}, and Spazi needs ${minimumServerVersion} or newer.`
  }
  const needed = minimumPostgisVersion.join('.')
  if (postgisVersion === null) return `PostGIS is not installed there, and Spazi needs ${needed} or newer.`
  const [major = 0, minor = 0] = postgisVersion.split('.').map(Number)
  const [neededMajor, neededMinor] = minimumPostgisVersion
  const enough = major > neededMajor || (major === neededMajor && minor >= neededMinor)
  return enough ? null : `its PostGIS is ${postgisVersion}, and Spazi needs ${needed} or newer.`
}

/** The queries of a page are short: to compile them (`jit`, on by default) takes longer than to run them. */
function withoutCompiling(connection: pg.Client, done: (error: Error | null) => void): void {
  connection.query('SET jit = off', (error) => done(error ?? null))
}

/**
 * Opens a PostgreSQL database by its URL.
 * @param setting the variable that names it, for the error
 * @throws {DatabaseUnusableError} where it does not answer or is older than PostgreSQL 15, PostGIS 3.3
 */
export async function openPostgis(databaseUrl: string, setting = 'DATABASE_URL'): Promise<Database> {
  const shortcoming = findShortcoming(await readVersions(databaseUrl, setting))
  if (shortcoming !== null) {
    throw new DatabaseUnusableError(`The database of ${setting} cannot be used: ${shortcoming}`)
  }
  const knex = createKnex({
    client: 'pg',
    connection: {
      connectionString: databaseUrl,
      connectionTimeoutMillis: patienceMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: patienceMs,
    },
    acquireConnectionTimeout: patienceMs,
    pool: { min: 0, max: poolSize, afterCreate: withoutCompiling },
  })
  return { kind: 'postgis', knex, close: () => knex.destroy() }
}
