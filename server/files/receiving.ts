import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ConflictError, InvalidError, TooLargeError } from '../http/problem.ts'
import { fileSizeLimitBytes } from './schema.ts'

/** Bytes on disk, as they came. */
export interface WrittenFile {
  sizeBytes: number
  sha256: string
}

const uploadTimeLimitMs = 5 * 60_000
const fullDisk = ['ENOSPC', 'EDQUOT', 'EFBIG']

/** Lets the routes of a scope take one file each as multipart/form-data. */
export async function acceptUploads(app: FastifyInstance): Promise<void> {
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { files: 1, fields: 0, parts: 1, headerPairs: 20, fileSize: fileSizeLimitBytes },
  })
}

const broken = () =>
  new InvalidError('The body must be multipart/form-data with one file, whole.', '/problems/upload')

/** The one file of a multipart body, not yet read. */
export async function openUpload(request: FastifyRequest): Promise<MultipartFile> {
  const part = await request.file().catch(() => undefined)
  if (!part) throw broken()
  return part
}

/**
 * Writes what arrives to a path, hashing and counting on the way; only what has just arrived is in memory.
 * @throws {InvalidError} where the upload breaks off or takes longer than five minutes
 * @throws {TooLargeError} where it is larger than a file may be
 * @throws {ConflictError} where the disk is full
 */
export async function writeUpload(
  upload: Readable & { truncated?: boolean },
  path: string,
  timeLimitMs = uploadTimeLimitMs,
): Promise<WrittenFile> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  async function* measured(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk)
      sizeBytes += chunk.length
      yield chunk
    }
  }
  try {
    await pipeline(upload, measured, createWriteStream(path, { mode: 0o600 }), {
      signal: AbortSignal.timeout(timeLimitMs),
    })
  } catch (error) {
    throw problemOf(error as NodeJS.ErrnoException)
  }
  if (upload.truncated) {
    throw new TooLargeError(`A file has at most ${fileSizeLimitBytes} bytes.`, '/problems/file-size')
  }
  return { sizeBytes, sha256: hash.digest('hex') }
}

/** What an upload that failed is told; only faults of our own disk are left as they are. */
function problemOf(error: NodeJS.ErrnoException): Error {
  if (fullDisk.includes(error.code ?? '')) return diskFull()
  if (error.name === 'AbortError' || error.name === 'TimeoutError') {
    return new InvalidError('The file took too long to arrive.', '/problems/upload-slow')
  }
  return error.syscall ? error : broken()
}

const diskFull = () =>
  new ConflictError('There is no room to keep the file at the moment: call the office.', '/problems/no-room')

/** Turns a full disk, met anywhere on the way into the store, into an answer. */
export function refuseWhereFull(error: unknown): never {
  throw fullDisk.includes((error as NodeJS.ErrnoException)?.code ?? '') ? diskFull() : error
}
