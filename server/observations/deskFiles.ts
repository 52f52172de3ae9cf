import { actingRole } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import { type Event, recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { refuseUnchecked } from '../files/queries.ts'
import type { ScanState } from '../files/schema.ts'
import { eventChanges } from './fieldClasses.ts'
import { noFile, type ReadableFile } from './files.ts'

/** Whose file it is, as the log names it. */
type FileOwner = Pick<Event, 'objectKind' | 'objectId'>

/**
 * Lets an officer read a file, and writes into the log who did and which one before it is sent.
 * @throws {NotFoundError} where there is none
 * @throws {ConflictError} where it is infected, or waits for its check
 */
export async function openForDesk(
  db: Db,
  person: Person,
  owner: FileOwner,
  file: (ReadableFile & { id: string; scanState: ScanState }) | undefined,
): Promise<ReadableFile> {
  if (!file) throw noFile()
  const { id, scanState, ...readable } = file
  refuseUnchecked(scanState, false)
  await recordEvent(db, {
    actor: { id: person.account.id, role: actingRole(person, 'examineObservations') },
    action: 'openFile',
    ...owner,
    changes: eventChanges({ file: [null, id], fileName: [null, readable.name] }),
  })
  return readable
}

/**
 * A file of what was received, for the office.
 * @throws as `openForDesk` does; a draft and its files are not there
 */
export async function openSubmissionFile(
  db: Db,
  person: Person,
  submissionId: string,
  fileId: string,
): Promise<ReadableFile> {
  return db.transaction(async (trx) => {
    const file = await trx({ f: 'submission_file' })
      .join({ s: 'stored_file' }, 's.sha256', 'f.sha256')
      .join({ o: 'submission' }, 'o.id', 'f.submission_id')
      .where({ 'f.id': fileId, 'f.submission_id': submissionId })
      .whereNull('f.removed_at')
      .whereNot({ 'o.status': 'draft' })
      .first({
        id: 'f.id',
        name: 'f.name',
        mediaType: 'f.media_type',
        sizeBytes: 'f.size_bytes',
        sha256: 'f.sha256',
        scanState: 's.scan_state',
      })
    return openForDesk(trx, person, { objectKind: 'submission', objectId: submissionId }, file)
  })
}
