import type { FastifyRequest } from 'fastify'
import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { refuseUnchecked } from '../files/queries.ts'
import { countUpload, refuseOverQuota } from '../files/quota.ts'
import { openUpload } from '../files/receiving.ts'
import { type ScanState, signedMediaType } from '../files/schema.ts'
import { type ReceivedFile, takeUpload } from '../files/uploads.ts'
import { NotFoundError, UnprocessableError } from '../http/problem.ts'
import { isMine, lockMine, refuseUnless } from './locking.ts'
import { listFiles } from './parts.ts'
import { type ApplicationFile, applicationFileLimit } from './schema.ts'

interface Place {
  accountId: string
  id: string
  /** Code of the requirement that the file is for. */
  requirement: string
}

const noFile = () => new NotFoundError('There is no such file.', '/problems/no-file')

/** The requirement a file is for, of an application that files can be added to, with room for one more. */
async function findPlace(trx: Db, { accountId, id, requirement }: Place): Promise<number> {
  const application = await lockMine(trx, accountId, id)
  refuseUnless(application, 'draft', 'integration', 'grounds')
  const asked = await trx('lab_list_requirement')
    .where({ edition_id: application.editionId, code: requirement })
    .first('id')
  if (!asked) throw new UnprocessableError('The edition asks for no such document.', '/problems/document')
  const { count } = await trx('lab_list_file')
    .where({ application_id: id })
    .first(trx.raw('count(*)::integer AS count'))
  if (count < applicationFileLimit) return asked.id
  throw new UnprocessableError(`At most ${applicationFileLimit} files.`, '/problems/file-count')
}

async function insertFile(trx: Db, place: Place, file: ReceivedFile): Promise<ApplicationFile> {
  if (file.mediaType === signedMediaType)
    throw new UnprocessableError('Only PDF, JPEG and PNG files, whole.', '/problems/file-type')
  const [{ id }] = await trx('lab_list_file')
    .insert({
      application_id: place.id,
      requirement_id: await findPlace(trx, place),
      name: file.name,
      media_type: file.mediaType,
      size_bytes: file.sizeBytes,
      sha256: file.sha256,
    })
    .returning('id')
  await countUpload(trx, place.accountId, file.sizeBytes)
  const added = (await listFiles(trx, place.id, false)).find((one) => one.id === id)
  if (!added) throw noFile()
  return added
}

/**
 * Adds the file of a multipart body to a draft, or to the answer the office waits for.
 * @throws {UnprocessableError} where it is not a PDF, JPEG or PNG by its own bytes, or one too many
 */
export async function addFile(
  context: Context,
  place: Place,
  request: FastifyRequest,
): Promise<ApplicationFile> {
  const { db } = context
  await db.transaction((trx) => findPlace(trx, place))
  await refuseOverQuota(db, place.accountId)
  const sender = { id: place.accountId, role: 'applicant' }
  return takeUpload(context, await openUpload(request), sender, (file) =>
    db.transaction((trx) => insertFile(trx, place, file)),
  )
}

/** Takes a file out that was not sent yet. */
export async function removeFile(db: Db, person: Person, id: string, fileId: string): Promise<void> {
  await db.transaction(async (trx) => {
    refuseUnless(await lockMine(trx, person.account.id, id), 'draft', 'integration', 'grounds')
    const removed = await trx('lab_list_file').where({ id: fileId, application_id: id, sent: false }).delete()
    if (removed === 0) throw noFile()
  })
}

interface ReadableFile {
  name: string
  mediaType: string
  sizeBytes: number
  sha256: string
}

/**
 * A file of an application: of one's own, or for the office where it was sent.
 * @param accountId null for the office
 * @throws {ConflictError} where it is infected, or waits for its check
 */
export async function readFile(
  db: Db,
  accountId: string | null,
  id: string,
  fileId: string,
): Promise<ReadableFile> {
  const query = db({ f: 'lab_list_file' })
    .join({ s: 'stored_file' }, 's.sha256', 'f.sha256')
    .join({ a: 'lab_list_application' }, 'a.id', 'f.application_id')
    .where({ 'f.id': fileId, 'f.application_id': id })
  const row: (ReadableFile & { scanState: ScanState }) | undefined = await (accountId
    ? query.whereRaw(isMine, { accountId })
    : query.where({ 'f.sent': true })
  ).first({
    name: 'f.name',
    mediaType: 'f.media_type',
    sizeBytes: 'f.size_bytes',
    sha256: 'f.sha256',
    scanState: 's.scan_state',
  })
  if (!row) throw noFile()
  const { scanState, ...file } = row
  refuseUnchecked(scanState, accountId !== null)
  return file
}
