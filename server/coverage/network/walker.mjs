import { parentPort, workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

/** A thread of its own that knows the streets and answers how far things are. */
register()
const { walksOf } = await import('./walking.ts')
const walks = walksOf(workerData)
const answers = {
  toNearest: ({ doors }) => walks.toNearest(doors),
  catchment: ({ door, reachM }) => walks.catchment(door, reachM),
}
parentPort.on('message', ({ id, ask, ...question }) => {
  try {
    parentPort.postMessage({ id, answer: answers[ask](question) })
  } catch (error) {
    parentPort.postMessage({ id, problem: error instanceof Error ? error.message : String(error) })
  }
})
