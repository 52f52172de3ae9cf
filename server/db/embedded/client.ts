import type { Socket } from 'node:net'
import {
  acknowledgements,
  commandComplete,
  copyInResponse,
  createMessageReader,
  errorResponse,
  greeting,
  readyForQuery,
  statementOf,
  type WireMessage,
} from './wire.ts'

/** One connection: the batches it waits for, and whether its transaction was lost under it. */
export interface Client {
  socket: Socket
  /** Batches not yet run, oldest first; each ends in Query or Sync. */
  batches: WireMessage[][]
  /** Why its transaction is gone, until it has been told so at ROLLBACK or COMMIT. */
  doomed: string | null
}

const sslRequest = 80877103
const gssRequest = 80877104
const protocol3 = 3

/** What the opening message of a connection asks for: answered at once, without the database. */
function introduce(client: Client, { bytes }: WireMessage): 'again' | 'started' | 'refused' {
  const code = bytes.readUInt32BE(4)
  if (code === sslRequest || code === gssRequest) {
    client.socket.write('N')
    return 'again'
  }
  if (code >>> 16 !== protocol3) return 'refused'
  client.socket.write(greeting)
  return 'started'
}

/**
 * Reads a connection and hands on whole batches. Cursors (Flush) are refused: a batch that waits for
 * its client in the middle would hold the one session there is. For the same reason a client is let send
 * the rows of COPY FROM STDIN at once, and they are handed on with the statement when all are there.
 */
export function readClient(socket: Socket, onBatch: (client: Client) => void): Client {
  const client: Client = { socket, batches: [], doomed: null }
  const reader = createMessageReader()
  let batch: WireMessage[] = []
  let skipping = false
  let copying = false

  function end(): void {
    client.batches.push(batch)
    batch = []
    skipping = false
    copying = false
    onBatch(client)
  }

  function takeRows(message: WireMessage): void {
    if (!['d', 'c', 'f'].includes(message.type)) return
    batch.push(message)
    if (message.type !== 'd') end()
  }

  function take(message: WireMessage): void {
    if (message.type === '') {
      const answer = introduce(client, message)
      if (answer === 'started') reader.started()
      if (answer === 'refused') socket.destroy()
    } else if (message.type === 'X') {
      socket.end()
    } else if (copying) {
      takeRows(message)
    } else if (message.type === 'H') {
      batch = []
      skipping = true
      socket.write(errorResponse('0A000', 'the embedded database serves no cursors'))
    } else if (['Q', 'S', 'P', 'B', 'D', 'E', 'C'].includes(message.type)) {
      const ends = message.type === 'Q' || message.type === 'S'
      if (!skipping || ends) batch.push(message)
      copying = isCopyIn(statementOf(message) ?? '') && message.type === 'Q'
      if (copying) socket.write(copyInResponse)
      else if (ends) end()
    }
  }

  socket.on('data', (chunk: Buffer) => {
    try {
      for (const message of reader.read(chunk)) take(message)
    } catch {
      socket.destroy()
    }
  })
  return client
}

const withoutComments = (sql: string): string => sql.replace(/^(\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/, '')

/** COMMIT or END: where it fails the transaction is over, not failed. */
export const isCommit = (sql: string): boolean => /^(commit|end)\b/i.test(withoutComments(sql))

/** Whether a text opens a transaction, perhaps with more statements after it. */
export const isBegin = (sql: string): boolean => /^(begin|start\s+transaction)\b/i.test(withoutComments(sql))

/** COPY … FROM STDIN, after which the client sends rows. */
const isCopyIn = (sql: string): boolean => /^copy\b.*\bfrom\s+stdin\b/is.test(withoutComments(sql))

const isRollback = (sql: string): boolean =>
  /^(rollback|abort)\b(?!\s+(work\s+|transaction\s+)?to\b)/i.test(withoutComments(sql))

/**
 * Answers for a session whose transaction was lost: ROLLBACK is confirmed, COMMIT fails, anything else
 * is refused as in any failed transaction. PostgreSQL itself would let COMMIT pass as a rollback; here
 * nobody shall take the silence of the embedded database for success.
 */
export function answerDoomed(client: Client, batch: WireMessage[]): void {
  const sql = batch.map(statementOf).find((text) => text !== null) ?? ''
  if (isRollback(sql)) {
    client.doomed = null
    const parts = batch.map(({ type }) => acknowledgements[type] ?? Buffer.alloc(0))
    const executed = batch.some(({ type }) => type === 'Q' || type === 'E')
    client.socket.write(
      Buffer.concat([...parts, executed ? commandComplete('ROLLBACK') : Buffer.alloc(0), readyForQuery('I')]),
    )
    return
  }
  if (isCommit(sql)) {
    client.socket.write(errorResponse('40000', `nothing was committed: ${client.doomed}`))
    client.socket.write(readyForQuery('I'))
    client.doomed = null
    return
  }
  client.socket.write(
    errorResponse('25P02', 'current transaction is aborted, commands ignored until end of transaction block'),
  )
  client.socket.write(readyForQuery('E'))
}
