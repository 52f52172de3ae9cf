import { UnavailableError } from '../http/problem.ts'

/** Each may take some seconds, and who waits holds an upload open. */
const waitingLimit = 16

let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/**
 * Lets one image at a time be decoded, in the order they came: each takes hundreds of megabytes at worst.
 * @throws {UnavailableError} where too many wait
 */
export async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (waiting >= waitingLimit) {
    throw new UnavailableError(
      'Too many images have come at once: try again in a moment.',
      '/problems/overloaded',
    )
  }
  waiting += 1
  const turn = last.then(work).finally(() => {
    waiting -= 1
  })
  last = turn.catch(() => {})
  return turn
}
