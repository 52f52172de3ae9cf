import type { FastifyReply } from 'fastify'
import { contentDisposition, openStored } from '../files/serving.ts'

/** Answers with a photo to be shown, which a browser may not take for anything else. */
export async function showPhoto(
  reply: FastifyReply,
  varDir: string,
  {
    name,
    mediaType,
    sizeBytes,
    sha256,
  }: { name: string; mediaType: string; sizeBytes: number; sha256: string },
  cacheControl: string,
): Promise<FastifyReply> {
  return reply
    .type(mediaType)
    .headers({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': cacheControl,
      'content-length': sizeBytes,
      'content-disposition': contentDisposition('inline', name),
    })
    .send(await openStored(varDir, sha256))
}
