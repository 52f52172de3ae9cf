import { fork } from 'node:child_process'
import { setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { WritingTask } from './writing.ts'

const entry = fileURLToPath(new URL('./writer.mjs', import.meta.url))

/** Keeps the whole process under half a gigabyte: what is written leaves, and only tables of places stay. */
const memory = ['--max-old-space-size=260', '--max-semi-space-size=8']
const timeLimitMs = 15 * 60_000
const lowPriority = 5

interface Told {
  share?: number
  done?: boolean
  problem?: string
}

/** A file could not be written; its message begins with the name of the error. */
class WritingError extends Error {}

/**
 * Makes a file in a process of its own, with less of the processor than who serves people.
 * @throws {WritingError} where it cannot be made, takes longer than a quarter of an hour, or is stopped
 */
export function writeApart(
  task: WritingTask,
  onShare: (share: number) => void,
  stop: AbortSignal,
): Promise<void> {
  const child = fork(entry, { execArgv: memory, stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: {} })
  const kill = () => child.kill('SIGKILL')
  const timer = setTimeout(kill, timeLimitMs)
  stop.addEventListener('abort', kill)
  if (stop.aborted) kill()
  let done = false
  return new Promise<void>((resolve, reject) => {
    child.once('spawn', () => {
      setPriority(child.pid ?? 0, lowPriority)
      child.send(task)
    })
    child.on('message', (told: Told) => {
      if (told.share !== undefined) onShare(told.share)
      if (told.problem) reject(new WritingError(told.problem))
      done ||= told.done === true
    })
    child.once('error', reject)
    child.once('exit', (code, signal) =>
      done ? resolve() : reject(new WritingError(`Ended: the process that writes ended (${signal ?? code})`)),
    )
  }).finally(() => {
    clearTimeout(timer)
    stop.removeEventListener('abort', kill)
  })
}
