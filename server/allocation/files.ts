import type { FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { isImage } from '../files/images.ts'
import { refuseUnchecked } from '../files/queries.ts'
import { countUpload, refuseOverQuota } from '../files/quota.ts'
import { openUpload } from '../files/receiving.ts'
import { type ScanState, signedMediaType } from '../files/schema.ts'
import { type ReceivedFile, takeUpload } from '../files/uploads.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { keptFromCommissioner } from './commissioners.ts'
import { decisionChanges } from './fieldClasses.ts'
import { type LockedRequest, lockMine, lockSent } from './locking.ts'
import { isMine } from './mine.ts'
import { tellOffice } from './people.ts'
import { isSealed, waitsForIdentity } from './rules.ts'
import { type FilePurpose, fileLimit, type RequestFile } from './schema.ts'

const fileColumns = {
  id: 'f.id',
  completionId: 'f.completion_id',
  name: 'f.name',
  mediaType: 'f.media_type',
  sizeBytes: 'f.size_bytes',
  sha256: 'f.sha256',
  purpose: 'f.purpose',
  document: 'f.document',
  addedAt: 'f.added_at',
  scanState: 's.scan_state',
}
interface FileRow extends Omit<RequestFile, 'addedAt' | 'scanState' | 'hasThumbnail'> {
  completionId: string | null
  addedAt: Date
  /** Null for a file that still lies in its row. */
  scanState: ScanState | null
}
const toFile = ({ completionId: _, addedAt, scanState, ...file }: FileRow): RequestFile => ({
  ...file,
  addedAt: addedAt.toISOString(),
  scanState: scanState ?? 'notScanned',
  hasThumbnail: scanState !== null && scanState !== 'infected' && isImage(file.mediaType),
})

const filesOf = (db: Db) =>
  db({ f: 'request_file' })
    .leftJoin({ s: 'stored_file' }, 's.sha256', 'f.stored_sha256')
    .whereNull('f.removed_at')

/** Files of a request by the completion they belong to; null for those it was sent with. */
export async function listFiles(db: Db, requestId: string): Promise<Map<string | null, RequestFile[]>> {
  const rows: FileRow[] = await filesOf(db)
    .where({ 'f.request_id': requestId })
    .orderBy(['f.added_at', 'f.id'])
    .select(fileColumns)
  const groups = new Map<string | null, RequestFile[]>()
  for (const row of rows) {
    groups.set(row.completionId, [...(groups.get(row.completionId) ?? []), toFile(row)])
  }
  return groups
}

/** A request that a file is added to, and what for. */
export interface FilePlace {
  accountId: string
  requestId: string
  purpose?: FilePurpose
  /** Code of the document of the call that the file is. */
  document?: string
}

/** The completion that new files belong to; null for those of a draft, and for a signed copy that is waited for. */
async function openFolder(
  trx: Db,
  request: LockedRequest,
  purpose: FilePurpose = 'attachment',
): Promise<string | null> {
  if (purpose === 'signedCopy' && !waitsForIdentity(request)) {
    throw new ConflictError('This request waits for no signed copy.', '/problems/no-signed-copy')
  }
  if (purpose === 'signedCopy' || request.status === 'draft') return null
  const open = await trx('request_completion')
    .where({ request_id: request.id })
    .whereNull('answered_at')
    .first('id')
  if (open && request.status === 'completionRequested') return open.id
  throw new ConflictError(
    'Files can be changed in a draft, or when the office asks for more.',
    '/problems/sent',
  )
}

/** The folder a file may be added to, with room for it. */
async function folderWithRoom(
  trx: Db,
  { accountId, requestId, purpose = 'attachment' }: FilePlace,
): Promise<string | null> {
  const folder = await openFolder(trx, await lockMine(trx, accountId, requestId), purpose)
  const { count } = await trx('request_file')
    .where({ request_id: requestId, completion_id: folder, purpose })
    .whereNull('removed_at')
    .first(trx.raw('count(*)::integer AS count'))
  if (count < fileLimit) return folder
  throw new UnprocessableError(`At most ${fileLimit} files.`, '/problems/file-count')
}

/** Where the office finds it: a signed copy comes after the request, and is told and logged. */
async function tellSignedCopy(trx: Db, { accountId, requestId }: FilePlace, sha256: string): Promise<void> {
  await recordEvent(trx, {
    actor: { id: accountId, role: 'applicant' },
    action: 'addSignedCopy',
    objectKind: 'request',
    objectId: requestId,
    changes: decisionChanges({ signedCopy: [null, sha256] }),
  })
  await tellOffice(trx, await lockSent(trx, requestId), 'addSignedCopy', accountId)
}

/** @throws {UnprocessableError} where the call asks for no such document */
async function checkDocument(trx: Db, requestId: string, document: string | null): Promise<void> {
  if (document === null) return
  const asked = await trx({ r: 'request' })
    .join({ c: 'call' }, 'c.id', 'r.call_id')
    .where({ 'r.id': requestId })
    .whereRaw('c.required_documents @> ?::jsonb', [JSON.stringify([{ code: document }])])
    .first('r.id')
  if (!asked) throw new UnprocessableError('The call asks for no such document.', '/problems/document')
}

async function insertFile(trx: Db, place: FilePlace, file: ReceivedFile): Promise<RequestFile> {
  const { requestId, purpose = 'attachment', document = null } = place
  if (file.mediaType === signedMediaType && purpose !== 'signedCopy') {
    throw new UnprocessableError('Only PDF, JPEG and PNG files, whole.', '/problems/file-type')
  }
  await checkDocument(trx, requestId, document)
  const [row] = await trx('request_file')
    .insert({
      request_id: requestId,
      completion_id: await folderWithRoom(trx, place),
      purpose,
      document,
      name: file.name,
      media_type: file.mediaType,
      size_bytes: file.sizeBytes,
      sha256: file.sha256,
      stored_sha256: file.sha256,
      received_sha256: file.receivedSha256,
    })
    .returning('id')
  await countUpload(trx, place.accountId, file.sizeBytes)
  if (purpose === 'signedCopy') await tellSignedCopy(trx, place, file.sha256)
  return toFile(await filesOf(trx).where({ 'f.id': row.id }).first(fileColumns))
}

/**
 * Adds the file of a multipart body to a draft, to the completion the office asked for, or as the signed copy
 * of an application that nobody has signed. Whether it may be added is asked before it is read, and again
 * when it is there.
 * @throws {UnprocessableError} where it is not a PDF, JPEG or PNG by its own bytes (or, for a signed copy,
 *   a signed message), or one too many
 * @throws {TooManyError} where the account has sent as much as it may in a day
 */
export async function addFile(
  context: Context,
  place: FilePlace,
  request: FastifyRequest,
): Promise<RequestFile> {
  const { db } = context
  await db.transaction((trx) => folderWithRoom(trx, place))
  await refuseOverQuota(db, place.accountId)
  const sender = { id: place.accountId, role: 'applicant' }
  return takeUpload(context, await openUpload(request), sender, (file) =>
    db.transaction((trx) => insertFile(trx, place, file)),
  )
}

/** Takes a file out of a draft or of a completion not sent yet; its bytes go, the trace stays. */
export async function removeFile(
  db: Db,
  accountId: string,
  requestId: string,
  fileId: string,
): Promise<void> {
  await db.transaction(async (trx) => {
    const folder = await openFolder(trx, await lockMine(trx, accountId, requestId))
    const removed = await trx('request_file')
      .where({ id: fileId, request_id: requestId, completion_id: folder })
      .whereNull('removed_at')
      .update({ removed_at: trx.fn.now(), content: null, stored_sha256: null })
    if (removed === 0) throw new NotFoundError('There is no such file.')
  })
}

/** A file that may be read now: its bytes, or the hash under which the store has them. */
export interface ReadableFile {
  name: string
  mediaType: string
  sizeBytes: number
  content: Buffer | null
  storedSha256: string | null
}

interface FileReader {
  accountId: string
  isOffice: boolean
}

/**
 * A file, for the party it is of and for the office; the office not before it is unsealed and checked for
 * viruses, nor of a draft or of a completion not sent, nor where it is kept from a commissioner.
 * @throws {ConflictError} where it is infected, or waits for its check
 */
export async function readFile(
  db: Db,
  { accountId, isOffice }: FileReader,
  requestId: string,
  fileId: string,
): Promise<ReadableFile> {
  const row = await filesOf(db)
    .join({ r: 'request' }, 'r.id', 'f.request_id')
    .leftJoin({ k: 'request_completion' }, 'k.id', 'f.completion_id')
    .leftJoin({ c: 'call' }, 'c.id', 'r.call_id')
    .where({ 'f.id': fileId, 'r.id': requestId })
    .first({
      name: 'f.name',
      mediaType: 'f.media_type',
      sizeBytes: 'f.size_bytes',
      content: 'f.content',
      storedSha256: 'f.stored_sha256',
      scanState: db.raw("coalesce(s.scan_state, 'notScanned')"),
      ownsIt: db.raw(isMine, { accountId }),
      status: 'r.status',
      isOpen: db.raw('k.id IS NOT NULL AND k.answered_at IS NULL'),
      standing: 'c.standing',
      unsealedAt: 'c.unsealed_at',
      isKept: db.raw(keptFromCommissioner, { accountId }),
    })
  const isSent = row && row.status !== 'draft' && !row.isOpen && !row.isKept
  const isReadable = isSent && !isSealed(row.standing === null ? null : row)
  if (!row || !(row.ownsIt || (isOffice && isReadable))) throw new NotFoundError('There is no such file.')
  refuseUnchecked(row.scanState, row.ownsIt)
  const { name, mediaType, sizeBytes, content, storedSha256 } = row
  return { name, mediaType, sizeBytes, content, storedSha256 }
}
