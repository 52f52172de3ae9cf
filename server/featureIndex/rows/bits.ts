/** A set of slots: one bit for each, 32 to a word. */
export type Bits = Uint32Array

export const bitsFor = (slots: number): Bits => new Uint32Array((slots + 31) >>> 5)

export const hasBit = (bits: Bits, slot: number): boolean => ((bits[slot >>> 5]! >>> (slot & 31)) & 1) === 1

export function setBit(bits: Bits, slot: number): void {
  bits[slot >>> 5]! |= 1 << (slot & 31)
}

export function clearBit(bits: Bits, slot: number): void {
  bits[slot >>> 5]! &= ~(1 << (slot & 31))
}

/**
 * Writes the slots of the set into `list`, ascending.
 * @returns how many there are
 */
export function listBits(bits: Bits, list: Uint32Array): number {
  let count = 0
  for (let at = 0; at < bits.length; at += 1) {
    let word = bits[at]!
    while (word !== 0) {
      list[count++] = (at << 5) + lowestBit(word)
      word &= word - 1
    }
  }
  return count
}

/** The bits set in a word of 32 (Hacker's Delight, 5-1). */
export function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** The bits set in two words: quicker than one after the other. */
export function countTwo(one: number, other: number): number {
  const pairs = one - ((one >>> 1) & 0x55555555)
  const others = other - ((other >>> 1) & 0x55555555)
  const fours =
    (pairs & 0x33333333) +
    ((pairs >>> 2) & 0x33333333) +
    (others & 0x33333333) +
    ((others >>> 2) & 0x33333333)
  return Math.imul((fours & 0x0f0f0f0f) + ((fours >>> 4) & 0x0f0f0f0f), 0x01010101) >>> 24
}

/** The number of the lowest bit set in a word of 32 that is not zero. */
export function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word)
}
