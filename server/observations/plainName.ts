import { basename } from 'node:path'

/** A name without folders or control characters. */
export const plainName = (name: string): string =>
  basename(name.replaceAll('\\', '/'))
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .slice(-150) || 'file'
