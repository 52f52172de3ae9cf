import type { Db } from '../../db/index.ts'
import type { FeatureIndex, Filling } from '../definition.ts'
import { type Moment, readSight, type Sight } from './moment.ts'
import { type Loader, readingPatienceMs } from './source.ts'
import type { Start } from './trail.ts'

/** What the feed keeps up to date. */
export interface FedCollection {
  index: FeatureIndex
  load: Loader
}

/** What was read of a collection, and is not yet in its index. */
interface Step {
  /** Work that can be done beside the index that answers. */
  prepare(): Promise<void>
  /** @returns whether the index is another now */
  apply(): boolean
}

/** All that one transaction saw. */
export interface Reading {
  sight: Sight
  /** By collection, the ids that were read; null where some collection was read anew. */
  ids: number[][] | null
  steps: Step[]
}

/** Changes beyond so many are slower to apply one by one, all in one step, than to read the collection anew. */
const mostChanges = 20_000

/**
 * Reads what changed in one REPEATABLE READ transaction, or everything where there is no start; many changes of a
 * collection are read as all of it, into an index beside the one that answers.
 * @throws {Error} the database's; also where it was started anew after `now`
 */
export function readChanges(
  db: Db,
  followed: readonly FedCollection[],
  now: Moment,
  start: Start | null,
  onProgress: (message: string) => void,
): Promise<Reading> {
  return db.transaction(
    async (trx) => {
      const sight = await readSight(trx)
      if (sight.run !== now.run) throw new Error('the database was started anew while it was read')
      const ids = start && (await changedIds(trx, followed, start))
      const steps: Step[] = []
      for (const [at, collection] of followed.entries()) {
        const changed = ids?.[at]
        if (!changed || changed.length > mostChanges) steps.push(await fillAnew(trx, collection, onProgress))
        else if (changed.length > 0) steps.push(await readSome(trx, collection, changed))
      }
      return { sight, ids: ids?.every(({ length }) => length <= mostChanges) ? ids : null, steps }
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  )
}

/** By collection, in one query over all of them; of a collection one more than `mostChanges` at most. */
async function changedIds(
  trx: Db,
  followed: readonly FedCollection[],
  { since, again }: Start,
): Promise<number[][]> {
  const changed = followed.map(({ load }, at) =>
    trx.select(trx.raw(`id, ${at} AS at`)).from(
      load
        .changed(trx, since)
        .limit(mostChanges + 1)
        .as('changed'),
    ),
  )
  const ids = followed.map((_, at) => new Set(again[at]))
  const [first, ...others] = changed
  if (!first) return []
  const rows: { at: number; id: number }[] = await trx
    .select('at', 'id')
    .from(first.unionAll(others).as('all'))
    .timeout(readingPatienceMs)
  for (const { at, id } of rows) ids[at]?.add(id)
  return ids.map((each) => [...each])
}

async function readSome(trx: Db, { index, load }: FedCollection, ids: readonly number[]): Promise<Step> {
  const rows = await load.some(trx, ids)
  const published = new Set(rows.map(({ id }) => id))
  const removed = ids.filter((id) => !published.has(id))
  return { prepare: () => index.prepare(rows), apply: () => index.apply(rows, removed) > 0 }
}

async function fillAnew(
  trx: Db,
  collection: FedCollection,
  onProgress: (message: string) => void,
): Promise<Step> {
  const filling = await fillFrom(trx, collection, onProgress)
  const apply = () => {
    filling.take()
    return true
  }
  return { prepare: () => filling.prepare(), apply }
}

const firstTold = 10_000
const toldEach = 100_000

/** Reads all rows of a collection into an index beside the one that answers. Needs a transaction. */
export async function fillFrom(
  trx: Db,
  { index, load }: FedCollection,
  onProgress: (message: string) => void = () => {},
): Promise<Filling> {
  const filling = index.fill()
  const expected = await countAbout(trx, load.table)
  let count = 0
  let next = firstTold
  for await (const rows of load.all(trx)) {
    filling.add(rows)
    count += rows.length
    if (count < next) continue
    onProgress(`Reading ${index.definition.id} for the map: ${progress(count, expected)}…`)
    next = next === firstTold ? toldEach : next + toldEach
  }
  if (count >= firstTold)
    onProgress(`Reading ${index.definition.id} for the map: ${progress(count, 0)}, done`)
  return filling
}

function progress(count: number, expected: number): string {
  const written = (number: number) => number.toLocaleString('en')
  return expected > count ? `${written(count)} of about ${written(expected)}` : written(count)
}

/** What the statistics say of a table, without counting; 0 where they say nothing. */
async function countAbout(trx: Db, table: string): Promise<number> {
  const { reltuples } = await trx('pg_class').whereRaw('oid = ?::regclass', [table]).first('reltuples')
  return Math.max(0, reltuples)
}
