import { lowestBit } from './bits.ts'
import { type GramSet, gramOf, openGramSet, slotsPerSet } from './grams.ts'
import { searchWords, wordForms } from './text.ts'

/** The slots in whose lines every word of a search occurs. */
interface TextFinder {
  test(slot: number): boolean
  /** Clears the bits of the slots that do not match; one bit to a slot, from the lowest of the first word. */
  keep(bits: Uint32Array): void
}

/**
 * The texts of numbered slots, one after the other, and which parts of words they have. Nothing is ever changed: a
 * slot whose text is out of date is simply no longer asked about.
 */
export interface TextIndex {
  readonly size: number
  /** Memory held, in bytes. */
  readonly byteLength: number
  /** Adds the next slot. The lines are folded; a word is found as a part of a line, never across two. */
  append(lines: readonly string[]): void
  /** Adds a slot of another index as the next one. */
  appendFrom(other: TextIndex, slot: number): void
  /** The lines of a slot in UTF-8, a line feed after each. */
  linesOf(slot: number): Uint8Array
  finder(text: string): TextFinder
}

const lineFeed = 0x0a
const encoder = new TextEncoder()

/** The texts of 2,048 slots. */
interface Segment {
  size: number
  bytes: Uint8Array
  /** Where the bytes of each slot start, and after the last one where they end. */
  starts: Uint32Array
  grams: GramSet
}

/** An index without a slot. */
export function createTextIndex(): TextIndex {
  const segments: Segment[] = []
  const openGrams = openGramSet()

  /** The segment that has room for another slot. */
  function open(): Segment {
    const last = segments.at(-1)
    if (last && last.size < slotsPerSet) return last
    const segment = {
      size: 0,
      bytes: new Uint8Array(1024),
      starts: new Uint32Array(slotsPerSet + 1),
      grams: openGrams,
    }
    segments.push(segment)
    return segment
  }

  function closeSlot(segment: Segment, end: number): void {
    openGrams.add(segment.size, segment.bytes, segment.starts[segment.size]!, end)
    segment.size += 1
    segment.starts[segment.size] = end
    if (segment.size < slotsPerSet) return
    segment.bytes = segment.bytes.slice(0, end)
    segment.grams = openGrams.close()
  }

  return {
    get size() {
      const last = segments.at(-1)
      return last ? (segments.length - 1) * slotsPerSet + last.size : 0
    },
    get byteLength() {
      return segments.reduce(
        (sum, { bytes, starts, grams }) => sum + bytes.byteLength + starts.byteLength + grams.byteLength,
        0,
      )
    },
    append(lines) {
      const segment = open()
      let end = segment.starts[segment.size]!
      for (let at = 0; at < lines.length; at += 1) {
        const line = lines[at]!
        if (line !== '' && lines.indexOf(line) === at) end = writeLine(segment, end, line)
      }
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
    linesOf(slot) {
      const { bytes, starts } = segments[Math.floor(slot / slotsPerSet)]!
      const at = slot % slotsPerSet
      return bytes.subarray(starts[at]!, starts[at + 1]!)
    },
    finder: (text) => createFinder(segments, text),
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

/** A form of a word in bytes, and the grams it consists of. */
interface Needle {
  bytes: Uint8Array
  grams: readonly number[]
}

/** A word is found where one of its forms is. */
type Word = readonly Needle[]

function readNeedle(form: string): Needle {
  const bytes = encoder.encode(form)
  if (bytes.length === 1) return { bytes, grams: [gramOf(bytes[0]!)] }
  const grams = Array.from(bytes.subarray(1), (byte, at) => gramOf(bytes[at]!, byte))
  return { bytes, grams: [...new Set(grams)] }
}

function createFinder(segments: readonly Segment[], text: string): TextFinder {
  const words = [...new Set(searchWords(text))].map((word) => wordForms(word).map(readNeedle))
  return {
    test(slot) {
      const segment = segments[Math.floor(slot / slotsPerSet)]!
      return words.every((word) => occursIn(segment, slot % slotsPerSet, word))
    },
    keep(bits) {
      if (words.length === 0) return
      const wordsPerSet = slotsPerSet / 32
      segments.forEach((segment, at) => {
        const asked = bits.subarray(at * wordsPerSet, (at + 1) * wordsPerSet)
        if (asked.some((word) => word !== 0)) keepOf(segment, words, asked)
      })
    },
  }
}

const candidates = new Uint32Array(slotsPerSet / 32)
const some = new Uint32Array(slotsPerSet / 32)

/** First by the grams of all words; then, where these do not tell, by looking at the lines. */
function keepOf(segment: Segment, words: readonly Word[], asked: Uint32Array): void {
  for (const word of words) {
    some.fill(0)
    for (const { grams } of word) {
      candidates.fill(0)
      candidates.set(asked)
      if (grams.every((gram) => segment.grams.keepWith(gram, candidates)))
        for (let at = 0; at < some.length; at += 1) some[at]! |= candidates[at]!
    }
    for (let at = 0; at < asked.length; at += 1) asked[at]! &= some[at]!
  }
  for (const word of words) if (!isGram(word)) keepOccurring(segment, word, asked)
}

/** Whether its gram is the word as a whole. */
function isGram(word: Word): boolean {
  return word.every(({ bytes }) => bytes.length <= 2)
}

function keepOccurring(segment: Segment, word: Word, asked: Uint32Array): void {
  for (let at = 0; at < asked.length; at += 1)
    for (let left = asked[at]!; left !== 0; left &= left - 1) {
      const bit = lowestBit(left)
      if (!occursIn(segment, at * 32 + bit, word)) asked[at]! &= ~(1 << bit)
    }
}

function occursIn({ bytes, starts }: Segment, slot: number, word: Word): boolean {
  for (const needle of word) if (holds(bytes, starts[slot]!, starts[slot + 1]!, needle.bytes)) return true
  return false
}

/** Whether the needle occurs between the bytes `from` and `to`. */
function holds(bytes: Uint8Array, from: number, to: number, needle: Uint8Array): boolean {
  const head = needle[0]!
  const length = needle.length
  for (let at = from; at <= to - length; at += 1) {
    if (bytes[at] !== head) continue
    let same = 1
    while (same < length && bytes[at + same] === needle[same]) same += 1
    if (same === length) return true
  }
  return false
}
