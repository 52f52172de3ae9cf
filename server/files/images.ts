import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { ProblemError, UnprocessableError } from '../http/problem.ts'
import { inTurn } from './imageTurns.ts'
import type { FileMediaType } from './schema.ts'

/**
 * Images of more pixels are refused before they are decoded: a few kilobytes can unfold to gigabytes. A page
 * scanned at 600 dpi has 35 million, and takes up to 450 MB while it is turned and written anew.
 */
const pixelLimit = 40_000_000
const thumbnailSize = { width: 320, height: 320, fit: 'inside', withoutEnlargement: true } as const
const formats: Partial<Record<FileMediaType, 'jpeg' | 'png'>> = { 'image/jpeg': 'jpeg', 'image/png': 'png' }
const encoders = {
  // Optimised coding would hold the whole image a second time.
  jpeg: (image: Sharp) => image.jpeg({ quality: 92, chromaSubsampling: '4:4:4', optimiseCoding: false }),
  png: (image: Sharp) => image.png({ compressionLevel: 9 }),
}

sharp.cache(false)
sharp.concurrency(1)

export const isImage = (mediaType: string): boolean => mediaType in formats

const openImage = (path: string) => sharp(path, { limitInputPixels: pixelLimit, failOn: 'error' })

/** Pixels of 16 bits a colour take twice the room. */
const weightOf = ({ width, height, depth }: Metadata): number => width * height * (depth === 'uchar' ? 1 : 2)

async function refuseUnlessDecodable(path: string, format: string): Promise<void> {
  const found = await sharp(path, { limitInputPixels: false })
    .metadata()
    .catch(() => null)
  if (found?.format !== format) throw broken()
  if (weightOf(found) > pixelLimit) {
    throw new UnprocessableError(
      `The image has more than ${pixelLimit / 1_000_000} million pixels, or half as many of 16 bits a colour.`,
      '/problems/image-size',
    )
  }
}

const broken = () => new UnprocessableError('The image cannot be read to its end.', '/problems/file-broken')

/**
 * Writes an image anew without metadata (EXIF with the place above all, XMP, IPTC, profiles, comments),
 * turned the way it is meant to be seen, in sRGB.
 * @throws {UnprocessableError} where it cannot be decoded, or is too large
 * @throws {UnavailableError} where too many others wait
 */
export async function writeWithoutMetadata(
  from: string,
  to: string,
  mediaType: FileMediaType,
): Promise<void> {
  const format = formats[mediaType]
  if (!format) throw new Error(`${mediaType} is no image`)
  await refuseUnlessDecodable(from, format)
  try {
    await inTurn(() => pipeline(encoders[format](openImage(from).autoOrient()), createWriteStream(to)))
  } catch (error) {
    throw error instanceof ProblemError || (error as NodeJS.ErrnoException).code ? error : broken()
  }
}

/** Writes a small WebP of an image, at most 320 px a side, in one go; false where it cannot be done now. */
export async function writeThumbnail(from: string, to: string): Promise<boolean> {
  const unfinished = `${to}.${randomUUID()}`
  try {
    const image = openImage(from).autoOrient().resize(thumbnailSize).webp({ quality: 78 })
    await inTurn(() => image.toFile(unfinished))
    await rename(unfinished, to)
    return true
  } catch {
    await rm(unfinished, { force: true })
    return false
  }
}
