import { expect, test } from 'vitest'
import type { Advice, AdviceLevel } from '#schema/spaces'
import { groupAdvice } from './adviceGroups.ts'

const advice = (activity: string, level: AdviceLevel, text: string): Advice => ({
  activity,
  level,
  reasons: [{ text, textEn: text, reference: 'art. 8', level }],
  planVersion: 'PGT',
  example: true,
})

test('activities with the same advice and reason share a row, the most favourable first', () => {
  const groups = groupAdvice([
    advice('logistics', 'needsAgreement', 'area for services'),
    advice('craft', 'usuallyCompatible', 'free'),
    advice('shop', 'needsAgreement', 'area for services'),
    advice('school', 'needsAgreement', 'another reason'),
  ])
  expect(groups.map(({ activities }) => activities)).toEqual([['craft'], ['logistics', 'shop'], ['school']])
})
