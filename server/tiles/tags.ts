import { createHash, randomBytes } from 'node:crypto'

/** Entity tags (RFC 9110, 8.8.3) that tell without the tile whether it is still as it was drawn. */
export interface Tags {
  /** Names what was drawn under a key at a version of its index. */
  tagOf(key: string, version: number): string
  /** The tag among those of an If-None-Match that was given for this key, at a version that is still good. */
  findGood(known: string, key: string, isGood: (version: number) => boolean): string | null
}

/**
 * Tags of one instance: a random name of its own, because another one, and the same after a restart, counts versions
 * differently; the key, which holds what the filter means and not how it was asked (what is open now is other labs
 * later); the version. They are weak, as one names the tile in every content coding.
 */
export function createTags(): Tags {
  const instance = randomBytes(9).toString('base64url')
  const opaque = (key: string) =>
    `${instance}.${createHash('sha256').update(key).digest('base64url').slice(0, 16)}.`
  return {
    tagOf: (key, version) => `W/"${opaque(key)}${version}"`,
    findGood(known, key, isGood) {
      if (!known.includes(instance)) return null
      const start = opaque(key)
      for (const [, tag = ''] of known.matchAll(/"([^"]*)"/g)) {
        const version = tag.startsWith(start) ? tag.slice(start.length) : ''
        if (/^\d{1,15}$/.test(version) && isGood(Number(version))) return `W/"${tag}"`
      }
      return null
    },
  }
}
