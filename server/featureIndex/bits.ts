/** A set of slots: one bit for each, 32 to a word. */
export type Bits = Uint32Array

export const bitsFor = (slots: number): Bits => new Uint32Array((slots + 31) >>> 5)

export const hasBit = (bits: Bits, slot: number): boolean =>
  (((bits[slot >>> 5] as number) >>> (slot & 31)) & 1) === 1

export function setBit(bits: Bits, slot: number): void {
  bits[slot >>> 5] = (bits[slot >>> 5] as number) | (1 << (slot & 31))
}

export function clearBit(bits: Bits, slot: number): void {
  bits[slot >>> 5] = (bits[slot >>> 5] as number) & ~(1 << (slot & 31))
}

/**
 * Writes the slots of the set into `list`, ascending.
 * @returns how many there are
 */
export function listBits(bits: Bits, list: Uint32Array): number {
  let count = 0
  for (let at = 0; at < bits.length; at += 1) {
    let word = bits[at] as number
    while (word !== 0) {
      const lowest = word & -word
      list[count++] = (at << 5) + 31 - Math.clz32(lowest)
      word ^= lowest
    }
  }
  return count
}
