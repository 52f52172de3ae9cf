import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import createKnex from 'knex'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A program of the project that runs as its own process, as a user would start it. */
export interface RunningProcess {
  child: ChildProcess
  /** Everything printed so far, standard output and error together. */
  output(): string
  /** Resolves with the exit code; null where a signal ended it. */
  exited: Promise<number | null>
}

export function startProcess(script: string, args: string[], env: Record<string, string>): RunningProcess {
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(
    process.execPath,
    [...(script.endsWith('.ts') ? ['--import', 'tsx'] : []), script, ...args],
    {
      cwd: root,
      env: { ...inherited, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let text = ''
  child.stdout.on('data', (chunk) => {
    text += chunk
  })
  child.stderr.on('data', (chunk) => {
    text += chunk
  })
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  return { child, output: () => text, exited }
}

/** A server started by `npm start`'s own script, on a free port; resolves when it says it is ready. */
export async function startServer(env: Record<string, string>): Promise<RunningProcess & { url: string }> {
  const running = startProcess('scripts/start.mjs', [], { PORT: '0', WRITES_PER_MINUTE: '100000', ...env })
  const url = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const ready = running.output().match(/Ready: (http:\S+)/)
      if (ready?.[1]) resolve(ready[1])
    }
    running.child.stdout?.on('data', look)
    running.exited.then((code) => reject(new Error(`the server ended with ${code}:\n${running.output()}`)))
  })
  return { ...running, url }
}

/** A place of its own for one process: a fresh folder and, on PostgreSQL, a fresh database beside the shared one. */
export async function ownPlace(
  name: string,
): Promise<{ env: Record<string, string>; remove(): Promise<void> }> {
  const varDir = await mkdtemp(join(tmpdir(), `spazi-${name}-`))
  const removeFolder = () => rm(varDir, { recursive: true, force: true })
  const shared = process.env.TEST_DATABASE_URL
  if (!shared) return { env: { VAR_DIR: varDir }, remove: removeFolder }
  const database = `spazi_test_${name}`
  const url = new URL(shared)
  url.pathname = `/${database}`
  const administer = async (...statements: string[]) => {
    const knex = createKnex({ client: 'pg', connection: shared, pool: { min: 0, max: 1 } })
    for (const statement of statements) await knex.raw(statement, [database])
    await knex.destroy()
  }
  await administer('DROP DATABASE IF EXISTS ?? WITH (FORCE)', 'CREATE DATABASE ??')
  return {
    env: { VAR_DIR: varDir, DATABASE_URL: url.href, DEMO: 'on' },
    async remove() {
      await administer('DROP DATABASE IF EXISTS ?? WITH (FORCE)')
      await removeFolder()
    },
  }
}
