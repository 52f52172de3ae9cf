import { expect, test } from 'vitest'
import { callContent } from '../testing/calls.ts'
import { differenceOf } from './difference.ts'
import { rentSum } from './rent.ts'

test('versions that say the same do not differ', () => {
  expect(differenceOf(callContent(['A']), callContent(['A']))).toEqual([])
})

test('a difference names what changed, was added or taken away; of a text only the paragraphs', () => {
  const before = callContent(['A'])
  const after = callContent(['A'], {
    closesAt: '2099-04-01T12:00',
    text: before.text?.replace('in linea', 'in linea o per PEC') ?? null,
    summaryEn: null,
    requiredDocuments: [
      ...before.requiredDocuments,
      { code: 'cv', label: 'Curriculum', labelEn: null, reference: 'art. 5' },
    ],
  })
  expect(differenceOf(before, after)).toEqual([
    {
      pointer: '/text',
      before: 'Le domande si presentano in linea.',
      after: 'Le domande si presentano in linea o per PEC.',
    },
    { pointer: '/closesAt', before: '2099-03-31T12:00', after: '2099-04-01T12:00' },
    { pointer: '/requiredDocuments/cv/code', before: null, after: 'cv' },
    { pointer: '/requiredDocuments/cv/label', before: null, after: 'Curriculum' },
    { pointer: '/requiredDocuments/cv/reference', before: null, after: 'art. 5' },
    { pointer: '/summaryEn', before: 'Spaces for craft workshops.', after: null },
  ])
})

test('the rent is a sum one can follow: 1,500 less 70 % less 5 % is 427.50', () => {
  const [lot] = callContent(['A']).lots
  const sum = rentSum(lot?.rent ?? { baseEurYear: 0, reductions: [] })
  expect(sum.eurYear).toBe(427.5)
  expect(sum.reductions.map(({ amountEurYear, legalBasis }) => [amountEurYear, legalBasis])).toEqual([
    [-1050, 'Regolamento 2022, art. 7'],
    [-22.5, 'Regolamento 2022, art. 8'],
  ])
})
