import { countBits, lowestBit } from '../rows/bits.ts'

/** How many slots a set of grams is about: a bit each in 64 words. */
export const slotsPerSet = 2048
const words = slotsPerSet / 32

/** A gram in fewer slots is kept as their numbers, which takes less room than a bit for each. */
const frequentFrom = slotsPerSet / 16

const lineFeed = 0x0a

/** Which slots have which grams: each byte and each two bytes that follow one another in a line. */
export interface GramSet {
  readonly byteLength: number
  /**
   * Clears the bits of the slots that do not have the gram.
   * @returns whether a bit is left
   */
  keepWith(gram: number, slots: Uint32Array): boolean
}

/** A set that grows. */
export interface OpenGramSet extends GramSet {
  /** Adds the grams of the bytes from `start` to `end`. */
  add(slot: number, bytes: Uint8Array, start: number, end: number): void
  /** A set of the same that takes less room. This one is empty then and can be filled anew. */
  close(): GramSet
}

/** Knows nothing of any slot, for texts that must not be searched: words of one or two bytes would be found everywhere. */
export const noGrams: OpenGramSet = {
  byteLength: 0,
  keepWith: () => true,
  add() {},
  close: () => noGrams,
}

/** One or two bytes as a number; no byte of a line is zero. */
export function gramOf(first: number, second = 0): number {
  return (first << 8) | second
}

/** An empty set. */
export function openGramSet(): OpenGramSet {
  /** By gram its number from 1 on; zero where no slot has it. */
  const numbers = new Uint16Array(2 ** 16)
  let grams: number[] = []
  let bits = new Uint32Array(256 * words)

  function addNumber(gram: number): number {
    const number = grams.push(gram)
    numbers[gram] = number
    if (number * words > bits.length) bits = enlarged(bits)
    return number
  }

  function addGram(gram: number, word: number, bit: number): void {
    const number = numbers[gram]! || addNumber(gram)
    bits[(number - 1) * words + word]! |= bit
  }

  return {
    get byteLength() {
      return numbers.byteLength + bits.byteLength
    },
    add(slot, bytes, start, end) {
      const word = slot >>> 5
      const bit = 1 << (slot & 31)
      let before = 0
      for (let at = start; at < end; at += 1) {
        const byte = bytes[at]!
        if (byte === lineFeed) {
          before = 0
          continue
        }
        addGram(gramOf(byte), word, bit)
        if (before !== 0) addGram(gramOf(before, byte), word, bit)
        before = byte
      }
    },
    keepWith(gram, slots) {
      const number = numbers[gram]!
      return number === 0 ? clear(slots) : keepBits(slots, bits, (number - 1) * words)
    },
    close() {
      const closed = closeGramSet(grams, numbers, bits)
      grams = []
      numbers.fill(0)
      bits.fill(0)
      return closed
    },
  }
}

function enlarged(bits: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(bits.length * 2)
  larger.set(bits)
  return larger
}

function keepBits(slots: Uint32Array, bits: Uint32Array, from: number): boolean {
  let left = 0
  for (let at = 0; at < words; at += 1) left |= slots[at]! &= bits[from + at]!
  return left !== 0
}

function clear(slots: Uint32Array): boolean {
  slots.fill(0)
  return false
}

function closeGramSet(grams: readonly number[], numbers: Uint16Array, bits: Uint32Array): GramSet {
  const bitsOf = (gram: number) => bits.subarray((numbers[gram]! - 1) * words, numbers[gram]! * words)
  const sorted = Uint16Array.from(grams).sort()
  const counts = new Map(Array.from(sorted, (gram) => [gram, countAll(bitsOf(gram))]))
  const frequent = sorted.filter((gram) => counts.get(gram)! >= frequentFrom)
  const rare = sorted.filter((gram) => counts.get(gram)! < frequentFrom)
  const frequentBits = new Uint32Array(frequent.length * words)
  frequent.forEach((gram, at) => frequentBits.set(bitsOf(gram), at * words))
  const rareStarts = new Uint32Array(rare.length + 1)
  rare.forEach((gram, at) => {
    rareStarts[at + 1] = rareStarts[at]! + counts.get(gram)!
  })
  const rareSlots = new Uint16Array(rareStarts.at(-1)!)
  rare.forEach((gram, at) => listBits(bitsOf(gram), rareSlots, rareStarts[at]!))
  return closedGramSet({ frequent, frequentBits, rare, rareStarts, rareSlots })
}

interface Closed {
  frequent: Uint16Array
  frequentBits: Uint32Array
  rare: Uint16Array
  rareStarts: Uint32Array
  rareSlots: Uint16Array
}

const few = new Uint32Array(words)

function closedGramSet(closed: Closed): GramSet {
  const { frequent, frequentBits, rare, rareStarts, rareSlots } = closed
  return {
    byteLength: Object.values(closed).reduce((sum, { byteLength }) => sum + byteLength, 0),
    keepWith(gram, slots) {
      const at = indexIn(frequent, gram)
      if (at !== -1) return keepBits(slots, frequentBits, at * words)
      const rareAt = indexIn(rare, gram)
      if (rareAt === -1) return clear(slots)
      few.fill(0)
      for (let next = rareStarts[rareAt]!; next < rareStarts[rareAt + 1]!; next += 1)
        few[rareSlots[next]! >>> 5]! |= 1 << (rareSlots[next]! & 31)
      return keepBits(slots, few, 0)
    },
  }
}

function countAll(bits: Uint32Array): number {
  return bits.reduce((sum, word) => sum + countBits(word), 0)
}

/** Writes the numbers of the bits that are set. */
function listBits(bits: Uint32Array, numbers: Uint16Array, start: number): void {
  let end = start
  for (let at = 0; at < bits.length; at += 1)
    for (let word = bits[at]!; word !== 0; word &= word - 1) numbers[end++] = at * 32 + lowestBit(word)
}

/** Where a number is among ascending ones; -1 where it is not. */
function indexIn(sorted: Uint16Array, number: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < number) low = middle + 1
    else if (sorted[middle]! > number) high = middle - 1
    else return middle
  }
  return -1
}
