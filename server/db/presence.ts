import pg from 'pg'
import { DatabaseUnusableError } from './postgis.ts'

/** The advisory lock "somebody works with this database"; any two numbers of our own. */
const lockNumbers = '1399873914, 1'
const retryMs = 1_000

/**
 * Says that a server works with a PostgreSQL database, for as long as it lives: a connection of its own
 * holds a shared advisory lock, which goes with it however it ends. After a loss the lock is taken anew.
 * @returns takes it back
 * @throws {DatabaseUnusableError} where a restore is under way
 */
export async function announcePresence(databaseUrl: string): Promise<() => Promise<void>> {
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | undefined
  let left = false

  async function take(): Promise<boolean> {
    const next = new pg.Client({ connectionString: databaseUrl, keepAlive: true })
    next.on('error', () => {})
    next.on('end', takeAgain)
    await next.connect()
    client = next
    const { rows } = await next.query(`SELECT pg_try_advisory_lock_shared(${lockNumbers}) AS taken`)
    return rows[0].taken
  }

  function takeAgain(): void {
    if (left) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      take()
        .then((taken) => (taken ? undefined : client?.end()))
        .catch(takeAgain)
    }, retryMs)
    timer.unref()
  }

  async function leave(): Promise<void> {
    left = true
    clearTimeout(timer)
    await client?.end().catch(() => {})
  }

  if (await take()) return leave
  await leave()
  throw new DatabaseUnusableError('This database is being restored at the moment: wait until that is done.')
}

/** Takes the lock for oneself, until it is given back or the connection ends; false where a server is running. */
export async function claimAlone(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query(`SELECT pg_try_advisory_lock(${lockNumbers}) AS taken`)
  return rows[0].taken
}

/** Gives back what `claimAlone` took. */
export async function stopBeingAlone(client: pg.ClientBase): Promise<void> {
  await client.query(`SELECT pg_advisory_unlock(${lockNumbers})`)
}
