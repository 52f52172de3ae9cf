import { expect, test } from 'vitest'
import type { SpaceFilters } from '#schema/spaces'
import { formats } from '../i18n/format.ts'
import { filterNames } from '../url/searchState.ts'
import { groupOf } from './filterContext.ts'
import type { FilterWords } from './filterWords.ts'
import { activeFilters, closedGroups, controlsOf, namesOf, openGroups } from './SpaceFilters.tsx'

const key = ((text: string) => text) as unknown as FilterWords['t']
const words: FilterWords = {
  t: key,
  space: key as unknown as FilterWords['space'],
  formats: formats('it'),
  names: { use: (code) => code, zoning: (code) => code },
  places: { districts: [], schematic: false, neighbourhood: (code) => code, zone: (code) => code },
  status: (value) => value,
}

const all: Required<SpaceFilters> = {
  areaMin: 80,
  areaMax: 200,
  zoning: ['ARU'],
  activity: 'making',
  advice: ['toVerify'],
  district: ['9', 'none'],
  neighbourhood: ['77'],
  zone: ['z'],
  call: ['BANDO-1'],
  status: ['inCall'],
  ownership: ['municipal'],
  condition: ['none'],
  floor: ['T'],
  heightMin: 3,
  threePhase: ['yes'],
  powerMin: 15,
  vehicleAccess: true,
  extraction: ['no'],
  stepFree: false,
  rentMax: 60,
  worksMax: 0,
  labWithin: 800,
  transitWithin: 500,
  bbox: '9,45,10,46',
  near: '9,45,1000',
  within: '9 45,10 45,10 46',
  q: 'bovisa',
  unknown: 'include',
}

test('every filter of the contract has its place, and each group but those of head and map its controls', () => {
  const placed = [...openGroups, ...closedGroups, 'head' as const, 'map' as const].flatMap(namesOf)
  expect(placed.sort()).toEqual([...filterNames].sort())
  for (const group of [...openGroups, ...closedGroups]) expect(controlsOf(group).length).toBeGreaterThan(0)
})

test('every active filter is said by a chip, and both limits of the area by one', () => {
  const said = activeFilters(all, words).map(({ name }) => name)
  expect(said.sort()).toEqual(filterNames.filter((name) => name !== 'areaMax').sort())
  expect(activeFilters({ areaMax: 200 }, words)).toEqual([{ name: 'areaMax', text: 'filter.area.to' }])
  expect(activeFilters({ areaMin: 80, areaMax: 200 }, words)).toEqual([
    { name: 'areaMin', text: '80–200 m²' },
  ])
})

test('dropping a chip drops what belongs together', () => {
  expect(groupOf('areaMin')).toEqual(['areaMin', 'areaMax'])
  expect(groupOf('activity')).toEqual(['activity', 'advice'])
  expect(groupOf('district')).toEqual(['district'])
})
