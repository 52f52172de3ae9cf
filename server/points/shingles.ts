import { setImmediate as pause } from 'node:timers/promises'

const shingleWords = 3
const bands = 16
const rowsPerBand = 4
/** After so many the program turns to others. */
const textsAtATime = 50

/** Words without case, accents and signs: what a person who copies a text does not change. */
const plainWords = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** 32 bits of a text (FNV-1a). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** Every three words that follow each other in a text, as numbers; a text of fewer words is one. */
export function shinglesOf(text: string): Set<number> {
  const words = plainWords(text)
  const count = Math.max(1, words.length - shingleWords + 1)
  return new Set(
    Array.from({ length: words.length === 0 ? 0 : count }, (_, at) =>
      hashOf(words.slice(at, at + shingleWords).join(' ')),
    ),
  )
}

/** How much of two texts is the same: shingles of both over shingles of either (Jaccard), from 0 to 1. */
export function likeness(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one]
  if (large.size === 0) return 0
  let shared = 0
  for (const shingle of small) if (large.has(shingle)) shared += 1
  return shared / (small.size + large.size - shared)
}

/** Odd multipliers and offsets of the hash functions, always the same. */
const functions = Array.from({ length: bands * rowsPerBand }, (_, at) => ({
  multiplier: (hashOf(`multiplier ${at}`) | 1) >>> 0,
  offset: hashOf(`offset ${at}`),
}))

/** The smallest value of each hash function over the shingles (MinHash; Broder 1997). */
function signatureOf(shingles: ReadonlySet<number>): number[] {
  const smallest = functions.map(() => 0xffffffff)
  for (const shingle of shingles)
    for (let at = 0; at < functions.length; at += 1) {
      const { multiplier, offset } = functions[at] as (typeof functions)[number]
      const mixed = Math.imul(shingle ^ offset, multiplier)
      const value = (mixed ^ (mixed >>> 15)) >>> 0
      if (value < (smallest[at] ?? 0)) smallest[at] = value
    }
  return smallest
}

interface Text {
  id: number
  text: string
}

/**
 * Texts of which each is alike another of its cluster by `atLeast`, the first of each found first. Pairs are looked
 * for only where a band of the signatures is the same, and there against the first of the bucket: thousands of
 * texts take a few seconds, in which others are served too.
 */
export async function clustersOf(texts: readonly Text[], atLeast: number): Promise<number[][]> {
  const shingles = new Map<number, Set<number>>()
  const parents = new Map(texts.map(({ id }) => [id, id]))
  const rootOf = (id: number): number => {
    let root = id
    while (parents.get(root) !== root) root = parents.get(root) ?? root
    parents.set(id, root)
    return root
  }
  const buckets = new Map<string, number[]>()
  for (const [at, { id, text }] of texts.entries()) {
    if (at % textsAtATime === 0) await pause()
    const mine = shinglesOf(text)
    shingles.set(id, mine)
    if (mine.size === 0) continue
    for (const key of bandsOf(signatureOf(mine))) {
      const first = buckets.get(key) ?? []
      const alike = first.some(
        (other) => likeness(mine, shingles.get(other) ?? new Set()) >= atLeast && join(other, id),
      )
      if (!alike) buckets.set(key, [...first, id])
    }
  }
  function join(one: number, other: number): true {
    const [a, b] = [rootOf(one), rootOf(other)]
    if (a !== b) parents.set(Math.max(a, b), Math.min(a, b))
    return true
  }
  return groupsOf(texts, rootOf)
}

const bandsOf = (signature: readonly number[]): string[] =>
  Array.from(
    { length: bands },
    (_, band) => `${band}:${signature.slice(band * rowsPerBand, (band + 1) * rowsPerBand).join(',')}`,
  )

function groupsOf(texts: readonly Text[], rootOf: (id: number) => number): number[][] {
  const groups = new Map<number, number[]>()
  for (const { id } of texts) groups.set(rootOf(id), [...(groups.get(rootOf(id)) ?? []), id])
  return [...groups.values()].filter((members) => members.length > 1)
}
