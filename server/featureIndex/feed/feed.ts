import type { Db } from '../../db/index.ts'
import { readMoment } from './moment.ts'
import { type FedCollection, readChanges } from './reading.ts'
import { extend, goOn, isSeen, settle, type Trail } from './trail.ts'

/** Makes the indexes follow the database. */
export interface Feed {
  /** Rises with each change applied, over restarts too; a cache key. */
  readonly revision: number
  /**
   * Reads what changed. Resolves when a reading that started after the call is applied, so that what the
   * caller has committed is in the indexes; rejects with the database's error.
   */
  refresh(): Promise<void>
  /** Refreshes until stopped, `intervalMs` after each end; a failure goes to `onError` and is tried again. */
  start(intervalMs?: number): void
  /** Ends the refreshing and waits for the one under way. */
  stop(): Promise<void>
}

export interface FeedOptions {
  /** Told of every refreshing by itself that failed; it is tried again. */
  onError(error: unknown): void
  /** Told how far the reading of a large collection is. */
  onProgress?(message: string): void
  /**
   * How long the database may take to say whether anything changed before the line to it counts as broken. None for
   * the embedded one, which has no line, and answers when others have finished.
   */
  patienceMs?: number
}

/**
 * A feed from the database to the indexes of the collections, without a lost write: each reading takes
 * what its predecessor's snapshot did not see (`pg_visible_in_snapshot`), found by the index on
 * `changed_in` from that snapshot's xmin on. A transaction that was open then, with whatever number, is
 * read when it has committed. All collections are read in one REPEATABLE READ transaction, and what was read
 * comes into their indexes in one step without a pause: nobody sees half of a transaction. What is read anew
 * is got ready beside the index that answers. Where to go on after the database was away: `goOn`.
 */
export function createFeed(
  db: Db,
  collections: Iterable<FedCollection>,
  { onError, onProgress = () => {}, patienceMs }: FeedOptions,
): Feed {
  const followed = [...collections]
  let revision = Date.now()
  let trail: Trail | null = null
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  let started = false

  async function poll(): Promise<void> {
    const now = await readMoment(db, patienceMs)
    trail = trail && settle(trail, now)
    if (isSeen(trail, now)) return
    const start = goOn(trail, now)
    const { sight, ids, steps } = await readChanges(db, followed, now, start, onProgress)
    for (const step of steps) await step.prepare()
    const changes = steps.map((step) => step.apply())
    if (changes.includes(true)) revision += 1
    trail = extend(start && trail, sight, now.ground?.lineage ?? null, ids)
  }

  function run(): Promise<void> {
    running = poll().finally(() => {
      running = null
    })
    return running
  }

  function refresh(): Promise<void> {
    if (!running) return run()
    next ??= running
      .catch(() => {})
      .then(() => {
        next = null
        return refresh()
      })
    return next
  }

  async function tick(intervalMs: number): Promise<void> {
    await refresh().catch(onError)
    if (started) schedule(intervalMs)
  }

  function schedule(intervalMs: number): void {
    timer = setTimeout(() => tick(intervalMs), intervalMs)
    timer.unref()
  }

  return {
    get revision() {
      return revision
    },
    refresh,
    start(intervalMs = 200) {
      if (started) return
      started = true
      schedule(intervalMs)
    },
    async stop() {
      started = false
      clearTimeout(timer)
      await Promise.allSettled([running, next])
    },
  }
}
