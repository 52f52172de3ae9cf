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
 * read when it has committed. All collections are read in one REPEATABLE READ transaction. A database that
 * was started anew may give transaction numbers a second time, so then everything is read again.
 */
export function createFeed(
  db: Db,
  collections: Iterable<FedCollection>,
  onError: (error: unknown) => void,
): Feed {
  const followed = [...collections]
  let revision = Date.now()
  let seen: Moment | null = null
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  let started = false

  async function poll(): Promise<void> {
    if (seen && isSame(seen, await readMoment(db))) return
    const { moment, changes } = await readChanges(db, followed, seen)
    const counts = changes.map(({ rows, removed }, at) => followed[at]?.index.apply(rows, removed) ?? 0)
    if (counts.some((count) => count > 0)) revision += 1
    seen = moment
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

/** What a reader has seen, and the start of the database in which that means anything. */
interface Moment {
  snapshot: Snapshot
  databaseStart: string
}

const isSame = (a: Moment, b: Moment): boolean =>
  a.snapshot === b.snapshot && a.databaseStart === b.databaseStart

async function readMoment(db: Db): Promise<Moment> {
  const { rows } = await db.raw<{ rows: Moment[] }>(
    'SELECT pg_current_snapshot()::text AS snapshot, pg_postmaster_start_time()::text AS "databaseStart"',
  )
  const [moment] = rows
  if (!moment) throw new Error('the database gave no snapshot')
  return moment
}

function readChanges(
  db: Db,
  followed: readonly FedCollection[],
  seen: Moment | null,
): Promise<{ moment: Moment; changes: Changes[] }> {
  return db.transaction(
    async (trx) => {
      const moment = await readMoment(trx)
      const since = seen?.databaseStart === moment.databaseStart ? seen.snapshot : null
      const changes: Changes[] = []
      for (const collection of followed) {
        const loaded = await collection.load(trx, since)
        changes.push(since === null ? withVanished(loaded, collection.index) : loaded)
      }
      return { moment, changes }
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  )
}

/** All rows of a collection, and with them the removal of what the index holds beyond. */
function withVanished({ rows }: Changes, index: FeatureIndex): Changes {
  const present = new Set(rows.map(({ id }) => id))
  return { rows, removed: index.ids({}).ids.filter((id) => !present.has(id)) }
}
