import { numbersFrom, sortByKeys } from './radixSort.ts'
import type { Steps } from './steps.ts'

/** As an Italian reader sorts texts, numbers in them by their value. */
export const collator = new Intl.Collator('it', { numeric: true })

/** The rank of what has no text. */
export const noRank = 0xffffffff

type TextReader = (at: number) => string | null

/** Texts as bytes whose order is the collator's at its first level, where it minds neither accents nor case. */
interface FirstLevel {
  bytes: Uint8Array
  /** Where the bytes of each text start; they end with a zero. */
  starts: Uint32Array
  /** Items that have such bytes. */
  plain: Uint32Array
  /** Items with a character beyond those of western texts. */
  others: number[]
}

/**
 * For each of `count` texts how many different ones come before it; equal where the collator holds them equal. To ask
 * the collator of a million texts takes ten seconds: it is asked only where their bytes are the same.
 */
export function* rankTexts(count: number, textAt: TextReader): Steps<Uint32Array> {
  const level = yield* readFirstLevel(count, textAt)
  yield* sortByBytes(level.plain, level)
  const ranks = new Uint32Array(count).fill(noRank)
  const firsts = yield* rankPlain(level, textAt, ranks)
  if (level.others.length > 0) rankOthers(level, firsts, textAt, ranks)
  return ranks
}

const ended = 0
const unlike = 0
const longestNumber = 200
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

function* readFirstLevel(count: number, textAt: TextReader): Steps<FirstLevel> {
  const ranks = (firstLevelRanks ??= readCharacterRanks())
  const starts = new Uint32Array(count)
  const plain = new Uint32Array(count)
  const others: number[] = []
  let plainCount = 0
  let bytes = new Uint8Array(count * 16)
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

const fewItems = 12
/** More are first parted by four bytes at once, which spares the memory. */
const manyItems = 5000
const itemsPerStep = 20_000

function* sortByBytes(items: Uint32Array, level: FirstLevel): Steps<void> {
  const parts: Part[] = [{ from: 0, to: items.length, depth: 0 }]
  let sorted = 0
  for (let part = parts.pop(); part; part = parts.pop()) {
    const size = part.to - part.from
    if (size > manyItems) parts.push(...(yield* partByFourBytes(items, part, level)))
    else {
      sortPart(items, part, level)
      sorted += size
    }
    if (sorted < itemsPerStep) continue
    sorted = 0
    yield
  }
}

/** Items that are the same in their first bytes, as many as the depth. */
interface Part {
  from: number
  to: number
  depth: number
}

/** @returns the parts that are still to be sorted */
function* partByFourBytes(
  items: Uint32Array,
  { from, to, depth }: Part,
  { bytes, starts }: FirstLevel,
): Steps<Part[]> {
  const unsorted = items.slice(from, to)
  const words = new Uint32Array(unsorted.length)
  for (let at = 0; at < words.length; at += 1) {
    words[at] = fourBytes(bytes, starts[unsorted[at]!]! + depth)
    if (at % itemsPerStep === itemsPerStep - 1) yield
  }
  const order = yield* sortByKeys(numbersFrom(0, words.length), { high: null, low: words })
  const parts: Part[] = []
  let start = 0
  for (let at = 0; at < order.length; at += 1) {
    items[from + at] = unsorted[order[at]!]!
    const word = words[order[at]!]!
    if (at + 1 < order.length && words[order[at + 1]!] === word) continue
    if (at > start && (word & 0xff) !== ended)
      parts.push({ from: from + start, to: from + at + 1, depth: depth + 4 })
    start = at + 1
  }
  return parts
}

/** As a number, zeros where the bytes have ended. */
function fourBytes(bytes: Uint8Array, at: number): number {
  let word = 0
  for (let shift = 24; shift >= 0 && bytes[at] !== ended; shift -= 8) word |= bytes[at++]! << shift
  return word >>> 0
}

/** Three-way radix quicksort (Bentley and Sedgewick 1997). */
function sortPart(items: Uint32Array, part: Part, { bytes, starts }: FirstLevel): void {
  const parts = [part]
  for (let next = parts.pop(); next; next = parts.pop()) {
    const { from, to, depth } = next
    if (to - from <= fewItems) {
      insertionSort(items, from, to, depth, bytes, starts)
      continue
    }
    const pivot = bytes[starts[items[(from + to) >>> 1]!]! + depth]!
    let below = from
    let above = to
    for (let at = from; at < above; ) {
      const item = items[at]!
      const byte = bytes[starts[item]! + depth]!
      if (byte < pivot) {
        items[at++] = items[below]!
        items[below++] = item
      } else if (byte > pivot) {
        items[at] = items[--above]!
        items[above] = item
      } else at += 1
    }
    parts.push({ from, to: below, depth }, { from: above, to, depth })
    if (pivot !== ended) parts.push({ from: below, to: above, depth: depth + 1 })
  }
}

function insertionSort(
  items: Uint32Array,
  from: number,
  to: number,
  depth: number,
  bytes: Uint8Array,
  starts: Uint32Array,
): void {
  for (let next = from + 1; next < to; next += 1) {
    const item = items[next]!
    let at = next
    for (
      ;
      at > from && compareBytes(bytes, starts[items[at - 1]!]! + depth, starts[item]! + depth) > 0;
      at -= 1
    )
      items[at] = items[at - 1]!
    items[at] = item
  }
}

function compareBytes(bytes: Uint8Array, a: number, b: number): number {
  let at = 0
  while (bytes[a + at] === bytes[b + at] && bytes[a + at] !== ended) at += 1
  return bytes[a + at]! - bytes[b + at]!
}

/** @returns the first item of each rank */
function* rankPlain(
  { bytes, starts, plain }: FirstLevel,
  textAt: TextReader,
  ranks: Uint32Array,
): Steps<Uint32Array> {
  const firsts = new Uint32Array(plain.length)
  let count = 0
  let from = 0
  for (let to = 1; to <= plain.length; to += 1) {
    if (to % itemsPerStep === 0) yield
    const first = plain[from]!
    if (to < plain.length && compareBytes(bytes, starts[first]!, starts[plain[to]!]!) === 0) continue
    if (to - from === 1 || isOneText(plain, from, to, textAt)) {
      firsts[count] = first
      for (let at = from; at < to; at += 1) ranks[plain[at]!] = count
      count += 1
    } else
      for (const items of inClasses(plain.subarray(from, to), textAt)) {
        firsts[count] = items[0]!
        for (const item of items) ranks[item] = count
        count += 1
      }
    from = to
  }
  return firsts.subarray(0, count)
}

function isOneText(items: Uint32Array, from: number, to: number, textAt: TextReader): boolean {
  const text = textAt(items[from]!)
  for (let at = from + 1; at < to; at += 1) if (textAt(items[at]!) !== text) return false
  return true
}

/** Items in the order of the collator, those that it holds equal together. Each different text is compared once. */
function inClasses(items: Iterable<number>, textAt: TextReader): number[][] {
  const byText = new Map<string, number[]>()
  for (const item of items) {
    const text = textAt(item)!
    const same = byText.get(text)
    if (same) same.push(item)
    else byText.set(text, [item])
  }
  const sorted = [...byText].sort(([a], [b]) => collator.compare(a, b))
  const classes: number[][] = []
  sorted.forEach(([text, same], at) => {
    if (at > 0 && collator.compare(sorted[at - 1]![0], text) === 0) classes.at(-1)!.push(...same)
    else classes.push(same)
  })
  return classes
}

/** Puts what is not of western characters between the others, by the collator alone. */
function rankOthers(level: FirstLevel, firsts: Uint32Array, textAt: TextReader, ranks: Uint32Array): void {
  const before = new Uint32Array(firsts.length + 1)
  const placed = inClasses(level.others, textAt).map((items) => {
    const text = textAt(items[0]!)!
    const at = placeOf(text, firsts, textAt)
    const isNew = at === firsts.length || collator.compare(textAt(firsts[at]!)!, text) !== 0
    return { items, at, isNew }
  })
  for (const { at, isNew } of placed) if (isNew) before[at]! += 1
  for (let at = 1; at < before.length; at += 1) before[at]! += before[at - 1]!
  for (const item of level.plain) ranks[item]! += before[ranks[item]!]!
  let added = 0
  for (const { items, at, isNew } of placed) {
    for (const item of items) ranks[item] = at + added
    if (isNew) added += 1
  }
}

/** How many of the ranks come before a text. */
function placeOf(text: string, firsts: Uint32Array, textAt: TextReader): number {
  let from = 0
  let to = firsts.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if (collator.compare(textAt(firsts[middle]!)!, text) < 0) from = middle + 1
    else to = middle
  }
  return from
}
