import type { FastifyRequest } from 'fastify'
import { actingRole } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import type { Change } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { isImage } from '../files/images.ts'
import { refuseUnchecked } from '../files/queries.ts'
import { countUpload, refuseOverQuota } from '../files/quota.ts'
import { openUpload } from '../files/receiving.ts'
import { takeUpload } from '../files/uploads.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { findKeptLab, type Keeper, type KnownLab, recordLab } from './keeping.ts'

const photoLimit = 12
const missing = () => new NotFoundError('There is no such photo.', '/problems/no-file')

/** The lab is seen to have changed: whoever saves what they read before is told. */
const touch = (trx: Db, { id }: KnownLab) =>
  trx('lab')
    .where({ id })
    .update({ version: trx.raw('version + 1') })

/**
 * Keeps the photo of a multipart body; nobody but its keepers sees it until it is described.
 * @throws {UnprocessableError} where it is not a JPEG or PNG by its own bytes
 * @throws {ConflictError} where the lab has as many as it may
 */
export async function addPhoto(
  context: Context,
  keeper: Keeper,
  code: string,
  request: FastifyRequest,
): Promise<void> {
  const { db } = context
  const { id: accountId } = keeper.person.account
  await findKeptLab(db, keeper, code)
  await refuseOverQuota(db, accountId)
  const sender = { id: accountId, role: actingRole(keeper.person, keeper.permission) }
  await takeUpload(context, await openUpload(request), sender, (file) =>
    db.transaction(async (trx) => {
      if (!isImage(file.mediaType))
        throw new UnprocessableError('Only JPEG and PNG images, whole.', '/problems/file-type')
      const lab = await findKeptLab(trx, keeper, code)
      const photos = await trx('lab_photo').where({ lab_id: lab.id }).whereNull('removed_at').select('id')
      if (photos.length >= photoLimit)
        throw new ConflictError(`A lab has at most ${photoLimit} photos.`, '/problems/lab-photos')
      await trx('lab_photo').insert({
        lab_id: lab.id,
        name: file.name,
        media_type: file.mediaType,
        size_bytes: file.sizeBytes,
        sha256: file.sha256,
        added_by: accountId,
      })
      await countUpload(trx, accountId, file.sizeBytes)
      await touch(trx, lab)
      await recordLab(trx, keeper, code, 'addPhoto', change('sha256', null, file.sha256))
    }),
  )
}

const change = (name: string, before: unknown, after: unknown): Record<string, Change> => ({
  [name]: { class: 'public', old: before, new: after },
})

interface KnownPhoto {
  alt: string | null
  altEn: string | null
  name: string
}

async function lockPhoto(trx: Db, lab: KnownLab, id: string): Promise<KnownPhoto> {
  const photo = await trx('lab_photo')
    .where({ id, lab_id: lab.id })
    .whereNull('removed_at')
    .forUpdate()
    .first({ alt: 'alt', altEn: 'alt_en', name: 'name' })
  if (!photo) throw missing()
  return photo
}

/** Says in words what a photo shows; from then on everybody sees it. */
export async function describePhoto(
  { db }: Context,
  keeper: Keeper,
  { code, photoId }: { code: string; photoId: string },
  { alt, altEn }: { alt: string | null; altEn: string | null },
): Promise<void> {
  await db.transaction(async (trx) => {
    const lab = await findKeptLab(trx, keeper, code)
    const before = await lockPhoto(trx, lab, photoId)
    await trx('lab_photo').where({ id: photoId }).update({ alt, alt_en: altEn })
    await touch(trx, lab)
    await recordLab(trx, keeper, code, 'describePhoto', {
      ...change('alt', before.alt, alt),
      ...change('altEn', before.altEn, altEn),
    })
  })
}

/** Takes a photo away from the page. */
export async function removePhoto(
  { db }: Context,
  keeper: Keeper,
  { code, photoId }: { code: string; photoId: string },
): Promise<void> {
  await db.transaction(async (trx) => {
    const lab = await findKeptLab(trx, keeper, code)
    const before = await lockPhoto(trx, lab, photoId)
    await trx('lab_photo')
      .where({ id: photoId })
      .update({ removed_at: trx.raw('clock_timestamp()') })
    await touch(trx, lab)
    await recordLab(trx, keeper, code, 'removePhoto', change('name', before.name, null))
  })
}

/**
 * A photo of a lab: for everybody once it is described and checked.
 * @throws {NotFoundError} where there is none they may see
 */
export async function findPhoto(
  db: Db,
  { code, photoId }: { code: string; photoId: string },
  keeper: Keeper | null,
): Promise<{ name: string; mediaType: string; sizeBytes: number; sha256: string }> {
  if (keeper) await findKeptLab(db, keeper, code)
  const row = await db({ p: 'lab_photo' })
    .join({ l: 'lab' }, 'l.id', 'p.lab_id')
    .join({ f: 'stored_file' }, 'f.sha256', 'p.sha256')
    .where({ 'p.id': photoId, 'l.code': code })
    .whereNull('p.removed_at')
    .whereNull('l.ended_on')
    .first({
      name: 'p.name',
      mediaType: 'p.media_type',
      sizeBytes: 'p.size_bytes',
      sha256: 'p.sha256',
      alt: 'p.alt',
      scanState: 'f.scan_state',
    })
  if (!row || (!keeper && row.alt === null)) throw missing()
  refuseUnchecked(row.scanState, keeper !== null)
  return row
}
