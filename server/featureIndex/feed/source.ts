import { setImmediate } from 'node:timers/promises'
import type { Knex } from 'knex'
import type { Db } from '../../db/index.ts'
import { inBinary, type PlaceFormat } from '../../db/spatial.ts'
import type { FeatureRow, LonLat } from '../definition.ts'

/** A database snapshot as PostgreSQL writes it (`xmin:xmax:xip`): what a reader had seen. */
export type Snapshot = string

/** The place of a row; see `FeatureRow`. */
export type Place = Pick<FeatureRow, 'geometry' | 'point'>

/** How the feed reads a collection, always within one REPEATABLE READ transaction. */
export interface Loader {
  /** The table whose rows these are. */
  table: string
  /** All public rows, some hundred at a time, as the database finds them; the rest of a list is never in memory. */
  all(trx: Db): AsyncIterable<FeatureRow[]>
  /** Query for the `id` of each row, public or not, that may look different since the snapshot. */
  changed(trx: Db, since: Snapshot): Knex.QueryBuilder
  /** Those of the rows that are public. */
  some(trx: Db, ids: readonly number[]): Promise<FeatureRow[]>
}

/** How the public rows of a table are read. */
export interface Source<Row extends Place & { id: number }> {
  /** The table with `id` and `changed_in`; each of its rows may become or cease to be public. */
  table: string
  /** Other tables with `changed_in` that rows take values from, and the column of `table` that refers to them. */
  follows?: readonly { table: string; key: string }[]
  /** Other tables with `changed_in` whose rows belong to one of `table`, and their column that refers to it. */
  holds?: readonly { table: string; key: string }[]
  /** The public rows, all of them, as a new query that selects `id`, `geometry` and `point` among its columns. */
  select(db: Db, as: PlaceFormat): Knex.QueryBuilder
  /** The qualified id in that query, such as `s.id`. */
  idColumn: string
  toRow(row: Row): FeatureRow
}

/** A collection's `load`. */
export function loadFrom<Row extends Place & { id: number }>(source: Source<Row>): Loader {
  const toRow = (row: StoredRow<Row>) => source.toRow(withPoint<Row>(row))
  return {
    table: source.table,
    async *all(trx) {
      for await (const rows of readThrough<StoredRow<Row>>(trx, source.select(trx, inBinary)))
        yield rows.map(toRow)
    },
    changed: (trx, since) => changedIds(trx, source, since),
    async some(trx, ids) {
      const query = source.select(trx, inBinary).whereRaw('?? = ANY(?)', [source.idColumn, [...ids]])
      return (await query.timeout(readingPatienceMs)).map(toRow)
    },
  }
}

/** As the database gives it, its point in well-known binary. */
type StoredRow<Row> = Omit<Row, 'point'> & { point: Buffer | null }

/** The same object, as a million of them are not made anew for one of their values. */
function withPoint<Row extends Place>(stored: StoredRow<Row>): Row {
  const row = stored as { point: Buffer | LonLat | null }
  row.point = readPoint(stored.point)
  return row as Row
}

/** Six decimals, as in every answer: the point that is searched is the one that is shown. */
const readPoint = (binary: Buffer | null): LonLat | null =>
  binary && [rounded(binary.readDoubleLE(5)), rounded(binary.readDoubleLE(13))]

const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6

/** After how long a query of a reading is given up: the line is broken, and nobody says so. */
export const readingPatienceMs = 60_000
/** What is read in one go: of more, most outlive a collection of young garbage, and are copied by it. */
const rowsAtOnce = 500
/** What is taken in without a pause: some five milliseconds of work. */
const rowsPerStep = 250
let cursors = 0

/**
 * The rows of a query, some at a time, by a cursor of SQL: a portal that stays open between messages is what the
 * embedded database has not. While some are looked at, the next are on their way; between them others get a turn.
 */
async function* readThrough<Row>(trx: Db, query: Knex.QueryBuilder): AsyncGenerator<Row[]> {
  cursors += 1
  const cursor = `feed_${cursors}`
  const fetch = () =>
    soon(trx.raw<{ rows: Row[] }>(`FETCH ${rowsAtOnce} FROM ??`, [cursor]).timeout(readingPatienceMs))
  await trx.raw('SET LOCAL cursor_tuple_fraction = 1')
  await trx.raw('DECLARE ?? NO SCROLL CURSOR FOR ?', [cursor, query])
  let coming = fetch()
  try {
    for (let isMore = true; isMore; ) {
      const { rows } = await coming
      isMore = rows.length === rowsAtOnce
      if (isMore) coming = fetch()
      for (let start = 0; start < rows.length; start += rowsPerStep) {
        await setImmediate()
        yield rows.slice(start, start + rowsPerStep)
      }
    }
  } finally {
    await coming.then(() => trx.raw('CLOSE ??', [cursor])).catch(() => {})
  }
}

/** Starts a query at once, and leaves its failure to whoever waits for it. */
function soon<Result>(query: Knex.Raw<Result>): Promise<Result> {
  const running = Promise.resolve(query)
  running.catch(() => {})
  return running as Promise<Result>
}

/** One query of its own for each way to have changed, so that each goes by an index on `changed_in`. */
function changedIds(
  db: Db,
  { table, follows = [], holds = [] }: Pick<Source<Place & { id: number }>, 'table' | 'follows' | 'holds'>,
  since: Snapshot,
): Knex.QueryBuilder {
  const own = db({ base: table })
    .select('base.id')
    .where(changedSince(db, 'base.changed_in', since))
  const byValue = follows.map((followed) =>
    db({ base: table })
      .join({ other: followed.table }, 'other.id', `base.${followed.key}`)
      .select('base.id')
      .where(changedSince(db, 'other.changed_in', since)),
  )
  const byPart = holds.map((held) =>
    db({ other: held.table })
      .select({ id: `other.${held.key}` })
      .whereNotNull(`other.${held.key}`)
      .where(changedSince(db, 'other.changed_in', since)),
  )
  return own.union([...byValue, ...byPart])
}

/** Written by a transaction the snapshot did not see; the first half is what the index on `changed_in` serves. */
function changedSince(db: Db, column: string, since: Snapshot): Knex.Raw {
  return db.raw(
    ':column: >= pg_snapshot_xmin(:since::pg_snapshot) AND NOT pg_visible_in_snapshot(:column:, :since::pg_snapshot)',
    { column, since },
  )
}
