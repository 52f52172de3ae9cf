import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { DatabaseInUseError, openDatabase } from '../open.ts'

/** Opens the folder it is given, and runs each line it reads as SQL. */
const program = `
  import { createInterface } from 'node:readline'
  import { openDatabase } from '${new URL('../open.ts', import.meta.url)}'
  const database = await openDatabase({ databaseUrl: undefined, varDir: process.argv[1] })
  console.log('open')
  for await (const line of createInterface({ input: process.stdin })) {
    const { rows } = await database.knex.raw(line)
    console.log(JSON.stringify(rows))
  }
`

const openHere = (varDir: string, join = false) => openDatabase({ databaseUrl: undefined, varDir, join })

describe.runIf(inject('databaseKind') === 'embedded')('the folder of the embedded database', () => {
  let varDir: string
  let holder: ChildProcess
  let ask: (sql: string) => Promise<string>

  beforeAll(async () => {
    varDir = await mkdtemp(join(tmpdir(), 'spazi-folder-'))
    const args = ['--import', 'tsx', '--input-type=module', '-e', program, varDir]
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    holder = child
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    ask = async (sql) => {
      child.stdin.write(`${sql}\n`)
      return String((await lines.next()).value)
    }
    expect((await lines.next()).value).toBe('open')
    await ask('CREATE TABLE entry (id integer PRIMARY KEY)')
  }, 120_000)
  afterAll(async () => {
    holder.kill('SIGKILL')
    await rm(varDir, { recursive: true, force: true })
  })

  test('while a process has it open another cannot open it', async () => {
    const refusal = await openHere(varDir).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(DatabaseInUseError)
    expect((refusal as Error).message).toContain(`in use by process ${holder.pid}, since 20`)
    expect(await ask('SELECT 1 AS one')).toBe('[{"one":1}]')
  })

  test('a script joins that process, and both see the same rows', async () => {
    const joined = await openHere(varDir, true)
    await joined.knex('entry').insert({ id: 100 })
    expect(await ask('SELECT id FROM entry')).toBe('[{"id":100}]')
    await joined.close()
  })

  test('after kill -9 a script opens it itself: every acknowledged row is there, no uncommitted one', async () => {
    for (let id = 1; id <= 50; id += 1) {
      expect(await ask(`INSERT INTO entry VALUES (${id}) RETURNING id`)).toBe(`[{"id":${id}}]`)
    }
    await ask('BEGIN; INSERT INTO entry VALUES (51); SELECT 1')
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    const { knex, close } = await openHere(varDir, true)
    const ids = (await knex('entry').select('id').orderBy('id')).map(({ id }) => id)
    expect(ids).toEqual([...Array.from({ length: 50 }, (_, index) => index + 1), 100])
    await close()
  }, 60_000)

  test('a creation that was interrupted is set aside, and done again', async () => {
    await rm(join(varDir, 'database', 'spazi-created'))
    const { knex, close } = await openHere(varDir)
    expect(await knex.schema.hasTable('entry')).toBe(false)
    await close()
    expect((await readdir(varDir)).some((name) => name.startsWith('database.incomplete-'))).toBe(true)
  }, 120_000)
})
