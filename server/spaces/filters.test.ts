import { expect, test } from 'vitest'
import type { Predicate } from '../featureIndex/definition.ts'
import { InvalidError } from '../http/problem.ts'
import { canonical, type FilterWords, filterGroups, spaceFilters, toFilter } from './filters.ts'
import type { SpaceFilters } from './schema.ts'

const square = [
  [
    [
      [9, 45],
      [9.1, 45],
      [9.1, 45.1],
      [9, 45],
    ],
  ],
]
const words: FilterWords = {
  uses: new Set(['manifattura_leggera']),
  zoning: new Set(['ARU', 'SERV']),
  district: new Set(['1', '9']),
  neighbourhood: new Set(['77']),
  zone: new Set(['niguarda']),
  call: new Set(['BANDO-1']),
  areas: new Map([['abc', square]]),
}

const table: { [Name in keyof Required<SpaceFilters>]: [SpaceFilters, Predicate | undefined] } = {
  areaMin: [{ areaMin: 80 }, { op: 'atLeast', column: 'areaM2', value: 80 }],
  areaMax: [
    { areaMax: 200, unknown: 'include' },
    { op: 'atMost', column: 'areaM2', value: 200, unknown: 'include' },
  ],
  zoning: [{ zoning: ['ARU', 'none'] }, { op: 'anyOf', column: 'zoning', values: ['ARU', 'none'] }],
  activity: [
    { activity: 'manifattura_leggera' },
    {
      op: 'anyOf',
      column: 'advice',
      values: [
        'manifattura_leggera:usuallyCompatible',
        'manifattura_leggera:toVerify',
        'manifattura_leggera:needsAgreement',
        'manifattura_leggera:notDeterminable',
      ],
    },
  ],
  advice: [{ activity: 'manifattura_leggera', advice: ['toVerify'] }, undefined],
  district: [{ district: ['1', '9'] }, { op: 'anyOf', column: 'district', values: ['1', '9'] }],
  neighbourhood: [{ neighbourhood: ['77'] }, { op: 'anyOf', column: 'neighbourhood', values: ['77'] }],
  zone: [{ zone: ['niguarda'] }, { op: 'anyOf', column: 'zone', values: ['niguarda'] }],
  status: [{ status: ['inCall'] }, { op: 'anyOf', column: 'status', values: ['inCall'] }],
  ownership: [{ ownership: ['unknown'] }, { op: 'anyOf', column: 'ownership', values: ['unknown'] }],
  condition: [{ condition: ['none'] }, { op: 'anyOf', column: 'condition', values: ['none'] }],
  floor: [{ floor: ['T', 'S1', '12'] }, { op: 'anyOf', column: 'floor', values: ['T', 'S1', '12'] }],
  heightMin: [{ heightMin: 3.5 }, { op: 'atLeast', column: 'heightM', value: 3.5 }],
  call: [{ call: ['BANDO-1'] }, { op: 'anyOf', column: 'call', values: ['BANDO-1'] }],
  threePhase: [{ threePhase: ['yes'] }, { op: 'anyOf', column: 'threePhase', values: ['yes'] }],
  powerMin: [{ powerMin: 15 }, { op: 'atLeast', column: 'powerKw', value: 15 }],
  vehicleAccess: [{ vehicleAccess: true }, { op: 'is', column: 'vehicleAccess', value: true }],
  extraction: [{ extraction: ['possible'] }, { op: 'anyOf', column: 'extraction', values: ['possible'] }],
  stepFree: [{ stepFree: false }, { op: 'is', column: 'stepFree', value: false }],
  rentMax: [{ rentMax: 50 }, { op: 'atMost', column: 'rent', value: 50 }],
  worksMax: [{ worksMax: 0 }, { op: 'atMost', column: 'works', value: 0 }],
  labWithin: [{ labWithin: 800 }, { op: 'atMost', column: 'labM', value: 800 }],
  transitWithin: [{ transitWithin: 500 }, { op: 'atMost', column: 'stopM', value: 500 }],
  bbox: [{ bbox: '9,45,9.2,45.5' }, { op: 'inBox', bbox: [9, 45, 9.2, 45.5] }],
  near: [{ near: '9.19,45.46,750' }, { op: 'near', center: [9.19, 45.46], metres: 750 }],
  within: [{ within: '9 45,9.1 45,9.1 45.1' }, { op: 'inPolygon', polygons: square }],
  q: [{ q: 'città' }, { op: 'text', text: 'città' }],
  unknown: [{ unknown: 'include' }, undefined],
}

test.each(Object.entries(table))('the filter %s', (name, [given, predicate]) => {
  expect(toFilter(given, words)[name]).toEqual(predicate)
})

test('levels of advice narrow the activity, and without an activity they are refused', () => {
  expect(toFilter({ activity: 'manifattura_leggera', advice: ['toVerify'] }, words)).toEqual({
    activity: { op: 'anyOf', column: 'advice', values: ['manifattura_leggera:toVerify'] },
  })
  expect(() => toFilter({ advice: ['toVerify'] }, words)).toThrow('advice: needs an activity')
})

test('an area kept before is found by its id', () => {
  expect(toFilter({ within: 'area:abc' }, words)).toEqual({ within: { op: 'inPolygon', polygons: square } })
})

const many = Array.from({ length: 201 }, (_, at) => `${9 + at / 1000} ${45 + (at % 2) / 10}`).join(',')
test.each<[keyof SpaceFilters, SpaceFilters]>([
  ['zoning', { zoning: ['XXX'] }],
  ['activity', { activity: 'alchimia' }],
  ['district', { district: ['1', '10'] }],
  ['neighbourhood', { neighbourhood: ['999'] }],
  ['zone', { zone: ['nowhere'] }],
  ['floor', { floor: ['S0'] }],
  ['bbox', { bbox: '9,45,9.2' }],
  ['bbox', { bbox: '9.2,45,9,46' }],
  ['bbox', { bbox: '9,45,1e9,46' }],
  ['bbox', { bbox: '9,45,NaN,46' }],
  ['bbox', { bbox: '9,-91,10,46' }],
  ['near', { near: '9,45' }],
  ['near', { near: '9,45,0' }],
  ['near', { near: '9,45,-5' }],
  ['near', { near: '9,45,Infinity' }],
  ['near', { near: '200,45,100' }],
  ['within', { within: '9 45,9.1 45' }],
  ['within', { within: '9 45,9 45,9 45,9 45' }],
  ['within', { within: '9 45,9.1 45,x y' }],
  ['within', { within: '' }],
  ['within', { within: many }],
  ['within', { within: 'area:nothing' }],
  ['q', { q: '!!' }],
])('%s is refused by name: %j', (name, given) => {
  const refused = () => toFilter(given, words)
  expect(refused).toThrow(InvalidError)
  expect(refused).toThrow(new RegExp(`^${name}: `))
})

test('no filter is left out of the groups that can be dropped', () => {
  const given = Object.fromEntries(Object.keys(spaceFilters).map((name) => [name, 'x'])) as SpaceFilters
  const dropped = filterGroups(given).flat()
  expect(dropped.toSorted()).toEqual(
    Object.keys(spaceFilters)
      .filter((name) => name !== 'unknown')
      .sort(),
  )
  expect(filterGroups(given)).toContainEqual(['areaMin', 'areaMax'])
})

test('regression 4: the same filters are written in one way', () => {
  const one = canonical({ status: ['inCall', 'available', 'inCall'], areaMin: 80, q: undefined })
  const other = canonical({ areaMin: 80, status: ['available', 'inCall'] })
  expect(JSON.stringify(one)).toBe(JSON.stringify(other))
  expect(canonical(one)).toEqual(one)
})
