import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { citext } from '@electric-sql/pglite/contrib/citext'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { postgis } from '@electric-sql/pglite-postgis'
import { repairPglite } from './emscripten.ts'
import { isAnswered, statementAt } from './replyCheck.ts'
import { joinCopies, splitMessages, type TransactionStatus, type WireMessage } from './wire.ts'

/** What became of one batch; `lost` is the index of the message that got no answer, its reply left out. */
export interface Outcome {
  reply: Uint8Array<ArrayBuffer>
  status: TransactionStatus
  lost: number | null
}

const repairs = repairPglite()
const database = await PGlite.create({
  dataDir: (workerData as { folder: string }).folder,
  extensions: { repairs: repairs.extension, postgis, btree_gist, citext, pg_trgm },
})
let status: TransactionStatus = 'I'
let swallowed = false

const postgresErrorStatus = 100

/**
 * Notices what escaped from PostgreSQL and was no error of it: a trap, or its end. PGlite passes over
 * it. (PGlite has run queries by now: Emscripten puts its functions in place at their first call.)
 */
function watchExceptions(): void {
  const module = database.Module
  const runOnce = module._PostgresMainLoopOnce
  module._PostgresMainLoopOnce = () => {
    try {
      runOnce()
    } catch (error) {
      swallowed ||= module._pgl_getPGliteExitStatus() !== postgresErrorStatus
      throw error
    }
  }
}

/** The replies to one message; null where it was not answered to the end. */
async function answer(batch: WireMessage[], index: number): Promise<WireMessage[] | null> {
  const message = batch[index]
  if (!message) return null
  const chunks: Uint8Array[] = []
  swallowed = false
  try {
    const onRawData = (bytes: Uint8Array) => void chunks.push(bytes.slice())
    await database.execProtocolRawStream(new Uint8Array(message.bytes), { syncToFs: false, onRawData })
  } catch {
    return null
  }
  repairs.restoreStack()
  const replies = splitMessages(Buffer.concat(chunks))
  const complete = !swallowed && isAnswered(message, replies, statementAt(batch, index))
  return complete ? replies : null
}

/** Runs a batch that ends in Query or Sync; after an error everything up to the Sync is passed over. */
async function run(batch: WireMessage[]): Promise<Outcome> {
  const kept: Uint8Array[] = []
  const outcome = (lost: number | null): Outcome => ({
    reply: Uint8Array.from(Buffer.concat(kept)),
    status,
    lost,
  })
  let failed = false
  for (const [index, message] of batch.entries()) {
    const ends = message.type === 'S' || message.type === 'Q'
    if (failed && !ends) continue
    const replies = await answer(batch, index)
    if (!replies) return outcome(index)
    failed ||= replies.some((reply) => reply.type === 'E')
    for (const reply of replies) {
      if (reply.type === 'Z') status = String.fromCharCode(reply.bytes[5] ?? 0) as TransactionStatus
      // CopyInResponse went out before the rows came in.
      if (reply.type !== 'G' && (reply.type !== 'Z' || ends)) kept.push(reply.bytes)
    }
  }
  return outcome(null)
}

watchExceptions()
repairs.restoreStack()
parentPort?.on('message', async (batch: Uint8Array | 'close') => {
  if (batch === 'close') {
    await database.close()
    parentPort?.close()
    return
  }
  const outcome = await run(joinCopies(splitMessages(Buffer.from(batch.buffer))))
  parentPort?.postMessage(outcome, [outcome.reply.buffer])
})
parentPort?.postMessage('ready')
