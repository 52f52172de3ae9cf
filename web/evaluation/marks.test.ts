import { expect, test } from 'vitest'
import type { EvaluationFile } from '#schema/evaluation'
import { faultsOf, marksToKeep, placesOfFile, totalOn, type WrittenMarks } from './marks.ts'

const criterion = { labelEn: null, guidance: null, threshold: null, kind: 'marks', scope: 'request' } as const
const purpose = { text: 'x', textEn: null }
const lot = (id: number) => ({
  id,
  number: id,
  title: 'x',
  baseRentEurYear: null,
  project: null,
  purposes: [
    { code: 'repair', points: 7, ...purpose },
    { code: 'courses', points: 5, ...purpose },
  ],
  spaces: [],
})
const file: Pick<EvaluationFile, 'criteria' | 'lots'> = {
  criteria: {
    technical: [
      { ...criterion, code: 'project', label: 'Progetto', maxPoints: 40 },
      { ...criterion, code: 'purposes', label: 'Finalità', maxPoints: 10, kind: 'purposes', scope: 'lot' },
    ],
    technicalThreshold: null,
    price: null,
    ties: ['draw'],
    allocation: 'byRank',
    maxAwardsPerApplicant: 1,
  },
  lots: [lot(1), lot(2)],
}
const places = placesOfFile(file)
const why = 'Valutato secondo i criteri.'
const written: WrittenMarks = {
  'project-request': { points: 31.5, purposes: [], note: why },
  'purposes-1': { points: undefined, purposes: ['repair', 'courses'], note: why },
  'purposes-2': { points: undefined, purposes: [], note: '' },
}

test('a criterion of the request is marked once, one of the lots for each of them', () => {
  expect(places.map(({ key }) => key)).toEqual(['project-request', 'purposes-1', 'purposes-2'])
})

test('ticked purposes bring their points, up to what the criterion brings', () => {
  expect(totalOn(places, written, 1)).toBe(41.5)
  expect(totalOn(places, written, 2)).toBe(31.5)
})

test('what is not begun is not kept, and keeps the marks from being submitted', () => {
  expect(
    marksToKeep(places, written).map(({ criterion: code, lotId, points }) => [code, lotId, points]),
  ).toEqual([
    ['project', null, 31.5],
    ['purposes', 1, 10],
  ])
  expect(faultsOf(places, written).map(({ place, fault }) => [place.key, fault])).toEqual([
    ['purposes-2', 'noteMissing'],
  ])
  const nothing = { ...written, 'project-request': { points: undefined, purposes: [], note: why } }
  expect(faultsOf(places, nothing)[0]?.fault).toBe('pointsMissing')
})
