import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SpaceFilters } from '#schema/spaces'
import { effectiveFilters, type FilterName, filterNames, readSearch, writeSearch } from './searchState.ts'

interface Piece {
  type?: string
  enum?: string[]
  items?: Piece
  maximum?: number
}

const word = fc
  .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
  .filter((text) => !text.includes(','))
const values = (piece: Piece): fc.Arbitrary<unknown> => {
  if (piece.enum) return fc.constantFrom(...piece.enum)
  if (piece.type === 'array') return fc.array(values(piece.items ?? {}), { maxLength: 5 })
  if (piece.type === 'number')
    return fc.double({ min: 0, max: piece.maximum ?? 1e9, noNaN: true }).map((n) => n + 0)
  if (piece.type === 'boolean') return fc.boolean()
  return word
}
const text = fc.string({ maxLength: 40, unit: 'grapheme' })
const anyFilters = fc.record(
  Object.fromEntries(
    filterNames.map((name) => {
      const piece = SpaceFilters.properties[name] as Piece
      return [name, piece.type === 'string' && !piece.enum ? text : values(piece)]
    }),
  ),
  { requiredKeys: [] },
) as fc.Arbitrary<SpaceFilters>

const anyState = fc.record(
  {
    filters: anyFilters,
    sort: fc.constantFrom('relevance' as const, 'rentAscending' as const),
    language: fc.constantFrom('it' as const, 'en' as const),
    layers: fc.array(fc.constantFrom('zoning', 'labs', 'stops'), { maxLength: 3 }),
    space: fc.constantFrom('MI-9-0147', 'MI-1-0001'),
  },
  { requiredKeys: ['filters'] },
)

test('regression 4: URL → state → URL is the identity, with none, false and empty values', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const search = writeSearch(state).toString()
      const read = readSearch(new URLSearchParams(search))
      expect(read).toEqual(state)
      expect(writeSearch(read).toString()).toBe(search)
    }),
  )
})

test('regression 4: a list that keeps only empty fields, and a list that keeps nothing, survive', () => {
  const search = 'district=none&status=&stepFree=false&q='
  const state = readSearch(new URLSearchParams(search))
  expect(state.filters).toEqual({ district: ['none'], status: [], stepFree: false, q: '' })
  expect(readSearch(writeSearch(state))).toEqual(state)
})

test('an invalid value is dropped and the rest is kept', () => {
  const search = new URLSearchParams(
    'areaMin=abc&areaMax=200&status=sold&heightMin=Infinity&threePhase=yes,no&stepFree=maybe&unheard=1&sort=best&space=%3Cb%3E',
  )
  expect(readSearch(search)).toEqual({ filters: { areaMax: 200, threePhase: ['yes', 'no'] } })
})

test('repeated parameters are one list', () => {
  const { filters } = readSearch(new URLSearchParams('district=1&district=9,none'))
  expect(filters.district).toEqual(['1', '9', 'none'])
})

test('every filter of the contract is read from the address', () => {
  const samples: Record<FilterName, string> = {
    areaMin: '80',
    areaMax: '200',
    zoning: 'aru',
    activity: 'lightManufacturing',
    advice: 'usuallyCompatible',
    district: '9',
    neighbourhood: '77',
    zone: 'bovisa',
    call: 'BANDO-1',
    status: 'inCall',
    ownership: 'municipal',
    condition: 'none',
    floor: 'T',
    heightMin: '3.5',
    threePhase: 'yes',
    powerMin: '15',
    vehicleAccess: 'true',
    extraction: 'possible',
    stepFree: 'false',
    rentMax: '60',
    worksMax: '0',
    labWithin: '800',
    transitWithin: '500',
    bbox: '9.1,45.4,9.2,45.5',
    near: '9.19,45.46,1000',
    within: 'area:1',
    q: 'bovisa',
    unknown: 'include',
  }
  const read = readSearch(new URLSearchParams(samples))
  expect(Object.keys(read.filters).sort()).toEqual([...filterNames].sort())
  expect(Object.fromEntries(writeSearch(read))).toEqual(samples)
})

test('what narrows nothing is not sent to the server', () => {
  expect(effectiveFilters({ status: [], q: '  ', stepFree: false, areaMin: 0 })).toEqual({
    stepFree: false,
    areaMin: 0,
  })
})
