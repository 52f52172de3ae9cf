import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collator, noRank, rankTexts } from './collation.ts'

function ranksOf(texts: readonly (string | null)[]): number[] {
  const steps = rankTexts(texts.length, (at) => texts[at] ?? null)
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return [...step.value]
}

const alike = 'aAàÀâbBzZ0019 -_/.,;:\'"’“–(&$€+ßæŁœ°…東Ωéeèçcñ\u0301\u0000\u00ad\t'
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...alike), maxLength: 6 }),
  fc.string({ unit: fc.constantFrom('0', '1', '9', 'a'), maxLength: 8 }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
)

test('texts are ranked as the collator compares them', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 40 }), (texts) => {
      const ranks = ranksOf(texts)
      for (let at = 1; at < texts.length; at += 1)
        expect([texts[at - 1], texts[at], Math.sign(ranks[at - 1]! - ranks[at]!)]).toEqual([
          texts[at - 1],
          texts[at],
          Math.sign(collator.compare(texts[at - 1]!, texts[at]!)),
        ])
    }),
    { numRuns: 3000 },
  )
})

test('every two western characters are ranked as the collator compares them', () => {
  const characters = Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code))
  const texts = characters.flatMap((character) => [character, `a${character}b`, `${character}1`])
  const ranks = ranksOf(texts)
  const sorted = texts.map((value, at) => ({ value, rank: ranks[at]! })).sort((a, b) => a.rank - b.rank)
  for (let at = 1; at < sorted.length; at += 1) {
    const [before, after] = [sorted[at - 1]!, sorted[at]!]
    expect([before, after, Math.sign(collator.compare(before.value, after.value))]).toEqual([
      before,
      after,
      Math.sign(before.rank - after.rank),
    ])
  }
})

test('what has no text has no rank, and equal texts have the same', () => {
  expect(ranksOf(['b', null, 'a', 'b'])).toEqual([1, noRank, 0, 1])
  expect(ranksOf([])).toEqual([])
})

test('many texts with long common beginnings are ranked', () => {
  const texts = Array.from(
    { length: 5000 },
    (_, at) => `MI-9-${String((at * 7919) % 5000).padStart(at % 7, '0')}`,
  )
  expect(ranksOf(texts)).toEqual(texts.map((_, at) => (at * 7919) % 5000))
})
