import { open } from 'node:fs/promises'
import { type FileMediaType, signedMediaType } from './schema.ts'

interface FileType {
  mediaType: FileMediaType
  /** The first is given to a name that ends in none of them. */
  extensions: string[]
  /** Whether the bytes can be of this type: `head` and `tail` are the first and last 2 kB. */
  matches(head: Buffer, tail: Buffer): boolean
}

const endBytes = 2048
const startsWith = (head: Buffer, signature: string) => head.indexOf(signature, 0, 'latin1') === 0

/** DER of the object identifier 1.2.840.113549.1.7.2, signedData, and of the tag that follows it (RFC 5652, 3). */
const signedDataStart = '\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0'

/** Whether the bytes are a sequence that begins with signedData, after a length of one to five bytes (X.690, 8.1.3). */
const isSignedData = (head: Buffer): boolean => {
  const lengthBytes = (head[1] ?? 0) > 0x80 ? 1 + ((head[1] ?? 0) & 0x7f) : 1
  return (
    head[0] === 0x30 && lengthBytes <= 5 && head.indexOf(signedDataStart, 1, 'latin1') === 1 + lengthBytes
  )
}

const fileTypes: FileType[] = [
  {
    mediaType: 'application/pdf',
    extensions: ['pdf'],
    matches: (head, tail) =>
      startsWith(head, '%PDF-') &&
      tail.includes('%%EOF') &&
      /startxref|trailer/.test(tail.toString('latin1')),
  },
  {
    mediaType: 'image/jpeg',
    extensions: ['jpg', 'jpeg'],
    matches: (head) => startsWith(head, '\xff\xd8\xff'),
  },
  {
    mediaType: 'image/png',
    extensions: ['png'],
    matches: (head) => startsWith(head, '\x89PNG\r\n\x1a\n'),
  },
  { mediaType: signedMediaType, extensions: ['p7m'], matches: isSignedData },
]

/** What a file is by its own bytes, whatever its name says; null where it is none of the types taken. */
export function mediaTypeOf(head: Buffer, tail: Buffer = head): FileMediaType | null {
  return fileTypes.find((type) => type.matches(head, tail))?.mediaType ?? null
}

/** As `mediaTypeOf`, of a file on disk; an image must still prove that it can be decoded. */
export async function readMediaType(path: string): Promise<FileMediaType | null> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const length = Math.min(size, endBytes)
    const read = async (position: number) =>
      (await file.read(Buffer.alloc(length), 0, length, position)).buffer
    return mediaTypeOf(await read(0), await read(size - length))
  } finally {
    await file.close()
  }
}

/** A name without folders, control characters or signs that some system gives a meaning, ending in its true type. */
export function safeFileName(name: string, mediaType: FileMediaType): string {
  const extensions = fileTypes.find((type) => type.mediaType === mediaType)?.extensions ?? []
  const base = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = base
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(-120)
  const extension = clean.split('.').at(-1)?.toLowerCase() ?? ''
  if (clean && extensions.includes(extension) && clean.includes('.')) return clean
  return `${clean || 'file'}.${extensions[0]}`
}
