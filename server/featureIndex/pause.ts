/** Lets others work where the time since the last pause was long enough. */
export type Pause = () => Promise<void>

/** Milliseconds of work without a pause. */
const stretch = 8

/** A pause for a long piece of work: quick to call, and only now and then one that waits. */
export function pausing(): Pause {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < stretch) return
    await new Promise((resolve) => setImmediate(resolve))
    since = performance.now()
  }
}
