import { setImmediate } from 'node:timers/promises'

/** Work in steps of some milliseconds, so that others can work between them. */
export type Steps<Result> = Generator<void, Result, void>

const longestMs = 5

/**
 * Work on things numbered from 0 up to before `count`, so many in a step.
 * @param work is told from which to before which
 */
export function* inStretches(
  count: number,
  stretch: number,
  work: (from: number, to: number) => void,
): Steps<void> {
  for (let from = 0; from < count; from += stretch) {
    work(from, Math.min(count, from + stretch))
    yield
  }
}

/** Does the work without a pause. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

/** Does the work and lets others work each five milliseconds. */
export async function inSteps<Result>(steps: Steps<Result>): Promise<Result> {
  for (;;) {
    const pauseAt = performance.now() + longestMs
    do {
      const step = steps.next()
      if (step.done) return step.value
    } while (performance.now() < pauseAt)
    await setImmediate()
  }
}
