import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeForms, foldAny, foldText, lineReader } from './text.ts'

const westernText = fc.string({
  unit: fc.constantFrom(...`aZ09 éÀÌüßøªº½'’‘\`´ʼ-–/.,;()°\u0301\u00a0\u200bŉİıŒ𝐀Σς中😀\ud800`),
  maxLength: 20,
})

test('the short way to fold a text folds it as the whole rule does', () => {
  const texts = Array.from({ length: 0x2100 }, (_, code) => `A${String.fromCharCode(code)}b`)
  expect(texts.filter((text) => foldText(text) !== foldAny(text))).toEqual([])
  fc.assert(
    fc.property(fc.oneof(westernText, fc.string({ unit: 'binary' })), (text) => {
      expect(foldText(text)).toBe(foldAny(text))
    }),
    { numRuns: 2000 },
  )
})

test('a long text is folded to its end', () => {
  const text = 'Città Studi, '.repeat(1000)
  expect(foldText(text)).toBe(foldAny(text))
})

test('a code has four forms', () => {
  expect(codeForms('MI-9-0147')).toEqual(['mi 9 0147', 'mi90147', 'mi 9 147', 'mi9147'])
  expect(codeForms('A-100')).toEqual(['a 100', 'a100', 'a 100', 'a100'])
})

test('what is searched of a row are its texts and codes, lists of them too', () => {
  const read = lineReader({ columns: { code: 'code', names: 'text', district: 'category', note: 'text' } })
  expect(read({ columns: { code: 'A-01', names: ['Uno', 'Due!'], district: 'Tre', note: null } })).toEqual([
    'uno',
    'due',
    'a 01',
    'a01',
    'a 1',
    'a1',
  ])
})

test('an apostrophe is dropped, whichever sign it is written with', () => {
  for (const sign of ["'", '’', '‘', '`', '´', 'ʼ']) expect(foldText(`dell${sign}Arte`)).toBe('dellarte')
})
