import { expect, test } from 'vitest'
import type { Change } from '#schema/districtPages'
import { firstNames, groupChanges } from './changeGroups.ts'

const change = (changes: Partial<Change>): Change => ({
  id: 'x',
  kind: 'spaceMoved',
  on: '2026-11-08',
  subject: 'via Prova 1',
  subjectEn: null,
  status: null,
  before: null,
  place: null,
  office: null,
  count: null,
  href: '/',
  ...changes,
})

test('spaces are told by the status they came to, points by how many they are', () => {
  const groups = groupChanges([
    change({ status: 'inCall' }),
    change({ status: 'released' }),
    change({ status: 'inCall' }),
    change({ kind: 'callOpened', count: 12 }),
    change({ kind: 'pointsPublished', count: 4 }),
  ])
  expect(groups.map(({ key, count }) => [key, count])).toEqual([
    ['spaceMoved inCall', 2],
    ['spaceMoved released', 1],
    ['callOpened ', 1],
    ['pointsPublished ', 4],
  ])
})

test('names are told once, and what is beyond is counted', () => {
  expect(firstNames(['Bovisa', null, 'Dergano', 'Bovisa', 'Affori'], 2)).toEqual({
    names: ['Bovisa', 'Dergano'],
    left: 1,
  })
})
