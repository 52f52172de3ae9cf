import type { Steps } from '../rows/steps.ts'

/** The text of an item; null where it has none. */
export type TextReader = (at: number) => string | null

/** Texts as bytes whose order is the collator's at its first level, where it minds neither accents nor case. */
export interface FirstLevel {
  bytes: Uint8Array
  /** Where the bytes of each text start; they end with a zero. */
  starts: Uint32Array
  /** Items that have such bytes. */
  plain: Uint32Array
  /** Items with a character beyond those of western texts. */
  others: number[]
}

/** What ends the bytes of a text; none of the others is zero. */
export const ended = 0
const unlike = 0
/** Digits; how many there are is one byte. */
const longestNumber = 200
const itemsPerStep = 5_000
const zero = 0x30
const nine = 0x39

let firstLevelRanks: Uint8Array | null = null

/** By character code its rank at the first level, from 1 on; zero where it has no place in this short order. */
function readCharacterRanks(): Uint8Array {
  const signs = Array.from({ length: 0x7f - 0x20 }, (_, at) => String.fromCharCode(0x20 + at))
  signs.push('’', '‘', '“', '”', '–', '—')
  const base = new Intl.Collator('it', { sensitivity: 'base' })
  signs.sort(base.compare)
  const ranks = new Uint8Array(0x2070)
  let rank = 0
  signs.forEach((sign, at) => {
    if (at === 0 || base.compare(signs[at - 1]!, sign) !== 0) rank += 1
    ranks[sign.charCodeAt(0)] = rank
  })
  for (let code = 0x80; code < 0x250; code += 1) {
    const accented = /^([A-Za-z])\p{Mn}+$/u.exec(String.fromCharCode(code).normalize('NFD'))
    if (accented) ranks[code] = ranks[accented[1]!.charCodeAt(0)]!
  }
  return ranks
}

/** Reads the texts there are. */
export function* readFirstLevel(count: number, textAt: TextReader): Steps<FirstLevel> {
  const ranks = (firstLevelRanks ??= readCharacterRanks())
  yield
  const starts = new Uint32Array(count)
  const plain = new Uint32Array(count)
  const others: number[] = []
  let plainCount = 0
  let bytes = new Uint8Array(count * 32)
  let end = 0
  for (let at = 0; at < count; at += 1) {
    if (at % itemsPerStep === itemsPerStep - 1) yield
    const text = textAt(at)
    if (text === null) continue
    if (end + text.length * 3 + 1 > bytes.length) bytes = enlarged(bytes, text.length * 3 + 1)
    const stop = writeBytes(text, ranks, bytes, end)
    if (stop === -1) others.push(at)
    else {
      starts[at] = end
      plain[plainCount++] = at
      end = stop
    }
  }
  return { bytes, starts, plain: plain.subarray(0, plainCount), others }
}

function enlarged(bytes: Uint8Array, more: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(bytes.length * 1.5 + more)
  larger.set(bytes)
  return larger
}

/**
 * A number is its rank as a sign, how many digits it has without leading zeros, and these.
 * @returns where the bytes end; -1 where the text is not of characters known here
 */
function writeBytes(text: string, ranks: Uint8Array, bytes: Uint8Array, start: number): number {
  let end = start
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const rank = code < ranks.length ? ranks[code]! : unlike
    if (rank === unlike) return -1
    bytes[end++] = rank
    if (code < zero || code > nine) continue
    bytes[end - 1] = ranks[zero]!
    const stop = endOfNumber(text, at)
    while (at < stop - 1 && text.charCodeAt(at) === zero) at += 1
    if (stop - at > longestNumber) return -1
    bytes[end++] = stop - at
    for (; at < stop; at += 1) bytes[end++] = text.charCodeAt(at)
    at -= 1
  }
  bytes[end++] = ended
  return end
}

function endOfNumber(text: string, start: number): number {
  let at = start
  while (at < text.length && text.charCodeAt(at) >= zero && text.charCodeAt(at) <= nine) at += 1
  return at
}
