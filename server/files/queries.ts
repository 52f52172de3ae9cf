import type { Db } from '../db/index.ts'
import { ConflictError } from '../http/problem.ts'
import type { FileMediaType, ScanState } from './schema.ts'

export interface StoredFile {
  sha256: string
  mediaType: FileMediaType
  sizeBytes: number
  scanState: ScanState
}

/**
 * Says that the store holds a file, or holds it for an hour longer without a use; returns what is known of
 * it by now: what an earlier check found stands before a check that did not take place.
 */
export async function claimFile(
  db: Db,
  file: Omit<StoredFile, 'mediaType'> & { mediaType: string },
): Promise<ScanState> {
  const { rows } = await db.raw<{ rows: { state: ScanState }[] }>(
    `INSERT INTO stored_file AS s (sha256, media_type, size_bytes, scan_state, scanned_at, claimed_at)
     VALUES (:sha256, :mediaType, :sizeBytes, :scanState,
       CASE WHEN :scanState::text = 'clean' THEN clock_timestamp() END, clock_timestamp())
     ON CONFLICT (sha256) DO UPDATE SET claimed_at = excluded.claimed_at,
       scan_state = CASE
         WHEN s.scan_state = 'infected' THEN 'infected'
         WHEN 'clean' IN (s.scan_state, excluded.scan_state) THEN 'clean'
         WHEN 'waiting' IN (s.scan_state, excluded.scan_state) THEN 'waiting'
         ELSE 'notScanned' END,
       scanned_at = coalesce(excluded.scanned_at, s.scanned_at)
     RETURNING scan_state AS state`,
    { ...file },
  )
  return rows[0]?.state ?? file.scanState
}

/** Remembers what a later check said of a file; false where it was known as infected before. */
export async function setScanState(trx: Db, sha256: string, state: 'clean' | 'infected'): Promise<boolean> {
  const changed = await trx('stored_file')
    .where({ sha256 })
    .whereNot({ scan_state: 'infected' })
    .update({ scan_state: state, scanned_at: trx.raw('clock_timestamp()') })
  return changed > 0
}

/** Hashes of files that no check has seen yet, those that wait first. */
export async function listUnscanned(db: Db, limit: number): Promise<string[]> {
  return db('stored_file')
    .whereIn('scan_state', ['waiting', 'notScanned'])
    .orderByRaw("scan_state = 'waiting' DESC, stored_at, sha256")
    .limit(limit)
    .pluck('sha256')
}

/** Conditions "no row of this table refers to the file s", one for each foreign key there is. */
async function unusedCondition(db: Db): Promise<string> {
  const { rows } = await db.raw<{ rows: { condition: string }[] }>(`
    SELECT format('NOT EXISTS (SELECT FROM %s u WHERE u.%I = s.sha256)', k.conrelid::regclass, a.attname) AS condition
    FROM pg_constraint k
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
    WHERE k.contype = 'f' AND k.confrelid = 'stored_file'::regclass
    ORDER BY 1`)
  return rows.map(({ condition }) => condition).join(' AND ') || 'true'
}

const unclaimed = "s.claimed_at < clock_timestamp() - interval '1 hour'"

/** Hashes of files that nothing refers to any more, nor is about to. */
export async function listUnused(db: Db): Promise<string[]> {
  const condition = await unusedCondition(db)
  const { rows } = await db.raw<{ rows: { sha256: string }[] }>(
    `SELECT s.sha256 FROM stored_file s WHERE ${unclaimed} AND ${condition} ORDER BY s.sha256`,
  )
  return rows.map(({ sha256 }) => sha256)
}

/** Forgets a file if it is still unused; false where somebody has come to use it. */
export async function forgetUnused(db: Db, sha256: string): Promise<boolean> {
  const condition = await unusedCondition(db)
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `DELETE FROM stored_file s WHERE s.sha256 = ? AND ${unclaimed} AND ${condition}`,
    [sha256],
  )
  return rowCount > 0
}

/** Which of these hashes the store is said to hold. */
export async function knownHashes(db: Db, hashes: string[]): Promise<Set<string>> {
  return new Set(await db('stored_file').whereIn('sha256', hashes).pluck('sha256'))
}

/**
 * Lets a file be read.
 * @throws {ConflictError} where it is infected, or where others than who sent it must wait for its check
 */
export function refuseUnchecked(state: ScanState, ownsIt: boolean): void {
  if (state === 'infected') {
    throw new ConflictError('The file is infected and is kept from everybody.', '/problems/file-infected')
  }
  if (state === 'waiting' && !ownsIt) {
    throw new ConflictError('The file waits to be checked for viruses.', '/problems/file-waiting')
  }
}
