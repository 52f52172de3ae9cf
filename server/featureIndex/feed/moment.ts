import type { Db } from '../../db/index.ts'
import type { Snapshot } from './source.ts'

/** What a transaction sees, and the run of the server in which its numbers mean anything. */
export interface Sight {
  snapshot: Snapshot
  /** Another after each start of the server, and after each recovery within one when a process of it has died. */
  run: string
}

/** What tells whether numbers of transactions that were seen in one run still hold in the next. */
interface Ground {
  /** The cluster, its timeline (another after each failover or recovery to a point in time) and the database in it. */
  lineage: string
  /** Bytes of the write-ahead log so far. */
  written: number
  /** Bytes of it that are on disk: no crash takes them back. */
  flushed: number
}

/** A look at the database; without ground where the host allows no such questions. */
export interface Moment extends Sight {
  ground: Ground | null
}

// Statistics are reset by each recovery, which `pg_postmaster_start_time` does not tell.
const sight = `pg_current_snapshot()::text AS snapshot,
  concat_ws(' ', pg_postmaster_start_time(), (SELECT stats_reset FROM pg_stat_bgwriter)) AS run`

const ground = `json_build_object(
  'lineage', concat_ws(' ', (SELECT system_identifier FROM pg_control_system()),
    left(pg_walfile_name(pg_current_wal_lsn()), 8),
    (SELECT oid FROM pg_database WHERE datname = current_database())),
  'written', pg_current_wal_insert_lsn() - '0/0',
  'flushed', pg_current_wal_flush_lsn() - '0/0') AS ground`

const insufficientPrivilege = '42501'

/** What the transaction sees. */
export const readSight = (trx: Db): Promise<Sight> => readOne<Sight>(trx, sight)

/**
 * Looks at the database from outside a transaction.
 * @param patienceMs after how long a question is given up, and its connection with it
 * @throws {Error} the database's, also while it is a standby in recovery: that may lag behind what was seen
 */
export async function readMoment(db: Db, patienceMs?: number): Promise<Moment> {
  try {
    return await readOne<Moment>(db, `${sight}, ${ground}`, patienceMs)
  } catch (error) {
    if ((error as { code?: unknown }).code !== insufficientPrivilege) throw error
    return { ...(await readOne<Sight>(db, sight, patienceMs)), ground: null }
  }
}

async function readOne<Row>(db: Db, columns: string, patienceMs?: number): Promise<Row> {
  const query = db.raw<{ rows: Row[] }>(`SELECT ${columns}`)
  const { rows } = await (patienceMs === undefined ? query : query.timeout(patienceMs))
  const [row] = rows
  if (!row) throw new Error('the database gave no snapshot')
  return row
}
