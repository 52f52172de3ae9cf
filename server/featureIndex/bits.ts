/** The bits set in a word of 32 (Hacker's Delight, 5-1). */
export function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** The number of the lowest bit set in a word of 32 that is not zero. */
export function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word)
}
