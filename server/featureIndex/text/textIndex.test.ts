import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeForms, foldText, occurs, searchWords } from './text.ts'
import { createTextIndex, type TextIndex } from './textIndex.ts'

function indexOf(...slots: string[][]): TextIndex {
  const index = createTextIndex()
  for (const lines of slots) index.append(lines)
  return index
}

/** The slots that match, out of those asked about. */
function found(index: TextIndex, text: string, asked = Array.from({ length: index.size }, (_, at) => at)) {
  const bits = new Uint32Array(Math.ceil(index.size / 32))
  for (const slot of asked) bits[slot >>> 5]! |= 1 << (slot & 31)
  index.finder(text).keep(bits)
  return asked.filter((slot) => bits[slot >>> 5]! & (1 << (slot & 31)))
}

test('a word is found as a part, every word, in whatever line', () => {
  const index = indexOf(['via carducci 12', 'citta studi'], [], ['via dell arte', 'bovisa'])
  expect(found(index, 'Carducci')).toEqual([0])
  expect(found(index, 'ARDU stu')).toEqual([0])
  expect(found(index, 'via')).toEqual([0, 2])
  expect(found(index, 'carducci bovisa')).toEqual([])
  expect(found(index, '')).toEqual([0, 1, 2])
  expect(found(index, '-')).toEqual([0, 1, 2])
})

test('no word is found across lines or slots', () => {
  const index = indexOf(['ab', 'cd'], ['ef'])
  for (const text of ['bc', 'b-c', 'de', 'd-e', 'abcd']) expect(found(index, text)).toEqual([])
})

test('a word with separators is found as it is and written together', () => {
  const index = indexOf(codeForms('MI-9-0147'), ['mi', '9 0147'], ['x mi90147'])
  expect(found(index, 'MI.9.0147')).toEqual([0, 2])
  expect(found(index, '9/147')).toEqual([0])
})

test('letters beyond ASCII are found', () => {
  const index = indexOf([foldText('Straße 東京')], [foldText('Łódź 😀')], [foldText('𝐀Ω')])
  expect(found(index, 'straße')).toEqual([0])
  expect(found(index, '京')).toEqual([0])
  expect(found(index, 'Ł')).toEqual([1])
  expect(found(index, 'aω')).toEqual([2])
})

test('a slot is found far into the index, and only where it was asked about', () => {
  const index = createTextIndex()
  for (let slot = 0; slot < 10_000; slot += 1) index.append([`locale ${slot}`, 'uguale'])
  expect(found(index, 'locale 7777')).toEqual([7777])
  expect(found(index, '999')).toEqual([
    999,
    1999,
    2999,
    3999,
    4999,
    5999,
    6999,
    7999,
    8999,
    ...range(9990, 10_000),
  ])
  expect(found(index, 'uguale', [3, 2047, 2048, 9999])).toEqual([3, 2047, 2048, 9999])
  expect(found(index, 'uguale 8', [18, 2047, 2048, 9999])).toEqual([18, 2048])
  expect(index.finder('7777').test(7777)).toBe(true)
  expect(index.finder('7777').test(7778)).toBe(false)
})

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)

test('slots of another index are taken over', () => {
  const from = indexOf(['uno'], ['due', 'citta'], [])
  const index = indexOf(['tre'])
  for (const slot of [2, 1]) index.appendFrom(from, slot)
  expect(index.size).toBe(3)
  expect(found(index, 'città')).toEqual([2])
  expect(found(index, 'uno')).toEqual([])
})

const words = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '0', 'é', '京'), minLength: 1, maxLength: 4 })
const lines = fc
  .array(fc.array(words, { minLength: 1, maxLength: 4 }), { maxLength: 3 })
  .map((all) => all.map((line) => foldText(line.join(' '))))
const search = fc
  .array(words, { minLength: 1, maxLength: 4 })
  .chain((all) =>
    fc
      .array(fc.constantFrom(' ', '-'), { minLength: all.length, maxLength: all.length })
      .map((gaps) => all.map((word, at) => word + gaps[at]).join('')),
  )

test('the slots found are those whose lines hold every word', () => {
  fc.assert(
    fc.property(fc.array(lines, { minLength: 1, maxLength: 200 }), search, fc.nat(3), (slots, text, few) => {
      const index = indexOf(...slots)
      const asked = range(0, slots.length).filter((slot) => few === 0 || slot % (few * 7) === 0)
      const wanted = searchWords(text)
      const expected = asked.filter((slot) => wanted.every((word) => occurs(word, slots[slot]!.join('\n'))))
      expect(found(index, text, asked)).toEqual(expected)
      const { test: holds } = index.finder(text)
      expect(asked.filter((slot) => holds(slot))).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})
