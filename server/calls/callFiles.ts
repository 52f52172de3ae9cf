import type { Db } from '../db/index.ts'
import { refuseUnchecked } from '../files/queries.ts'
import { NotFoundError } from '../http/problem.ts'
import type { CallFile, CallFilePath } from './callFileSchema.ts'

/** SQL: where a document of call `c` finds file `f`. */
const url = "'/api/calls/' || c.code || '/files/' || f.id"

const files = (db: Db) => db({ f: 'call_file' }).join({ c: 'call' }, 'c.id', 'f.call_id')

const columns = (db: Db) => ({
  url: db.raw(url),
  name: 'f.name',
  mediaType: 'f.media_type',
  sizeBytes: 'f.size_bytes',
  sha256: 'f.sha256',
})

/** A file of a call that was just kept. */
export const readCallFile = (db: Db, id: string): Promise<CallFile> =>
  files(db).where({ 'f.id': id }).first(columns(db))

/** Hashes of the files of a call by the address its documents name them by. */
export async function findCallFiles(db: Db, callId: number): Promise<ReadonlyMap<string, string>> {
  const rows: CallFile[] = await files(db).where({ 'c.id': callId }).select(columns(db))
  return new Map(rows.map((file) => [file.url, file.sha256]))
}

/** SQL: a version of call `c` that was published names file `f`. */
const isPublished = `c.status <> 'draft' AND EXISTS (SELECT FROM call_version v WHERE v.call_id = c.id
  AND v.content -> 'documents' @> jsonb_build_array(jsonb_build_object('url', ${url})))`

/**
 * A file of a call: for everybody where a published version names it, for the office always.
 * @throws {NotFoundError} where there is none they may read
 * @throws {ConflictError} where it is infected, or waits for its check
 */
export async function findCallFile(
  db: Db,
  { code, fileId }: CallFilePath,
  reader: 'public' | 'office',
): Promise<CallFile> {
  const found = files(db)
    .join({ s: 'stored_file' }, 's.sha256', 'f.sha256')
    .where({ 'c.code': code, 'f.id': fileId })
  if (reader === 'public') found.whereRaw(isPublished)
  const row = await found.first({ ...columns(db), scanState: 's.scan_state' })
  if (!row) throw new NotFoundError('There is no such file.', '/problems/no-file')
  const { scanState, ...file } = row
  refuseUnchecked(scanState, reader === 'office')
  return file
}
