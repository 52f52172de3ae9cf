import type { Knex } from 'knex'
import type { Db } from '../db/index.ts'
import type { FeatureRow } from './definition.ts'

/** A database snapshot as PostgreSQL writes it (`xmin:xmax:xip`): what a reader had seen. */
export type Snapshot = string

/** What became of a collection since a snapshot. */
export interface Changes {
  rows: FeatureRow[]
  /** Ids changed since, and not public now; some may never have been. */
  removed: number[]
}

/** How the public rows of a table are read. */
export interface Source<Row extends { id: number }> {
  /** The table with `id` and `changed_in`; each of its rows may become or cease to be public. */
  table: string
  /** Other tables with `changed_in` that rows take values from, and the column of `table` that refers to them. */
  follows?: readonly { table: string; key: string }[]
  /** The public rows, all of them, as a new query that selects `id` among its columns. */
  select(db: Db): Knex.QueryBuilder
  /** The qualified id in that query, such as `s.id`. */
  idColumn: string
  toRow(row: Row): FeatureRow
}

/**
 * A collection's `load`: all its public rows, or what changed since a snapshot.
 * Runs two queries, so the connection must be in a REPEATABLE READ transaction, as the feed's is.
 */
export function loadFrom<Row extends { id: number }>(source: Source<Row>) {
  return async (db: Db, since: Snapshot | null): Promise<Changes> => {
    if (since === null) return { rows: await readRows(source, source.select(db)), removed: [] }
    const ids = await changedIds(db, source, since)
    if (ids.length === 0) return { rows: [], removed: [] }
    const rows = await readRows(source, source.select(db).whereRaw('?? = ANY(?)', [source.idColumn, ids]))
    const published = new Set(rows.map((row) => row.id))
    return { rows, removed: ids.filter((id) => !published.has(id)) }
  }
}

async function readRows<Row extends { id: number }>(
  source: Source<Row>,
  query: Knex.QueryBuilder,
): Promise<FeatureRow[]> {
  const rows: Row[] = await query
  return rows.map(source.toRow)
}

async function changedIds(
  db: Db,
  { table, follows = [] }: Pick<Source<{ id: number }>, 'table' | 'follows'>,
  since: Snapshot,
): Promise<number[]> {
  return db({ base: table })
    .where((where) => {
      where.where(changedSince(db, 'base.changed_in', since))
      for (const followed of follows) {
        const changed = db({ followed: followed.table })
          .select('followed.id')
          .where(changedSince(db, 'followed.changed_in', since))
        where.orWhereIn(`base.${followed.key}`, changed)
      }
    })
    .pluck<number[]>('base.id')
}

/** Written by a transaction the snapshot did not see; the first half is what the index on `changed_in` serves. */
export function changedSince(db: Db, column: string, since: Snapshot): Knex.Raw {
  return db.raw(
    ':column: >= pg_snapshot_xmin(:since::pg_snapshot) AND NOT pg_visible_in_snapshot(:column:, :since::pg_snapshot)',
    { column, since },
  )
}
