import type { FastifyRequest } from 'fastify'
import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { countUpload, refuseOverQuota } from '../files/quota.ts'
import { openUpload } from '../files/receiving.ts'
import { takeUpload } from '../files/uploads.ts'
import { NotFoundError } from '../http/problem.ts'
import type { CallFile } from './callFileSchema.ts'
import { readCallFile } from './callFiles.ts'
import { actorOf, recordCall } from './preparing.ts'

async function callId(db: Db, code: string): Promise<number> {
  const call = await db('call').where({ code }).first('id')
  if (!call) throw new NotFoundError(`There is no call "${code}".`)
  return call.id
}

/**
 * Keeps the file of a multipart body for the documents of a call. It is public once a version that names it is.
 * @throws {NotFoundError} where there is no such call
 * @throws {UnprocessableError} where it is not a PDF, JPEG or PNG by its own bytes
 * @throws {TooManyError} where the account has sent as much as it may in a day
 */
export async function addCallFile(
  context: Context,
  person: Person,
  code: string,
  request: FastifyRequest,
): Promise<CallFile> {
  const { db } = context
  const call = await callId(db, code)
  await refuseOverQuota(db, person.account.id)
  const actor = actorOf(person)
  return takeUpload(context, await openUpload(request), actor, (file) =>
    db.transaction(async (trx) => {
      const row = {
        call_id: call,
        name: file.name,
        media_type: file.mediaType,
        size_bytes: file.sizeBytes,
        sha256: file.sha256,
        added_by: person.account.id,
      }
      const [{ id }] = await trx('call_file').insert(row).returning('id')
      await countUpload(trx, person.account.id, file.sizeBytes)
      await recordCall(trx, person, code, 'addFile', {
        fileName: { class: 'internal', old: null, new: file.name },
        sha256: { class: 'internal', old: null, new: file.sha256 },
      })
      return readCallFile(trx, id)
    }),
  )
}
