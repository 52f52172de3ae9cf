import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { MultipartFile } from '@fastify/multipart'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { UnprocessableError } from '../http/problem.ts'
import { readMediaType, safeFileName } from './fileTypes.ts'
import { isImage, writeThumbnail, writeWithoutMetadata } from './images.ts'
import { claimFile, type StoredFile, setScanState } from './queries.ts'
import { refuseWhereFull, writeUpload } from './receiving.ts'
import { scanFile } from './scanning.ts'
import type { FileMediaType } from './schema.ts'
import { hashFile, newIncomingFolder, putFile, storedPath, thumbnailPath } from './storage.ts'

/** A small image may become large when it is written anew; clamd takes no more than 25 MB at once. */
const unfoldedLimitBytes = 25_000_000

/** A file that has come in whole, is of a type that is taken, and lies in the store. */
export interface ReceivedFile extends StoredFile {
  name: string
  /** SHA-256 of the bytes as they came, before metadata was removed. */
  receivedSha256: string
}

interface Arrival extends ReceivedFile {
  /** Folder of this upload: `received`, then `stored` and perhaps `thumbnail`. */
  folder: string
}

export interface Sender {
  id: string
  role: string
}

/**
 * Takes an upload into the store and hands it to `use`, whose transaction must refer to it by its hash
 * (`stored_file`). Whatever fails on the way, nothing of the upload stays behind in its folder; bytes in
 * the store that came to no use are swept up within the day.
 * @throws {ProblemError} where the upload breaks off, is too large, of another type, broken or infected
 */
export async function takeUpload<Result>(
  { db, config }: Context,
  upload: MultipartFile,
  sender: Sender,
  use: (file: ReceivedFile) => Promise<Result>,
): Promise<Result> {
  const { varDir, clamavSocket } = config
  const folder = await newIncomingFolder(varDir).catch(refuseWhereFull)
  try {
    const arrival = await receive(upload, folder)
    if (clamavSocket) arrival.scanState = await check(db, clamavSocket, arrival, sender)
    arrival.scanState = await claimFile(db, arrival)
    if (arrival.scanState === 'infected') throw infected()
    await putArrival(varDir, arrival)
    const { folder: _, ...file } = arrival
    const result = await use(file)
    // Again, where the sweep took the bytes away before the row that needs them was there.
    await putArrival(varDir, arrival)
    return result
  } catch (error) {
    return refuseWhereFull(error)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function receive(upload: MultipartFile, folder: string): Promise<Arrival> {
  const received = join(folder, 'received')
  const { sha256: receivedSha256, sizeBytes } = await writeUpload(upload.file, received)
  const mediaType = sizeBytes > 0 ? await readMediaType(received) : null
  if (!mediaType) {
    throw new UnprocessableError('Only PDF, JPEG and PNG files, whole.', '/problems/file-type')
  }
  await prepare(folder, mediaType)
  const stored = await hashFile(join(folder, 'stored'))
  if (stored.sizeBytes > unfoldedLimitBytes) {
    throw new UnprocessableError('Without compression the image is too large.', '/problems/image-size')
  }
  return {
    ...stored,
    folder,
    receivedSha256,
    mediaType,
    name: safeFileName(upload.filename, mediaType),
    scanState: 'notScanned',
  }
}

/** Makes of what was received what is kept: an image without metadata, anything else as it came. */
async function prepare(folder: string, mediaType: FileMediaType): Promise<void> {
  const [received, stored] = [join(folder, 'received'), join(folder, 'stored')]
  if (!isImage(mediaType)) return rename(received, stored)
  await writeWithoutMetadata(received, stored, mediaType)
  await writeThumbnail(stored, join(folder, 'thumbnail'))
}

const infected = () =>
  new UnprocessableError('The antivirus found the file infected: it was not kept.', '/problems/file-refused')

/** Has the antivirus look at the file: where it cannot be asked now, the file waits. */
async function check(db: Db, socket: string, arrival: Arrival, sender: Sender): Promise<'clean' | 'waiting'> {
  const verdict = await scanFile(socket, join(arrival.folder, 'stored'))
  if (verdict.state !== 'infected') return verdict.state === 'clean' ? 'clean' : 'waiting'
  await db.transaction(async (trx) => {
    await setScanState(trx, arrival.sha256, 'infected')
    await recordEvent(trx, {
      actor: sender,
      action: 'refuseInfected',
      objectKind: 'file',
      objectId: arrival.sha256,
      changes: { signature: { class: 'internal', old: null, new: verdict.signature } },
    })
  })
  throw infected()
}

async function putArrival(varDir: string, { folder, sha256, mediaType }: Arrival): Promise<void> {
  await putFile(join(folder, 'stored'), storedPath(varDir, sha256))
  if (isImage(mediaType)) {
    await putFile(join(folder, 'thumbnail'), thumbnailPath(varDir, sha256)).catch(() => {})
  }
}
