import { Worker } from 'node:worker_threads'
import type { Catchment, Spot } from '../travel.ts'
import type { WalkedCity } from './walking.ts'

const entry = new URL('./walker.mjs', import.meta.url)
const memoryLimitMb = 2048

/** Walks over the streets of a city, computed in a thread of their own. */
export interface Walker {
  toNearest(doors: readonly Spot[]): Promise<Float64Array>
  catchment(door: Spot, reachM: number): Promise<Catchment>
  stop(): Promise<unknown>
}

interface Reply {
  id: number
  answer?: unknown
  problem?: string
}
interface Waiting {
  resolve: (answer: never) => void
  reject: (error: Error) => void
}

/** Starts the thread; it does not keep the program alive, and questions fail where it ends. */
export function startWalker(city: WalkedCity): Walker {
  const worker = new Worker(entry, {
    workerData: city,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb },
  })
  const waiting = new Map<number, Waiting>()
  let last = 0
  const settle = () => {
    if (waiting.size === 0) worker.unref()
  }
  const failAll = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
    settle()
  }
  worker.on('message', ({ id, answer, problem }: Reply) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    settle()
    if (problem === undefined) asked?.resolve(answer as never)
    else asked?.reject(new Error(`the streets could not be walked: ${problem}`))
  })
  worker.on('error', failAll)
  worker.on('exit', () => failAll(new Error('the thread that walks the streets ended')))
  worker.unref()
  const ask = <Answer>(question: object): Promise<Answer> =>
    new Promise<Answer>((resolve, reject) => {
      last += 1
      waiting.set(last, { resolve, reject })
      worker.ref()
      worker.postMessage({ id: last, ...question })
    })
  return {
    toNearest: (doors) => ask({ ask: 'toNearest', doors }),
    catchment: (door, reachM) => ask({ ask: 'catchment', door, reachM }),
    stop: () => worker.terminate(),
  }
}
