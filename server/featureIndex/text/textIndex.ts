import { openGramSet, slotsPerSet } from './grams.ts'
import { createFinder, type TextFinder, type TextSegment } from './textFinder.ts'

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

/**
 * An index without a slot.
 * @param openGrams what is known of the parts of words of the last slots
 */
export function createTextIndex(openGrams = openGramSet()): TextIndex {
  const segments: TextSegment[] = []

  /** The segment that has room for another slot. */
  function open(): TextSegment {
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

  function closeSlot(segment: TextSegment, end: number): void {
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

function makeRoom(segment: TextSegment, length: number): void {
  if (length <= segment.bytes.length) return
  const bytes = new Uint8Array(Math.max(length, segment.bytes.length * 2))
  bytes.set(segment.bytes)
  segment.bytes = bytes
}

/** @returns where the line ends */
function writeLine(segment: TextSegment, start: number, line: string): number {
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
