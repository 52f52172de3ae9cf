import { type Bits, bitsFor, countBits, lowestBit } from './bits.ts'

/**
 * A set of slots: words of 32 bits, and the place of each among the words of all slots, ascending. Words left out are
 * empty. Copies of a set have the same places.
 */
export interface SlotSet {
  readonly places: Uint32Array
  readonly words: Uint32Array
}

/** The set of some bits, with all its words. */
export function setOfBits(bits: Bits): SlotSet {
  const places = new Uint32Array(bits.length)
  for (let at = 0; at < places.length; at += 1) places[at] = at
  return { places, words: bits }
}

/** The set of the first so many slots of a list that ascends. */
export function setOfSlots(slots: Uint32Array, count: number): SlotSet {
  const places = new Uint32Array(count)
  const words = new Uint32Array(count)
  let last = -1
  for (let at = 0; at < count; at += 1) {
    const slot = slots[at]!
    if (last < 0 || places[last] !== slot >>> 5) places[++last] = slot >>> 5
    words[last]! |= 1 << (slot & 31)
  }
  return { places: places.subarray(0, last + 1), words: words.subarray(0, last + 1) }
}

/** Whether no word is left out before the last. */
export const isWhole = ({ places }: SlotSet): boolean => places.length === (places.at(-1) ?? -1) + 1

export const copyOf = ({ places, words }: SlotSet): SlotSet => ({ places, words: words.slice() })

/** What is in both of two sets with the same places. */
export function both({ places, words }: SlotSet, other: SlotSet): SlotSet {
  const common = new Uint32Array(words.length)
  for (let at = 0; at < common.length; at += 1) common[at] = words[at]! & other.words[at]!
  return { places, words: common }
}

/** The words of a set before a place and from there on, which share its memory. */
export function partAt({ places, words }: SlotSet, end: number): [before: SlotSet, behind: SlotSet] {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (places[middle]! < end) low = middle + 1
    else high = middle
  }
  return [
    { places: places.subarray(0, low), words: words.subarray(0, low) },
    { places: places.subarray(low), words: words.subarray(low) },
  ]
}

/** How many slots are in the set. */
export function sizeOf({ words }: SlotSet): number {
  let count = 0
  for (let at = 0; at < words.length; at += 1) count += countBits(words[at]!)
  return count
}

/** The set as bits for so many slots. */
export function bitsOf({ places, words }: SlotSet, slots: number): Bits {
  const bits = bitsFor(slots)
  addTo(bits, { places, words })
  return bits
}

/** Sets the bits of the set. */
export function addTo(bits: Bits, { places, words }: SlotSet): void {
  for (let at = 0; at < places.length; at += 1) bits[places[at]!]! |= words[at]!
}

/** The bits that are not in the set. */
export function bitsBeside(bits: Bits, { places, words }: SlotSet): Bits {
  const beside = bits.slice()
  for (let at = 0; at < places.length; at += 1) beside[places[at]!]! &= ~words[at]!
  return beside
}

/**
 * Writes the slots of some words into `list`, ascending.
 * @param first the word to begin with
 * @param end the word to stop before
 * @returns how many there are
 */
export function listSlots({ places, words }: SlotSet, first: number, end: number, list: Uint32Array): number {
  let count = 0
  for (let at = first; at < end; at += 1)
    for (let word = words[at]!; word !== 0; word &= word - 1)
      list[count++] = (places[at]! << 5) + lowestBit(word)
  return count
}
