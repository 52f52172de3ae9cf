import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { InvalidError } from '../http/problem.ts'

/**
 * The one file of a multipart body, whole.
 * @throws {InvalidError} where the body holds none, or breaks off
 */
export async function readUpload(request: FastifyRequest): Promise<{ name: string; content: Buffer }> {
  const broken = () =>
    new InvalidError('The body must be multipart/form-data with one file.', '/problems/upload')
  try {
    const part: MultipartFile | undefined = await request.file()
    if (part) return { name: part.filename, content: await part.toBuffer() }
  } catch (error) {
    if ((error as { code?: unknown }).code === 'FST_REQ_FILE_TOO_LARGE') throw error
    throw broken()
  }
  throw broken()
}
