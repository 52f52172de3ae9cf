import type { fileMediaTypes } from './schema.ts'

export type FileMediaType = (typeof fileMediaTypes)[number]

const signatures: [FileMediaType, extensions: string[], bytes: number[]][] = [
  ['application/pdf', ['pdf'], [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', ['jpg', 'jpeg'], [0xff, 0xd8, 0xff]],
  ['image/png', ['png'], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
]

/** What a file is by its first bytes, whatever its name says; null where it is none of the three. */
export function mediaTypeOf(content: Buffer): FileMediaType | null {
  const found = signatures.find(([, , bytes]) => bytes.every((byte, index) => content[index] === byte))
  return found?.[0] ?? null
}

/** A name without folders, control characters or signs that some system gives a meaning, ending in its true type. */
export function safeFileName(name: string, mediaType: FileMediaType): string {
  const extensions = signatures.find(([type]) => type === mediaType)?.[1] ?? []
  const base = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = base
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(-120)
  const extension = clean.split('.').at(-1)?.toLowerCase() ?? ''
  if (clean && extensions.includes(extension) && clean.includes('.')) return clean
  return `${clean || 'file'}.${extensions[0]}`
}
