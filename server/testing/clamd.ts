import { once } from 'node:events'
import { createServer, type Server } from 'node:net'

const eicar = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE'

export interface Clamd {
  start(): Promise<void>
  /** Stops answering, as a daemon that is being restarted. */
  stop(): Promise<void>
}

/** The content of clamd's INSTREAM: chunks, each after its length; null while the end has not come. */
function readChunks(bytes: Buffer): Buffer | null {
  const chunks: Buffer[] = []
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    if (length === 0) return Buffer.concat(chunks)
    chunks.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}

/** A daemon that speaks as much of clamd's protocol as scans a stream, and knows one virus. */
export function createClamd(socketPath: string): Clamd {
  const command = Buffer.from('zINSTREAM\0')
  let server: Server
  return {
    async start() {
      server = createServer((socket) => {
        let received = Buffer.alloc(0)
        socket.on('error', () => {})
        socket.on('data', (chunk) => {
          received = Buffer.concat([received, chunk])
          const content = readChunks(received.subarray(command.length))
          if (content) socket.end(content.includes(eicar) ? 'stream: Eicar-Test FOUND\0' : 'stream: OK\0')
        })
      })
      server.listen(socketPath)
      await once(server, 'listening')
    },
    async stop() {
      server.close()
      await once(server, 'close')
    },
  }
}

/** Bytes that every antivirus takes for a virus, after words of one's own. */
export const eicarText = (words: string): string => `${words} X5O!P%@AP[4\\PZX54(P^)7CC)7}$${eicar}!$H+H*`
