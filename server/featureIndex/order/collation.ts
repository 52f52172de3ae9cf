import type { Steps } from '../rows/steps.ts'
import { compareBytes, sortByBytes } from './byteSort.ts'
import { type FirstLevel, readFirstLevel, type TextReader } from './firstLevel.ts'

/** As an Italian reader sorts texts, numbers in them by their value. */
export const collator = new Intl.Collator('it', { numeric: true })

/** The rank of what has no text. */
export const noRank = 0xffffffff

/**
 * For each of `count` texts how many different ones come before it; equal where the collator holds them equal. To ask
 * the collator of a million texts takes ten seconds: it is asked only where their bytes are the same.
 */
export function* rankTexts(count: number, textAt: TextReader): Steps<Uint32Array> {
  const level = yield* readFirstLevel(count, textAt)
  yield* sortByBytes(level.plain, level)
  const ranks = new Uint32Array(count).fill(noRank)
  const firsts = yield* rankPlain(level, textAt, ranks)
  if (level.others.length > 0) yield* rankOthers(level, firsts, textAt, ranks)
  return ranks
}

const itemsPerStep = 5_000

/** @returns the first item of each rank */
function* rankPlain(
  { bytes, starts, plain }: FirstLevel,
  textAt: TextReader,
  ranks: Uint32Array,
): Steps<Uint32Array> {
  const firsts = new Uint32Array(plain.length)
  let count = 0
  let from = 0
  for (let to = 1; to <= plain.length; to += 1) {
    if (to % itemsPerStep === 0) yield
    const first = plain[from]!
    if (to < plain.length && compareBytes(bytes, starts[first]!, starts[plain[to]!]!) === 0) continue
    if (to - from === 1 || (yield* isOneText(plain, from, to, textAt))) {
      firsts[count] = first
      for (let at = from; at < to; at += 1) ranks[plain[at]!] = count
      count += 1
    } else
      for (const items of yield* inClasses(plain.subarray(from, to), textAt)) {
        firsts[count] = items[0]!
        for (const item of items) ranks[item] = count
        count += 1
      }
    from = to
  }
  return firsts.subarray(0, count)
}

function* isOneText(items: Uint32Array, from: number, to: number, textAt: TextReader): Steps<boolean> {
  const text = textAt(items[from]!)
  for (let at = from + 1; at < to; at += 1) {
    if ((at - from) % itemsPerStep === 0) yield
    if (textAt(items[at]!) !== text) return false
  }
  return true
}

/** Items in the order of the collator, those that it holds equal together. Each different text is compared once. */
function* inClasses(items: ArrayLike<number>, textAt: TextReader): Steps<number[][]> {
  const byText = new Map<string, number[]>()
  for (let at = 0; at < items.length; at += 1) {
    if (at % itemsPerStep === itemsPerStep - 1) yield
    const item = items[at]!
    const text = textAt(item)!
    const same = byText.get(text)
    if (same) same.push(item)
    else byText.set(text, [item])
  }
  const sorted = [...byText].sort(([a], [b]) => collator.compare(a, b))
  const classes: number[][] = []
  sorted.forEach(([text, same], at) => {
    const isEqual = at > 0 && collator.compare(sorted[at - 1]![0], text) === 0
    classes.push(isEqual ? classes.pop()!.concat(same) : same)
  })
  return classes
}

/** Puts what is not of western characters between the others, by the collator alone. */
function* rankOthers(
  level: FirstLevel,
  firsts: Uint32Array,
  textAt: TextReader,
  ranks: Uint32Array,
): Steps<void> {
  const before = new Uint32Array(firsts.length + 1)
  const classes = yield* inClasses(level.others, textAt)
  const placed = classes.map((items) => {
    const text = textAt(items[0]!)!
    const at = placeOf(text, firsts, textAt)
    const isNew = at === firsts.length || collator.compare(textAt(firsts[at]!)!, text) !== 0
    return { items, at, isNew }
  })
  for (const { at, isNew } of placed) if (isNew) before[at]! += 1
  for (let at = 1; at < before.length; at += 1) before[at]! += before[at - 1]!
  for (const item of level.plain) ranks[item]! += before[ranks[item]!]!
  let added = 0
  for (const { items, at, isNew } of placed) {
    for (const item of items) ranks[item] = at + added
    if (isNew) added += 1
  }
}

/** How many of the ranks come before a text. */
function placeOf(text: string, firsts: Uint32Array, textAt: TextReader): number {
  let from = 0
  let to = firsts.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if (collator.compare(textAt(firsts[middle]!)!, text) < 0) from = middle + 1
    else to = middle
  }
  return from
}
