import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import sharp, { type Sharp } from 'sharp'
import { UnprocessableError } from '../http/problem.ts'
import type { FileMediaType } from './schema.ts'

/** Images of more pixels are refused before they are decoded: a few kilobytes can unfold to gigabytes. */
const pixelLimit = 60_000_000
const thumbnailSidePx = 320
const formats: Partial<Record<FileMediaType, 'jpeg' | 'png'>> = { 'image/jpeg': 'jpeg', 'image/png': 'png' }
const encoders = {
  jpeg: (image: Sharp) => image.jpeg({ quality: 92, chromaSubsampling: '4:4:4' }),
  png: (image: Sharp) => image.png({ compressionLevel: 9 }),
}

sharp.cache(false)

export const isImage = (mediaType: string): boolean => mediaType in formats

const openImage = (path: string) => sharp(path, { limitInputPixels: pixelLimit, failOn: 'error' })

async function refuseUnlessDecodable(path: string, format: string): Promise<void> {
  const found = await sharp(path, { limitInputPixels: false })
    .metadata()
    .catch(() => null)
  if (found?.format !== format) throw broken()
  if (found.width * found.height > pixelLimit) {
    throw new UnprocessableError(
      `The image has more than ${pixelLimit / 1_000_000} million pixels.`,
      '/problems/image-size',
    )
  }
}

const broken = () => new UnprocessableError('The image cannot be read to its end.', '/problems/file-broken')

/**
 * Writes an image anew without metadata (EXIF with the place above all, XMP, IPTC, profiles, comments),
 * turned the way it is meant to be seen, in sRGB.
 * @throws {UnprocessableError} where it cannot be decoded, or is too large
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
    await pipeline(encoders[format](openImage(from).autoOrient()), createWriteStream(to))
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code ? error : broken()
  }
}

/** Writes a small WebP of an image, at most 320 px a side, in one go; false where it cannot be decoded. */
export async function writeThumbnail(from: string, to: string): Promise<boolean> {
  const unfinished = `${to}.${randomUUID()}`
  try {
    await openImage(from)
      .autoOrient()
      .resize({ width: thumbnailSidePx, height: thumbnailSidePx, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toFile(unfinished)
    await rename(unfinished, to)
    return true
  } catch {
    await rm(unfinished, { force: true })
    return false
  }
}
