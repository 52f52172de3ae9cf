import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { link, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createConnection, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where the database of a folder is served: `<directory>/.s.PGSQL.<port>`, as PostgreSQL names sockets. */
export interface SocketAddress {
  directory: string
  port: number
}

/** The embedded database of the folder is open in another process. */
export class DatabaseInUseError extends Error {}

const socketName = (port: number): string => `.s.PGSQL.${port}`
const holderName = (port: number): string => `holder.${port}.json`
const maxPathBytes = 100
const longestName = '/.claim-0123456789abcdef'

/**
 * The directory of sockets under a path short enough for a Unix socket (108 bytes on Linux, 104 on
 * macOS): itself, or a link to it in a private folder of the system's temporary directory. The files
 * lie in `varDir` either way, so the lock does not depend on where the temporary directory is.
 */
export async function shortDirectory(directory: string): Promise<{ path: string; remove(): Promise<void> }> {
  if (Buffer.byteLength(directory + longestName) <= maxPathBytes) {
    return { path: directory, remove: async () => {} }
  }
  const folder = await mkdtemp(join(tmpdir(), 'spazi-'))
  await symlink(directory, join(folder, 's'))
  return { path: join(folder, 's'), remove: () => rm(folder, { recursive: true, force: true }) }
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

/** The port at which the database of the directory is being served, or null. */
export async function findServer(directory: string): Promise<number | null> {
  const [port] = await portsIn(directory)
  return port !== undefined && (await isAlive(join(directory, socketName(port)))) ? port : null
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

/**
 * Takes the lock of the directory: the listening socket itself, under the next higher number.
 *
 * A holder that died is known by its refused connection, whatever became of its process id. The socket
 * listens before it gets its number by link(2), which only one of several can win, and the highest
 * number is never removed, not even at the end: who links a number that was free because a later holder
 * cleaned up sees the later one when it looks again, and gives way.
 * @throws {DatabaseInUseError} where a living process holds it
 */
export async function claimSocket(server: Server, directory: string, varDir: string): Promise<number> {
  const claim = join(directory, `.claim-${randomBytes(8).toString('hex')}`)
  server.listen(claim)
  await once(server, 'listening')
  try {
    for (;;) {
      const [highest = 0] = await portsIn(directory)
      if (highest && (await isAlive(join(directory, socketName(highest)))))
        await refuse(directory, highest, varDir)
      const port = highest + 1
      const linked = await link(claim, join(directory, socketName(port))).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'EEXIST') return false
          throw error
        },
      )
      if (!linked || (await portsIn(directory))[0] !== port) continue
      await writeFile(join(directory, holderName(port)), JSON.stringify({ pid: process.pid }))
      await removeLower(directory, port)
      return port
    }
  } catch (error) {
    server.close()
    throw error
  } finally {
    await rm(claim, { force: true })
  }
}

/** The folder of sockets inside `varDir`, made if needed and closed to others. */
export async function socketDirectory(varDir: string): Promise<string> {
  const directory = join(varDir, 'socket')
  await mkdir(directory, { recursive: true, mode: 0o700 })
  return directory
}
