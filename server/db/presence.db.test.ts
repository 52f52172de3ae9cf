import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { announcePresence, claimAlone, stopBeingAlone } from './presence.ts'

const { kind } = testDatabase()

/** The embedded database needs none of this: its folder is locked. */
describe.runIf(kind === 'postgis')('a server and a restore', () => {
  const url = inject('databaseUrl')
  const restorer = new pg.Client({ connectionString: url })
  beforeAll(() => restorer.connect())
  afterAll(() => restorer.end())

  test('keep out of each other’s way, whoever was first', async () => {
    const [leave, leaveToo] = [await announcePresence(url), await announcePresence(url)]
    expect(await claimAlone(restorer)).toBe(false)
    await leave()
    expect(await claimAlone(restorer)).toBe(false)
    await leaveToo()
    expect(await claimAlone(restorer)).toBe(true)
    await expect(announcePresence(url)).rejects.toThrow('being restored')
    await stopBeingAlone(restorer)
    await (await announcePresence(url))()
  })

  test('do so again after the server lost its connection', async () => {
    const leave = await announcePresence(url)
    const holders = async (): Promise<number[]> => {
      const { rows } = await restorer.query(
        `SELECT l.pid FROM pg_locks l WHERE l.locktype = 'advisory' AND l.mode = 'ShareLock'
           AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())`,
      )
      return rows.map(({ pid }) => pid)
    }
    const [first] = await holders()
    await restorer.query('SELECT pg_terminate_backend($1)', [first])
    await expect.poll(holders, { timeout: 5_000 }).toEqual([expect.not.toSatisfy((pid) => pid === first)])
    expect(await claimAlone(restorer)).toBe(false)
    await leave()
  })
})
