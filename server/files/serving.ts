import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { NotFoundError } from '../http/problem.ts'
import { isImage, writeThumbnail } from './images.ts'
import { storedPath, thumbnailPath } from './storage.ts'

const missing = () => new NotFoundError('There is no such file.', '/problems/no-file')

/**
 * The header that has a file saved under its name: in ASCII for old programs, in UTF-8 for all others.
 * @see RFC 6266 and RFC 8187
 */
export function contentDisposition(kind: 'attachment' | 'inline', name: string): string {
  const ascii = name.normalize('NFKD').replace(/[\u0300-\u036f]/g, '')
  const plain = ascii.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`
}

/** Headers that keep a browser from running or keeping what somebody else has sent. */
const guarded = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cache-control': 'private, no-store',
}

/** Answers with a file's bytes, to be saved and not shown. */
export function sendFile(
  reply: FastifyReply,
  file: { name: string; mediaType: string; sizeBytes: number },
  content: Readable | Buffer,
): FastifyReply {
  return reply
    .type(file.mediaType)
    .headers({
      ...guarded,
      'content-length': file.sizeBytes,
      'content-disposition': contentDisposition('attachment', file.name),
    })
    .send(content)
}

/** Answers with a paper this program has written, as a PDF to be saved. */
export const sendPaper = (reply: FastifyReply, { name, content }: { name: string; content: Buffer }) =>
  sendFile(reply, { name, mediaType: 'application/pdf', sizeBytes: content.length }, content)

/**
 * The bytes of a file of the store.
 * @throws {NotFoundError} where the disk has lost them
 */
export async function openStored(varDir: string, sha256: string | null): Promise<Readable> {
  if (!sha256) throw missing()
  const path = storedPath(varDir, sha256)
  if (!(await exists(path))) throw missing()
  return createReadStream(path)
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  )

/**
 * Answers with the small picture of an image of the store, made again where it is missing.
 * @throws {NotFoundError} where the file is no image, or cannot be decoded
 */
export async function sendThumbnail(
  reply: FastifyReply,
  varDir: string,
  { name, mediaType, storedSha256 }: { name: string; mediaType: string; storedSha256: string | null },
): Promise<FastifyReply> {
  if (!storedSha256 || !isImage(mediaType)) throw missing()
  const path = thumbnailPath(varDir, storedSha256)
  if (!(await exists(path)) && !(await makeThumbnail(varDir, storedSha256))) throw missing()
  return reply
    .type('image/webp')
    .headers({ ...guarded, 'content-disposition': contentDisposition('inline', `${name}.webp`) })
    .send(createReadStream(path))
}

const makeThumbnail = (varDir: string, sha256: string) =>
  writeThumbnail(storedPath(varDir, sha256), thumbnailPath(varDir, sha256))
