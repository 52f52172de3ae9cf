import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line to a database that can be cut, and mended. */
export interface BrokenLine {
  /** The address of the database by way of this line. */
  url: string
  /** Ends every connection; new ones are refused, or with `silent` accepted and never answered. */
  cut(how: 'refused' | 'silent'): Promise<void>
  mend(): Promise<void>
  close(): Promise<void>
}

/** Puts a line of TCP between a program and the database at `databaseUrl`. */
export async function openLine(databaseUrl: string): Promise<BrokenLine> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let isSilent = false
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  }
  const server = createServer((near) => {
    keep(near)
    if (isSilent) return
    const far = connect(Number(target.port || 5432), target.hostname)
    keep(far)
    near.pipe(far).pipe(near)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  const port = await listen(0)
  const end = async () => {
    const closed = server.listening ? once(server, 'close') : Promise.resolve()
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String(port)
  return {
    url: url.href,
    async cut(how) {
      await end()
      isSilent = how === 'silent'
      if (isSilent) await listen(port)
    },
    async mend() {
      await end()
      isSilent = false
      await listen(port)
    },
    close: end,
  }
}
