import type { FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { refuseUnchecked } from '../files/queries.ts'
import { countUpload, refuseOverQuota } from '../files/quota.ts'
import { openUpload } from '../files/receiving.ts'
import { type ScanState, signedMediaType } from '../files/schema.ts'
import { type ReceivedFile, takeUpload } from '../files/uploads.ts'
import { NotFoundError, UnprocessableError } from '../http/problem.ts'
import { lockOwn, refuseSent } from './locking.ts'
import { type SubmissionFile, type SubmissionFilePurpose, submissionFileLimit } from './schema.ts'

const columns = {
  id: 'f.id',
  purpose: 'f.purpose',
  name: 'f.name',
  mediaType: 'f.media_type',
  sizeBytes: 'f.size_bytes',
  sha256: 'f.sha256',
  addedAt: 'f.added_at',
  scanState: 's.scan_state',
}
type FileRow = Omit<SubmissionFile, 'addedAt'> & { addedAt: Date }
const toFile = (row: FileRow): SubmissionFile => ({ ...row, addedAt: row.addedAt.toISOString() })

const filesOf = (db: Db) =>
  db({ f: 'submission_file' }).join({ s: 'stored_file' }, 's.sha256', 'f.sha256').whereNull('f.removed_at')

/** The files of a submission, as they were added. */
export async function listFiles(db: Db, submissionId: string): Promise<SubmissionFile[]> {
  const rows: FileRow[] = await filesOf(db)
    .where({ 'f.submission_id': submissionId })
    .orderBy(['f.added_at', 'f.id'])
    .select(columns)
  return rows.map(toFile)
}

/** A draft that a file is added to, and what for. */
export interface FilePlace {
  accountId: string
  submissionId: string
  purpose?: SubmissionFilePurpose
}

/** @throws {UnprocessableError} where there is no room for one more */
async function refuseFull(trx: Db, { accountId, submissionId }: FilePlace): Promise<void> {
  refuseSent(await lockOwn(trx, accountId, submissionId))
  const { count } = await trx('submission_file')
    .where({ submission_id: submissionId })
    .whereNull('removed_at')
    .first(trx.raw('count(*)::integer AS count'))
  if (count < submissionFileLimit) return
  throw new UnprocessableError(`At most ${submissionFileLimit} files.`, '/problems/file-count')
}

async function insertFile(trx: Db, place: FilePlace, file: ReceivedFile): Promise<SubmissionFile> {
  if (file.mediaType === signedMediaType)
    throw new UnprocessableError('Only PDF, JPEG and PNG files, whole.', '/problems/file-type')
  await refuseFull(trx, place)
  const [row] = await trx('submission_file')
    .insert({
      submission_id: place.submissionId,
      purpose: place.purpose ?? 'attachment',
      name: file.name,
      media_type: file.mediaType,
      size_bytes: file.sizeBytes,
      sha256: file.sha256,
    })
    .returning('id')
  await countUpload(trx, place.accountId, file.sizeBytes)
  return toFile(await filesOf(trx).where({ 'f.id': row.id }).first(columns))
}

/**
 * Adds the file of a multipart body to a draft. Whether it may be added is asked before it is read, and again
 * when it is there.
 * @throws {UnprocessableError} where it is not a PDF, JPEG or PNG by its own bytes, or one too many
 */
export async function addFile(
  context: Context,
  place: FilePlace,
  request: FastifyRequest,
): Promise<SubmissionFile> {
  const { db } = context
  await db.transaction((trx) => refuseFull(trx, place))
  await refuseOverQuota(db, place.accountId)
  const sender = { id: place.accountId, role: 'applicant' }
  return takeUpload(context, await openUpload(request), sender, (file) =>
    db.transaction((trx) => insertFile(trx, place, file)),
  )
}

export const noFile = () => new NotFoundError('There is no such file.', '/problems/no-file')

/** Takes a file out of a draft. */
export async function removeFile(
  db: Db,
  { accountId, submissionId }: FilePlace,
  fileId: string,
): Promise<void> {
  await db.transaction(async (trx) => {
    refuseSent(await lockOwn(trx, accountId, submissionId))
    const removed = await trx('submission_file').where({ id: fileId, submission_id: submissionId }).delete()
    if (removed === 0) throw noFile()
  })
}

/** A file that may be read now. */
export interface ReadableFile {
  name: string
  mediaType: string
  sizeBytes: number
  sha256: string
}

/**
 * A file of one's own submission.
 * @throws {ConflictError} where it is infected
 */
export async function readFile(
  db: Db,
  { accountId, submissionId }: FilePlace,
  fileId: string,
): Promise<ReadableFile> {
  const row: (ReadableFile & { scanState: ScanState }) | undefined = await filesOf(db)
    .join({ o: 'submission' }, 'o.id', 'f.submission_id')
    .where({ 'f.id': fileId, 'f.submission_id': submissionId, 'o.account_id': accountId })
    .first(columns)
  if (!row) throw noFile()
  refuseUnchecked(row.scanState, true)
  const { name, mediaType, sizeBytes, sha256 } = row
  return { name, mediaType, sizeBytes, sha256 }
}
