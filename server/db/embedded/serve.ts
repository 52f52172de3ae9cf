import { createServer, type Server, type Socket } from 'node:net'
import { answerDoomed, type Client, isBegin, isCommit, readClient } from './client.ts'
import type { Engine } from './engine.ts'
import { statementAt } from './replyCheck.ts'
import type { Outcome } from './session.ts'
import { errorResponse, readyForQuery, type WireMessage } from './wire.ts'

/** A server of the PostgreSQL protocol, not yet listening. */
export interface WireServer {
  server: Server
  /** Begins to run what clients have asked for so far and from now on. */
  start(engine: Engine): void
  /** Ends every connection and takes no more; goes on listening, for that is the lock of the folder. */
  stop(): void
}

const quotedStatementLength = 200
const rollback = Buffer.from('Q\0\0\0\x0dROLLBACK\0', 'latin1')

/** Tells a client that its statement was lost, and what that means for its transaction. */
function answerLost(client: Client, batch: WireMessage[], { lost, reply, status }: Outcome): void {
  const sql = statementAt(batch, lost ?? 0) ?? ''
  const reason = `the embedded database broke off in: ${sql.slice(0, quotedStatementLength)}`
  const inTransaction = (status !== 'I' || isBegin(sql)) && !isCommit(sql)
  if (inTransaction) client.doomed = reason
  client.socket.write(
    Buffer.concat([reply, errorResponse('XX000', reason), readyForQuery(inTransaction ? 'E' : 'I')]),
  )
}

/**
 * Lets many connections share one session: batches run one at a time, and while a transaction is open
 * only those of the connection that opened it.
 */
export function createWireServer(): WireServer {
  const clients = new Set<Client>()
  const waiting: Client[] = []
  let engine: Engine | null = null
  let owner: Client | null = null
  let running = false
  let stopped = false

  /** The next client to serve: the owner of the open transaction, else who has waited longest. */
  function nextClient(): Client | undefined {
    if (owner) return owner.batches.length > 0 ? owner : undefined
    while (waiting.length > 0) {
      const client = waiting.shift()
      if (client && client.batches.length > 0) return client
    }
    return undefined
  }

  async function serve(client: Client, batch: WireMessage[], current: Engine): Promise<void> {
    if (client.doomed !== null) return answerDoomed(client, batch)
    const outcome = await current.run(Buffer.concat(batch.map((message) => message.bytes)))
    owner = outcome.lost === null && outcome.status !== 'I' ? client : null
    if (outcome.lost !== null) answerLost(client, batch, outcome)
    else client.socket.write(outcome.reply)
    if (owner?.socket.destroyed) await release()
  }

  /** Takes back the transaction of a client that is gone. */
  async function release(): Promise<void> {
    owner = null
    await engine?.run(rollback)
  }

  async function work(): Promise<void> {
    if (running) return
    running = true
    for (let client = nextClient(); client && engine; client = nextClient()) {
      const batch = client.batches.shift()
      if (!batch) continue
      try {
        await serve(client, batch, engine)
      } catch (error) {
        const text = `the embedded database cannot be opened: ${error instanceof Error ? error.message : error}`
        client.socket.end(errorResponse('57P03', text, 'FATAL'))
      }
      if (!owner && client.batches.length > 0) waiting.push(client)
    }
    running = false
  }

  async function leave(client: Client): Promise<void> {
    clients.delete(client)
    client.batches = []
    if (owner !== client || running) return
    running = true
    await release().catch(() => {})
    running = false
    await work()
  }

  function accept(socket: Socket): void {
    if (stopped) {
      socket.destroy()
      return
    }
    const client = readClient(socket, (ready) => {
      waiting.push(ready)
      void work()
    })
    clients.add(client)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => void leave(client))
  }

  return {
    server: createServer(accept),
    start(opened) {
      engine = opened
      void work()
    },
    stop() {
      stopped = true
      engine = null
      for (const { socket } of clients) {
        socket.write(errorResponse('57P01', 'the server stops', 'FATAL'))
        socket.destroySoon()
      }
    },
  }
}
