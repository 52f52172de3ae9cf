import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { link, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createConnection, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The folder of a database's sockets, `.s.PGSQL.<port>` as PostgreSQL names them, under a short path. */
export interface SocketFolder {
  path: string
  /** Forgets the short path; sockets and lock stay. */
  remove(): Promise<void>
}

/** The embedded database of the folder is open in another process. */
export class DatabaseInUseError extends Error {}

const socketName = (port: number): string => `.s.PGSQL.${port}`
const holderName = (port: number): string => `holder.${port}.json`
const maxPathBytes = 100
const longestName = '/.claim-0123456789abcdef'

/**
 * The folder of sockets inside `varDir`, made if needed and closed to others. A Unix socket's path has
 * at most 108 bytes (104 on macOS); a longer one is reached by a link in a private folder of the
 * system's temporary directory. The files lie in `varDir` either way, so the lock does not depend on
 * where the temporary directory is.
 */
export async function socketFolder(varDir: string): Promise<SocketFolder> {
  const path = join(varDir, 'socket')
  await mkdir(path, { recursive: true, mode: 0o700 })
  if (Buffer.byteLength(path + longestName) <= maxPathBytes) return { path, remove: async () => {} }
  const parent = await mkdtemp(join(tmpdir(), 'spazi-'))
  await symlink(path, join(parent, 's'))
  return { path: join(parent, 's'), remove: () => rm(parent, { recursive: true, force: true }) }
}

/** Whether somebody listens: the kernel refuses a connection once that process is gone. */
async function isAlive(path: string): Promise<boolean> {
  const socket = createConnection(path)
  try {
    await once(socket, 'connect')
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code !== 'ECONNREFUSED' && code !== 'ENOENT'
  } finally {
    socket.destroy()
  }
}

/** Ports of all sockets in the directory, highest first. */
async function portsIn(directory: string): Promise<number[]> {
  const names = await readdir(directory)
  return names
    .flatMap((name) => {
      const port = /^\.s\.PGSQL\.(\d+)$/.exec(name)?.[1]
      return port === undefined ? [] : [Number(port)]
    })
    .sort((a, b) => b - a)
}

/** The port at which the database of the folder is being served, or null. */
export async function findServer({ path }: SocketFolder): Promise<number | null> {
  const [port] = await portsIn(path)
  return port !== undefined && (await isAlive(join(path, socketName(port)))) ? port : null
}

async function describeHolder(directory: string, port: number): Promise<string> {
  const since = await stat(join(directory, socketName(port)))
    .then(({ mtime }) => `, since ${mtime.toISOString()}`)
    .catch(() => '')
  const holder = await readFile(join(directory, holderName(port)), 'utf8')
    .then((text) => (JSON.parse(text) as { pid: number }).pid)
    .catch(() => null)
  return `${holder === null ? 'another process' : `process ${holder}`}${since}`
}

async function refuse(directory: string, port: number, varDir: string): Promise<never> {
  const holder = await describeHolder(directory, port)
  throw new DatabaseInUseError(
    `The database in ${varDir} is in use by ${holder}. Stop it, or choose another folder with VAR_DIR.`,
  )
}

async function removeLower(directory: string, port: number): Promise<void> {
  const lower = (await portsIn(directory)).filter((other) => other < port)
  for (const other of lower) {
    await rm(join(directory, socketName(other)), { force: true })
    await rm(join(directory, holderName(other)), { force: true })
  }
}

/** Gives the listening socket a number, which only one of several can win; false where it was taken. */
async function takeNumber(directory: string, claim: string, port: number): Promise<boolean> {
  try {
    await link(claim, join(directory, socketName(port)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
  const [highest] = await portsIn(directory)
  return highest === port
}

/**
 * Takes the lock of the folder: the listening socket itself, under the next higher number.
 *
 * A holder that died is known by its refused connection, whatever became of its process id. The socket
 * listens before it gets its number by link(2), and the highest number is never removed, not even at
 * the end: who takes a number that is free because a later holder cleaned up sees the later one when
 * it looks again, and gives way.
 * @throws {DatabaseInUseError} where a living process holds it
 */
export async function claimSocket(server: Server, { path }: SocketFolder, varDir: string): Promise<number> {
  const claim = join(path, `.claim-${randomBytes(8).toString('hex')}`)
  server.listen(claim)
  await once(server, 'listening')
  try {
    for (;;) {
      const [highest = 0] = await portsIn(path)
      if (highest && (await isAlive(join(path, socketName(highest))))) await refuse(path, highest, varDir)
      const port = highest + 1
      if (!(await takeNumber(path, claim, port))) continue
      await writeFile(join(path, holderName(port)), JSON.stringify({ pid: process.pid }))
      await removeLower(path, port)
      return port
    }
  } catch (error) {
    server.close()
    throw error
  } finally {
    await rm(claim, { force: true })
  }
}
