import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Outcome } from './session.ts'
import type { TransactionStatus } from './wire.ts'

/** PostgreSQL itself, one session, in a thread of its own. */
export interface Engine {
  /** Runs one batch of protocol messages; one at a time. Rejects where the database cannot be opened. */
  run(batch: Buffer): Promise<Outcome>
  close(): Promise<void>
}

const entry = new URL('./sessionWorker.mjs', import.meta.url)
const closeTimeoutMs = 5_000
const ended = new WeakSet<Worker>()

/** Starts the thread and waits until it has opened the folder. */
async function startWorker(folder: string): Promise<Worker> {
  const worker = new Worker(entry, { workerData: { folder }, execArgv: [], stdout: true, stderr: true })
  worker.stdout.resume()
  worker.stderr.resume()
  worker.on('error', () => {})
  worker.on('exit', () => ended.add(worker))
  await new Promise<void>((resolve, reject) => {
    const fail = (error: unknown) =>
      reject(error instanceof Error ? error : new Error('its thread ended while opening the folder'))
    worker.once('error', fail)
    worker.once('exit', fail)
    worker.once('message', () => {
      worker.off('error', fail)
      worker.off('exit', fail)
      resolve()
    })
  })
  return worker
}

/** The outcome of a batch; a thread that dies answers nothing at all. */
function runIn(worker: Worker, batch: Buffer, status: TransactionStatus): Promise<Outcome> {
  return new Promise((resolve) => {
    const onExit = () => resolve({ reply: new Uint8Array(), status, lost: 0 })
    if (ended.has(worker)) return onExit()
    worker.once('exit', onExit)
    worker.once('message', (outcome: Outcome) => {
      worker.off('exit', onExit)
      resolve(outcome)
    })
    const bytes = new Uint8Array(batch)
    worker.postMessage(bytes, [bytes.buffer])
  })
}

/**
 * Sets aside a data folder whose creation was interrupted; true where a database has to be created.
 * The marker lies inside, so it travels with a copy of the folder.
 */
async function needsCreation(folder: string): Promise<boolean> {
  if (existsSync(join(folder, 'spazi-created'))) return false
  if (existsSync(folder)) await rename(folder, `${folder}.incomplete-${Date.now()}`)
  return true
}

/**
 * Opens (the first time: creates) the database in `folder`. Where a batch gets no whole answer, the
 * session can no longer be trusted: its thread is ended, which takes back what was not committed, and
 * the folder is opened again, as after a crash, before the next batch runs.
 */
export async function startEngine(folder: string, onProgress: (message: string) => void): Promise<Engine> {
  const creates = await needsCreation(folder)
  onProgress(creates ? 'Creating the database (only the first time, about 10 s)' : 'Opening the database')
  let worker: Worker | null = await startWorker(folder)
  if (creates) await writeFile(join(folder, 'spazi-created'), `${new Date().toISOString()}\n`)
  let reopening: Promise<void> = Promise.resolve()
  let status: TransactionStatus = 'I'
  let closed = false

  async function reopen(broken: Worker): Promise<void> {
    worker = null
    await broken.terminate()
    worker = await startWorker(folder)
  }

  return {
    async run(batch) {
      await reopening.catch(() => {})
      worker ??= await startWorker(folder)
      const current = worker
      const outcome = await runIn(current, batch, status)
      status = outcome.lost === null ? outcome.status : 'I'
      if (outcome.lost !== null && !closed) {
        reopening = reopen(current)
        reopening.catch(() => {})
      }
      return outcome
    },
    async close() {
      closed = true
      await reopening.catch(() => {})
      if (!worker || ended.has(worker)) return
      const exit = once(worker, 'exit')
      worker.postMessage('close')
      const late = setTimeout(() => void worker?.terminate(), closeTimeoutMs)
      await exit
      clearTimeout(late)
    },
  }
}
