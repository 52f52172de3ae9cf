import { lowestBit } from '../rows/bits.ts'
import { type GramSet, gramOf, slotsPerSet } from './grams.ts'
import { searchWords, wordForms } from './text.ts'

/** The slots in whose lines every word of a search occurs. */
export interface TextFinder {
  test(slot: number): boolean
  /** Clears the bits of the slots that do not match; one bit to a slot, from the lowest of the first word. */
  keep(bits: Uint32Array): void
}

/** The texts of 2,048 slots. */
export interface TextSegment {
  size: number
  bytes: Uint8Array
  /** Where the bytes of each slot start, and after the last one where they end. */
  starts: Uint32Array
  grams: GramSet
}

const encoder = new TextEncoder()

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

/** A finder of what is in the segments, added later or not. */
export function createFinder(segments: readonly TextSegment[], text: string): TextFinder {
  // A long word is in fewer lines than a short one.
  const longestFirst = [...new Set(searchWords(text))].sort((a, b) => b.length - a.length)
  const words = longestFirst.map((word) => wordForms(word).map(readNeedle))
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
function keepOf(segment: TextSegment, words: readonly Word[], asked: Uint32Array): void {
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

function keepOccurring(segment: TextSegment, word: Word, asked: Uint32Array): void {
  for (let at = 0; at < asked.length; at += 1)
    for (let left = asked[at]!; left !== 0; left &= left - 1) {
      const bit = lowestBit(left)
      if (!occursIn(segment, at * 32 + bit, word)) asked[at]! &= ~(1 << bit)
    }
}

function occursIn({ bytes, starts }: TextSegment, slot: number, word: Word): boolean {
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
