import { type Bitmaps, firstAbove } from '../rows/bitmaps.ts'
import { type Bits, lowestBit } from '../rows/bits.ts'
import { partAt, type SlotSet } from '../rows/slotSet.ts'

/*
 * Takes slots out of a set by bitmaps, as far as these go. What is answered is the rest of the set, the words behind
 * them, which share its memory.
 */

/**
 * Keeps slots that hold one of some codes.
 * @param wanted by code, 1 where it is one of them
 * @returns the rest
 */
export function keepMarked(set: SlotSet, bitmaps: Bitmaps, column: string, wanted: Uint8Array): SlotSet {
  const codes = bitmaps.columns.get(column)
  if (!codes) return set
  const [{ places, words }, rest] = partAt(set, bitmaps.words)
  const marks = codes.marks.filter((_, code) => wanted[code] === 1)
  for (let at = 0; at < words.length; at += 1) {
    const place = places[at]!
    let kept = 0
    for (let mark = 0; mark < marks.length; mark += 1) kept |= marks[mark]![place]!
    words[at]! &= kept
  }
  return rest
}

/** Keeps slots that are not among those known, where it is told which these are. @returns the rest */
export function keepBeside(set: SlotSet, { words: end }: Bitmaps, known: Bits | undefined): SlotSet {
  if (!known) return set
  const [{ places, words }, rest] = partAt(set, end)
  for (let at = 0; at < words.length; at += 1) words[at]! &= ~known[places[at]!]!
  return rest
}

/** From which to which number, both included, and whether what is not known is among them. */
export interface Limits {
  least: number
  most: number
  withUnknown: boolean
}

/** Keeps numbers between limits: only those near the limits are read. @returns the rest */
export function keepRange(
  set: SlotSet,
  bitmaps: Bitmaps,
  column: string,
  values: Float64Array,
  { least, most, withUnknown }: Limits,
): SlotSet {
  const ranges = bitmaps.numbers.get(column)
  if (!ranges) return set
  const { edges, below } = ranges
  const [{ places, words }, rest] = partAt(set, bitmaps.words)
  const last = edges.length - 1
  const from = Math.min(last, firstAbove(edges, least)) - 1
  const to = Math.min(last, firstAbove(edges, most))
  const isSurely = (limit: number, edge: number) => limit === edges[edge]
  const [outerLow, outerHigh, known] = [below[from]!, below[to]!, below[last]!]
  const innerLow = below[isSurely(least, from) ? from : from + 1]!
  const innerHigh = below[isSurely(most, to) ? to : to - 1]!
  const unknown = withUnknown ? -1 : 0
  for (let at = 0; at < words.length; at += 1) {
    const place = places[at]!
    const sure = innerHigh[place]! & ~innerLow[place]!
    let kept = sure | (~known[place]! & unknown)
    const asked = words[at]! & outerHigh[place]! & ~outerLow[place]! & ~sure
    for (let left = asked; left !== 0; left &= left - 1) {
      const bit = lowestBit(left)
      const value = values[(place << 5) + bit]!
      kept |= (Number(value >= least) & Number(value <= most)) << bit
    }
    words[at]! &= kept
  }
  return rest
}
