import type { FastifyRequest } from 'fastify'
import { actingRole } from '../accounts/guard.ts'
import type { Permission } from '../accounts/permissions.ts'
import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { refuseUnchecked } from '../files/queries.ts'
import { countUpload, refuseOverQuota } from '../files/quota.ts'
import { openUpload } from '../files/receiving.ts'
import { takeUpload } from '../files/uploads.ts'
import { ConflictError, NotFoundError } from '../http/problem.ts'
import { districtsOf, recordDeed } from './actors.ts'
import { lockRequest } from './asking.ts'
import { opinionIsPublic, opinionStands, requestIsPublic } from './sql.ts'

const mostFiles = 10

/** What a file belongs to. */
type Owner = { kind: 'request'; id: string } | { kind: 'opinion'; id: string }

const none = () => new NotFoundError('There is no such file.', '/problems/no-file')

/** @throws {NotFoundError} where the opinion is of another Municipio, or another has taken its place */
async function lockOwnOpinion(trx: Db, person: Person, id: string): Promise<void> {
  const row = await trx({ o: 'opinion' })
    .where({ 'o.id': id })
    .whereIn('o.district_code', districtsOf(person, ['districtOffice']))
    .whereRaw(opinionStands.city)
    .forUpdate()
    .first('o.id')
  if (!row) throw new NotFoundError('There is nothing like this in your Municipio.')
}

const lockOwner = async (trx: Db, person: Person, { kind, id }: Owner): Promise<void> => {
  if (kind === 'opinion') return lockOwnOpinion(trx, person, id)
  await lockRequest(trx, person, id)
}

/**
 * Keeps the file of a multipart body with what was asked, or with an opinion that stands.
 * @throws {NotFoundError} where the person may not write there
 * @throws {ConflictError} where it has as many as it may
 * @throws {UnprocessableError} where it is not a PDF, JPEG or PNG by its own bytes
 */
export async function addOpinionFile(
  context: Context,
  person: Person,
  owner: Owner,
  request: FastifyRequest,
): Promise<void> {
  const { db } = context
  const permission: Permission = owner.kind === 'opinion' ? 'giveOpinions' : 'askOpinions'
  await db.transaction((trx) => lockOwner(trx, person, owner))
  await refuseOverQuota(db, person.account.id)
  const actor = { id: person.account.id, role: actingRole(person, permission) }
  await takeUpload(context, await openUpload(request), actor, (file) =>
    db.transaction(async (trx) => {
      await lockOwner(trx, person, owner)
      const place = { [`${owner.kind}_id`]: owner.id }
      const { length } = await trx('opinion_file').where(place).select('id')
      if (length >= mostFiles) throw new ConflictError(`At most ${mostFiles} files.`, '/problems/file-count')
      await trx('opinion_file').insert({
        ...place,
        name: file.name,
        media_type: file.mediaType,
        size_bytes: file.sizeBytes,
        sha256: file.sha256,
        added_by: person.account.id,
      })
      await countUpload(trx, person.account.id, file.sizeBytes)
      await recordDeed(
        trx,
        { person, permission },
        {
          action: 'addFile',
          objectKind: owner.kind === 'opinion' ? 'opinion' : 'opinionRequest',
          objectId: owner.id,
          changed: { fileName: [null, file.name], sha256: [null, file.sha256] },
        },
      )
    }),
  )
}

interface FoundFile {
  name: string
  mediaType: string
  sizeBytes: number
  sha256: string
}

/** Who reads: everybody, who asks, or Municipi. */
export type FileReader = 'public' | 'desk' | { districts: readonly string[] }

const mine = (districts: readonly string[]) => districts.map(() => '?').join(', ') || 'NULL'

/**
 * A file of an opinion or of what was asked.
 * @throws {NotFoundError} where there is none the reader may read
 * @throws {ConflictError} where it is infected, or waits for its check
 */
export async function findOpinionFile(
  db: Db,
  { id, fileId }: { id: string; fileId: string },
  reader: FileReader,
): Promise<FoundFile> {
  const found = db({ f: 'opinion_file' })
    .join({ s: 'stored_file' }, 's.sha256', 'f.sha256')
    .leftJoin({ o: 'opinion' }, 'o.id', 'f.opinion_id')
    .leftJoin({ r: 'opinion_request' }, 'r.id', 'f.request_id')
    .where({ 'f.id': fileId })
    .whereRaw('coalesce(f.opinion_id, f.request_id) = ?', [id])
  if (reader === 'public')
    found.whereRaw(`((o.id IS NOT NULL AND ${opinionIsPublic}) OR (r.id IS NOT NULL AND ${requestIsPublic}))`)
  else if (reader !== 'desk')
    found.whereRaw(
      `(o.district_code IN (${mine(reader.districts)}) OR EXISTS (SELECT FROM opinion_asked a
        WHERE a.request_id = r.id AND a.district_code IN (${mine(reader.districts)})))`,
      [...reader.districts, ...reader.districts],
    )
  const row = await found.first({
    name: 'f.name',
    mediaType: 'f.media_type',
    sizeBytes: 'f.size_bytes',
    sha256: 'f.sha256',
    scanState: 's.scan_state',
  })
  if (!row) throw none()
  const { scanState, ...file } = row
  refuseUnchecked(scanState, reader !== 'public')
  return file
}
