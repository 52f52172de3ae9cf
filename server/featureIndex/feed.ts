import type { Db } from '../db/index.ts'
import type { FeatureIndex } from './definition.ts'
import type { Changes, Snapshot } from './source.ts'

/** What the feed keeps up to date. */
export interface FedCollection {
  index: FeatureIndex
  load(db: Db, since: Snapshot | null): Promise<Changes>
}

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

/**
 * A feed from the database to the indexes of the collections, without a lost write: each reading takes
 * what its predecessor's snapshot did not see (`pg_visible_in_snapshot`), found by the index on
 * `changed_in` from that snapshot's xmin on. A transaction that was open then, with whatever number, is
 * read when it has committed. All collections are read in one REPEATABLE READ transaction.
 */
export function createFeed(
  db: Db,
  collections: Iterable<FedCollection>,
  onError: (error: unknown) => void,
): Feed {
  const followed = [...collections]
  let revision = Date.now()
  let seen: Snapshot | null = null
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  let started = false

  async function poll(): Promise<void> {
    if (seen !== null && (await readSnapshot(db)) === seen) return
    const { snapshot, changes } = await readChanges(db, followed, seen)
    const counts = changes.map(({ rows, removed }, at) => followed[at]?.index.apply(rows, removed) ?? 0)
    if (counts.some((count) => count > 0)) revision += 1
    seen = snapshot
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
    start(intervalMs = 500) {
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

async function readSnapshot(db: Db): Promise<Snapshot> {
  const { rows } = await db.raw<{ rows: { snapshot: Snapshot }[] }>(
    'SELECT pg_current_snapshot()::text AS snapshot',
  )
  const [row] = rows
  if (!row) throw new Error('the database gave no snapshot')
  return row.snapshot
}

function readChanges(
  db: Db,
  followed: readonly FedCollection[],
  since: Snapshot | null,
): Promise<{ snapshot: Snapshot; changes: Changes[] }> {
  return db.transaction(
    async (trx) => {
      const snapshot = await readSnapshot(trx)
      const changes: Changes[] = []
      for (const collection of followed) changes.push(await collection.load(trx, since))
      return { snapshot, changes }
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  )
}
