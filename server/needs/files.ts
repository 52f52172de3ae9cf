import type { FastifyRequest } from 'fastify'
import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { refuseUnchecked } from '../files/queries.ts'
import { countUpload, refuseOverQuota } from '../files/quota.ts'
import { openUpload } from '../files/receiving.ts'
import { signedMediaType } from '../files/schema.ts'
import { type ReceivedFile, takeUpload } from '../files/uploads.ts'
import { NotFoundError, UnprocessableError } from '../http/problem.ts'
import { listFiles, openNeed } from './queries.ts'
import { type NeedFile, needFileLimit } from './schema.ts'
import { lockOwn, recordNeed } from './writing.ts'

const noFile = () => new NotFoundError('There is no such file.', '/problems/no-file')

/** The need of one's own that has room for one more file. */
async function lockWithRoom(trx: Db, person: Person, code: string): Promise<number> {
  const { id } = await lockOwn(trx, person.account.id, code)
  const files = await listFiles(trx, id)
  if (files.length < needFileLimit) return id
  throw new UnprocessableError(`At most ${needFileLimit} files.`, '/problems/file-count')
}

async function insertFile(trx: Db, person: Person, code: string, file: ReceivedFile): Promise<NeedFile> {
  if (file.mediaType === signedMediaType)
    throw new UnprocessableError('Only PDF, JPEG and PNG files, whole.', '/problems/file-type')
  const needId = await lockWithRoom(trx, person, code)
  const { name, mediaType, sizeBytes, sha256 } = file
  const [{ id }] = await trx('need_file')
    .insert({ need_id: needId, name, media_type: mediaType, size_bytes: sizeBytes, sha256 })
    .returning('id')
  await countUpload(trx, person.account.id, sizeBytes)
  await recordNeed(trx, person, code, 'addNeedFile', { file: [null, sha256] })
  return { id, name, mediaType, sizeBytes }
}

/**
 * Adds a drawing or picture to a need of one's own.
 * @throws {UnprocessableError} where it is not a PDF, JPEG or PNG by its own bytes, or one too many
 */
export async function addFile(
  context: Context,
  person: Person,
  code: string,
  request: FastifyRequest,
): Promise<NeedFile> {
  const { db } = context
  await db.transaction((trx) => lockWithRoom(trx, person, code))
  await refuseOverQuota(db, person.account.id)
  const sender = { id: person.account.id, role: 'applicant' }
  return takeUpload(context, await openUpload(request), sender, (file) =>
    db.transaction((trx) => insertFile(trx, person, code, file)),
  )
}

/**
 * A file of a need, for who asks and for the labs that could do it.
 * @throws {ConflictError} where it is infected, or waits for its check
 */
export async function readFile({ db, city }: Context, person: Person, code: string, fileId: string) {
  const { row, isMine } = await openNeed(db, city, person.account.id, code)
  const file = await db({ f: 'need_file' })
    .join({ s: 'stored_file' }, 's.sha256', 'f.sha256')
    .where({ 'f.id': fileId, 'f.need_id': row.id })
    .first({
      name: 'f.name',
      mediaType: 'f.media_type',
      sizeBytes: 'f.size_bytes',
      sha256: 'f.sha256',
      scanState: 's.scan_state',
    })
  if (!file) throw noFile()
  const { scanState, ...readable } = file
  refuseUnchecked(scanState, isMine)
  return readable
}
