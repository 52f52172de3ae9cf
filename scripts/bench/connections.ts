import { connect, type Socket } from 'node:net'

/** What a server answered. */
interface Answer {
  status: number
  body: Buffer
}

/** A connection that is kept open; one request at a time. */
export interface Connection {
  ask(path: string, method?: 'GET' | 'PATCH', body?: object): Promise<Answer>
  close(): void
}

const headEnd = Buffer.from('\r\n\r\n')

/**
 * Opens a connection to a server of this machine. It reads no more of HTTP/1.1 than the servers of the benchmarks
 * write, status and length, so that the asking takes as little of the processors as can be.
 */
export async function openConnection(port: number): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  const answers = readAnswers(socket)
  return {
    ask(path, method = 'GET', body) {
      const text = body ? JSON.stringify(body) : ''
      const about = body
        ? `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`
        : ''
      socket.write(`${method} ${path} HTTP/1.1\r\nhost: localhost\r\n${about}\r\n${text}`)
      return answers.next()
    },
    close: () => socket.destroy(),
  }
}

/** As many connections as are named. */
export const openConnections = (port: number, count: number): Promise<Connection[]> =>
  Promise.all(Array.from({ length: count }, () => openConnection(port)))

interface Waiting {
  resolve(answer: Answer): void
  reject(error: Error): void
}

function readAnswers(socket: Socket): { next(): Promise<Answer> } {
  let waiting: Waiting | null = null
  let parts: Buffer[] = []
  let [received, expected, status, headLength] = [0, -1, 0, 0]
  const fail = (error: Error) => {
    waiting?.reject(error)
    waiting = null
  }
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('the server closed the connection')))
  socket.on('data', (chunk) => {
    parts.push(chunk)
    received += chunk.length
    if (expected < 0) {
      const whole = parts.length === 1 ? chunk : Buffer.concat(parts)
      parts = [whole]
      const end = whole.indexOf(headEnd)
      if (end < 0) return
      const head = whole.toString('latin1', 0, end)
      status = Number(head.slice(9, 12))
      headLength = end + headEnd.length
      expected = headLength + lengthIn(head, status)
    }
    if (received < expected) return
    const body = (parts.length === 1 ? parts[0] : Buffer.concat(parts))?.subarray(headLength)
    parts = []
    received = 0
    expected = -1
    waiting?.resolve({ status, body: body ?? Buffer.alloc(0) })
    waiting = null
  })
  return {
    next: () =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('the connection is closed'))
        waiting = { resolve, reject }
      }),
  }
}

/** @throws {Error} where the answer comes in chunks */
function lengthIn(head: string, status: number): number {
  if (status === 204 || status === 304) return 0
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (length === undefined) throw new Error(`an answer without a length: ${head}`)
  return Number(length)
}
