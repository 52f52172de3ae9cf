import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { negotiate } from '@fastify/accept-negotiator'

/** Content codings in which a tile is sent, the one we prefer first. */
export type Encoding = 'br' | 'gzip'
const encodings = ['br', 'gzip', 'identity']

/** Less than this fits into a packet or two as it is. */
const worthPackingBytes = 1024

const compressGzip = promisify(gzip)
const compressBrotli = promisify(brotliCompress)

/**
 * The coding a client wants a body of this size in, by its Accept-Encoding (RFC 9110, 12.5.3); null for as it is.
 */
export function chooseEncoding(accepted: string | undefined, bytes: number): Encoding | null {
  if (accepted === undefined || bytes < worthPackingBytes) return null
  const chosen = negotiate(accepted.toLowerCase(), encodings)
  return chosen === 'br' || chosen === 'gzip' ? chosen : null
}

/**
 * Compresses in a thread of zlib. Of 317 kB of outlines Brotli at 5 leaves 66 kB in 6 ms, gzip at 4 97 kB in 3 ms,
 * at 6 99 kB in 9 ms.
 */
export const pack = (bytes: Buffer, encoding: Encoding): Promise<Buffer> =>
  encoding === 'gzip'
    ? compressGzip(bytes, { level: 4 })
    : compressBrotli(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 5,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
        },
      })
