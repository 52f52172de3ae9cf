import { countBits, lowestBit } from './bits.ts'
import { searchWords, wordForms } from './text.ts'

/** The slots in whose lines every word of a search occurs. */
interface TextFinder {
  test(slot: number): boolean
  /** Clears the bits of the slots that do not match; one bit to a slot, from the lowest of the first word. */
  keep(bits: Uint32Array): void
}

/**
 * The texts of numbered slots, one after the other, and where to look for a part of a word. Nothing is ever
 * changed: a slot whose text is out of date is simply no longer asked about.
 */
export interface TextIndex {
  readonly size: number
  /** Memory held, in bytes. */
  readonly byteLength: number
  /** Adds the next slot. The lines are folded; a part of a word is found within a line only. */
  append(lines: readonly string[]): void
  /** Adds a slot of another index as the next one. */
  appendFrom(other: TextIndex, slot: number): void
  /** The lines of a slot in UTF-8, a line feed after each. */
  linesOf(slot: number): Uint8Array
  finder(text: string): TextFinder
}

const slotsPerBlock = 64
const blocksPerSegment = 32
const slotsPerSegment = slotsPerBlock * blocksPerSegment
const wordsPerBlock = slotsPerBlock / 32
/** Grams share bits by their hash; a wrong candidate costs time only. */
const gramBits = 14
/** Up to so many slots of a block are looked at one by one, more in one run through the block. */
const fewSlots = 12
const lineFeed = 0x0a

const encoder = new TextEncoder()

/** 2,048 slots. */
interface Segment {
  size: number
  bytes: Uint8Array
  /** Where the bytes of each slot start, and after the last one where they end. */
  starts: Uint32Array
  /** For each gram (one, two or three bytes within a line) a bit for each block of 64 slots that has it. */
  blocksWith: Uint32Array
}

/** A form of a word, in bytes, and the grams it consists of. */
interface Needle {
  bytes: Uint8Array
  grams: Uint32Array
}

/** A word is found where one of its forms is. */
type Word = readonly Needle[]

/** An index without a slot. */
export function createTextIndex(): TextIndex {
  const segments: Segment[] = []

  function open(): Segment {
    const last = segments.at(-1)
    if (last && last.size < slotsPerSegment) return last
    const segment = createSegment()
    segments.push(segment)
    return segment
  }

  function linesOf(slot: number): Uint8Array {
    const { bytes, starts } = segments[Math.floor(slot / slotsPerSegment)]!
    const at = slot % slotsPerSegment
    return bytes.subarray(starts[at]!, starts[at + 1]!)
  }

  return {
    get size() {
      const last = segments.at(-1)
      return last ? (segments.length - 1) * slotsPerSegment + last.size : 0
    },
    get byteLength() {
      return segments.reduce(
        (sum, { bytes, starts, blocksWith }) =>
          sum + bytes.byteLength + starts.byteLength + blocksWith.byteLength,
        0,
      )
    },
    append(lines) {
      const segment = open()
      let end = segment.starts[segment.size]!
      for (const [at, line] of lines.entries())
        if (line !== '' && lines.indexOf(line) === at) end = writeLine(segment, end, line)
      closeSlot(segment, end)
    },
    appendFrom(other, slot) {
      const segment = open()
      const start = segment.starts[segment.size]!
      const lines = other.linesOf(slot)
      makeRoom(segment, start + lines.length)
      segment.bytes.set(lines, start)
      closeSlot(segment, start + lines.length)
    },
    linesOf,
    finder: (text) => createFinder(segments, text),
  }
}

function createSegment(): Segment {
  return {
    size: 0,
    bytes: new Uint8Array(1024),
    starts: new Uint32Array(slotsPerSegment + 1),
    blocksWith: new Uint32Array(2 ** gramBits),
  }
}

function makeRoom(segment: Segment, length: number): void {
  if (length <= segment.bytes.length) return
  const bytes = new Uint8Array(Math.max(length, segment.bytes.length * 2))
  bytes.set(segment.bytes)
  segment.bytes = bytes
}

/** @returns where the line ends */
function writeLine(segment: Segment, start: number, line: string): number {
  makeRoom(segment, start + line.length * 3 + 1)
  const { bytes } = segment
  for (let at = 0; at < line.length; at += 1) {
    const code = line.charCodeAt(at)
    if (code > 0x7f) return writeAnyLine(bytes, start, line)
    bytes[start + at] = code
  }
  bytes[start + line.length] = lineFeed
  return start + line.length + 1
}

function writeAnyLine(bytes: Uint8Array, start: number, line: string): number {
  const end = start + encoder.encodeInto(line, bytes.subarray(start)).written
  bytes[end] = lineFeed
  return end + 1
}

function closeSlot(segment: Segment, end: number): void {
  addGrams(segment, segment.starts[segment.size]!, end)
  segment.size += 1
  segment.starts[segment.size] = end
  if (segment.size === slotsPerSegment) segment.bytes = segment.bytes.slice(0, end)
}

function addGrams({ bytes, blocksWith, size }: Segment, start: number, end: number): void {
  const block = 1 << (size / slotsPerBlock)
  let gram = 0
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]!
    if (byte === lineFeed) {
      gram = 0
      continue
    }
    gram = ((gram << 8) | byte) & 0xffffff
    blocksWith[hashOf(byte)]! |= block
    if (gram > 0xff) blocksWith[hashOf(gram & 0xffff)]! |= block
    if (gram > 0xffff) blocksWith[hashOf(gram)]! |= block
  }
}

/** Multiplicative hashing by the golden ratio (Knuth, The Art of Computer Programming, 6.4). */
function hashOf(gram: number): number {
  return Math.imul(gram, 0x9e3779b1) >>> (32 - gramBits)
}

function readNeedle(form: string): Needle {
  const bytes = encoder.encode(form)
  const length = Math.min(3, bytes.length)
  const grams = Array.from({ length: bytes.length - length + 1 }, (_, at) =>
    hashOf(bytes.subarray(at, at + length).reduce((gram, byte) => (gram << 8) | byte, 0)),
  )
  return { bytes, grams: Uint32Array.from(new Set(grams)) }
}

function createFinder(segments: readonly Segment[], text: string): TextFinder {
  const words = [...new Set(searchWords(text))]
    .sort((a, b) => b.length - a.length)
    .map((word) => wordForms(word).map(readNeedle))
  return {
    test(slot) {
      const segment = segments[Math.floor(slot / slotsPerSegment)]!
      return words.every((word) => occursIn(segment, slot % slotsPerSegment, word))
    },
    keep(bits) {
      if (words.length > 0) segments.forEach((segment, at) => keepOf(segment, at, words, bits))
    },
  }
}

function keepOf(segment: Segment, at: number, words: readonly Word[], bits: Uint32Array): void {
  const blocks = blocksToSearch(segment, words)
  for (let block = 0; block * slotsPerBlock < segment.size; block += 1) {
    const from = (at * blocksPerSegment + block) * wordsPerBlock
    if (blocks & (1 << block)) searchBlock(segment, block * slotsPerBlock, words, bits, from)
    else bits.fill(0, from, from + wordsPerBlock)
  }
}

/** The blocks that have all grams of a form of each word, as bits. */
function blocksToSearch({ blocksWith }: Segment, words: readonly Word[]): number {
  let blocks = ~0
  for (const word of words) {
    let some = 0
    for (const { grams } of word) {
      let all = blocks
      for (const gram of grams) all &= blocksWith[gram]!
      some |= all
    }
    blocks = some
  }
  return blocks
}

/** The bits of the block are those from `from` on. */
function searchBlock(
  segment: Segment,
  first: number,
  words: readonly Word[],
  bits: Uint32Array,
  from: number,
): void {
  for (const word of words) {
    let asked = 0
    for (let at = 0; at < wordsPerBlock; at += 1) asked += countBits(bits[from + at]!)
    if (asked === 0) return
    if (asked > fewSlots) keepFound(segment, first, word, bits, from)
    else keepOneByOne(segment, first, word, bits, from)
  }
}

const found = new Uint32Array(wordsPerBlock)

function keepFound(segment: Segment, first: number, word: Word, bits: Uint32Array, from: number): void {
  found.fill(0)
  for (const needle of word) findInBlock(segment, first, needle)
  for (let at = 0; at < wordsPerBlock; at += 1) bits[from + at]! &= found[at]!
}

/** Looks through the block as a whole; a match never reaches over the line feed at the end of a slot. */
function findInBlock({ bytes, starts, size }: Segment, first: number, { bytes: needle }: Needle): void {
  const end = starts[Math.min(first + slotsPerBlock, size)]!
  let slot = first
  let at = positionOf(needle, bytes, starts[first]!, end)
  while (at !== -1) {
    while (starts[slot + 1]! <= at) slot += 1
    found[(slot - first) >>> 5]! |= 1 << (slot & 31)
    at = positionOf(needle, bytes, starts[slot + 1]!, end)
  }
}

function keepOneByOne(segment: Segment, first: number, word: Word, bits: Uint32Array, from: number): void {
  for (let at = 0; at < wordsPerBlock; at += 1) {
    for (let left = bits[from + at]!; left !== 0; left &= left - 1) {
      const bit = lowestBit(left)
      if (!occursIn(segment, first + at * 32 + bit, word)) bits[from + at]! &= ~(1 << bit)
    }
  }
}

function occursIn({ bytes, starts }: Segment, slot: number, word: Word): boolean {
  for (const needle of word)
    if (positionOf(needle.bytes, bytes, starts[slot]!, starts[slot + 1]!) !== -1) return true
  return false
}

/** Where the needle first occurs between the bytes `from` and `to`; -1 where it does not. */
function positionOf(needle: Uint8Array, bytes: Uint8Array, from: number, to: number): number {
  const head = needle[0]!
  const length = needle.length
  for (let at = from; at <= to - length; at += 1) {
    if (bytes[at] !== head) continue
    let same = 1
    while (same < length && bytes[at + same] === needle[same]) same += 1
    if (same === length) return at
  }
  return -1
}
