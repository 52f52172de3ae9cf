import { type ExecFileOptions, execFile, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const packaged = '/usr/lib/postgresql'
const needed = `No PostgreSQL programs were found. Install PostgreSQL 15 or newer with PostGIS (on Debian: apt install
postgresql postgresql-15-postgis-3), put initdb and pg_ctl on the PATH, or name an empty database in TEST_DATABASE_URL.`

/** A database cluster of this run alone, in a temporary folder. */
export interface Cluster {
  url: string
  stop(): Promise<void>
}

/** Where the programs of PostgreSQL lie: what Debian packages, the newest first, then the PATH. */
async function findPrograms(): Promise<string> {
  const versions = existsSync(packaged) ? await readdir(packaged) : []
  const folders = [
    ...versions
      .sort((one, other) => Number(other) - Number(one))
      .map((version) => join(packaged, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ]
  const found = folders.find((folder) => ['initdb', 'pg_ctl'].every((name) => existsSync(join(folder, name))))
  if (!found) throw new Error(needed)
  return found
}

/** PostgreSQL does not run as root: there the account that comes with its packages runs it. */
function accountToRunAs(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const idOf = (kind: '-u' | '-g') => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/**
 * Starts a cluster that listens on this machine only, with the settings PostgreSQL comes with.
 * @param changed settings that are others, as `name=value`
 * @throws {Error} saying what to install where its programs are not there
 */
export async function startCluster(changed: readonly string[] = []): Promise<Cluster> {
  const programs = await findPrograms()
  const account = accountToRunAs()
  const folder = await mkdtemp(join(tmpdir(), 'spazi-bench-'))
  if (account) await chown(folder, account.uid, account.gid)
  const options: ExecFileOptions = { cwd: folder, ...account }
  const data = join(folder, 'data')
  const port = await freePort()
  await run(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'spazi', '-E', 'UTF8', '--locale=C.UTF-8', '-A', 'trust'],
    options,
  )
  const settings = [`listen_addresses=127.0.0.1`, `unix_socket_directories=${folder}`, ...changed]
    .map((setting) => `-c ${setting}`)
    .join(' ')
  const control = (...words: string[]) => run(join(programs, 'pg_ctl'), ['-D', data, '-w', ...words], options)
  await control('-l', join(folder, 'log'), '-o', `-p ${port} ${settings}`, 'start')
  return {
    url: `postgres://spazi@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await control('-m', 'immediate', 'stop')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
