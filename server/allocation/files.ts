import { createHash } from 'node:crypto'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { mediaTypeOf, safeFileName } from './fileTypes.ts'
import { type LockedRequest, lockMine } from './locking.ts'
import { isSealed } from './rules.ts'
import { fileLimit, type RequestFile } from './schema.ts'

const fileColumns = {
  id: 'id',
  name: 'name',
  mediaType: 'media_type',
  sizeBytes: 'size_bytes',
  sha256: 'sha256',
  addedAt: 'added_at',
}
type FileRow = Omit<RequestFile, 'addedAt'> & { addedAt: Date; completionId: string | null }
const toFile = ({ completionId: _, addedAt, ...file }: FileRow): RequestFile => ({
  ...file,
  addedAt: addedAt.toISOString(),
})

/** Files of a request by the completion they belong to; null for those it was sent with. */
export async function listFiles(db: Db, requestId: string): Promise<Map<string | null, RequestFile[]>> {
  const rows: FileRow[] = await db('request_file')
    .where({ request_id: requestId })
    .whereNull('removed_at')
    .orderBy(['added_at', 'id'])
    .select({ ...fileColumns, completionId: 'completion_id' })
  const groups = new Map<string | null, RequestFile[]>()
  for (const row of rows) {
    groups.set(row.completionId, [...(groups.get(row.completionId) ?? []), toFile(row)])
  }
  return groups
}

/** The completion that new files belong to; null for those of a draft. */
async function openFolder(trx: Db, request: LockedRequest): Promise<string | null> {
  if (request.status === 'draft') return null
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

/**
 * Adds a file to a draft or to the completion the office asked for.
 * @throws {UnprocessableError} where it is not a PDF, JPEG or PNG by its own bytes, or one too many
 */
export async function addFile(
  db: Db,
  accountId: string,
  requestId: string,
  given: { name: string; content: Buffer },
): Promise<RequestFile> {
  const mediaType = mediaTypeOf(given.content)
  if (!mediaType) throw new UnprocessableError('Only PDF, JPEG and PNG files.', '/problems/file-type')
  const { content } = given
  return db.transaction(async (trx) => {
    const folder = await openFolder(trx, await lockMine(trx, accountId, requestId))
    const { count } = await trx('request_file')
      .where({ request_id: requestId, completion_id: folder })
      .whereNull('removed_at')
      .first(trx.raw('count(*)::integer AS count'))
    if (count >= fileLimit)
      throw new UnprocessableError(`At most ${fileLimit} files.`, '/problems/file-count')
    const [row] = await trx('request_file')
      .insert({
        request_id: requestId,
        completion_id: folder,
        name: safeFileName(given.name, mediaType),
        media_type: mediaType,
        size_bytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
        content,
      })
      .returning(
        Object.entries({ ...fileColumns, completionId: 'completion_id' }).map(
          ([name, column]) => `${column} AS ${name}`,
        ),
      )
    return toFile(row)
  })
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
      .update({ removed_at: trx.fn.now(), content: Buffer.alloc(0) })
    if (removed === 0) throw new NotFoundError('There is no such file.')
  })
}

export interface StoredFile {
  name: string
  mediaType: string
  content: Buffer
}

interface FileReader {
  accountId: string
  isOffice: boolean
}

/**
 * The bytes of a file, for who sent it and for the office; the office not before they are unsealed, nor
 * of a draft or of a completion not sent.
 */
export async function readFile(
  db: Db,
  { accountId, isOffice }: FileReader,
  requestId: string,
  fileId: string,
): Promise<StoredFile> {
  const row = await db({ f: 'request_file' })
    .join({ r: 'request' }, 'r.id', 'f.request_id')
    .leftJoin({ k: 'request_completion' }, 'k.id', 'f.completion_id')
    .leftJoin({ c: 'call' }, 'c.id', 'r.call_id')
    .where({ 'f.id': fileId, 'r.id': requestId })
    .whereNull('f.removed_at')
    .first({
      name: 'f.name',
      mediaType: 'f.media_type',
      content: 'f.content',
      owner: 'r.account_id',
      status: 'r.status',
      isOpen: db.raw('k.id IS NOT NULL AND k.answered_at IS NULL'),
      standing: 'c.standing',
      closesAt: 'c.closes_at',
      now: db.raw('clock_timestamp()'),
    })
  const isSent = row && row.status !== 'draft' && !row.isOpen
  const isReadable = isSent && !isSealed(row.standing === null ? null : row, row.now)
  if (row && (row.owner === accountId || (isOffice && isReadable))) {
    return { name: row.name, mediaType: row.mediaType, content: row.content }
  }
  throw new NotFoundError('There is no such file.')
}
