import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CollectionDefinition, FeatureIndex, FeatureRow, Filter } from './definition.ts'
import { createFeatureIndex } from './index.ts'

const definition: CollectionDefinition = {
  id: 'rooms',
  columns: {
    code: 'code',
    name: 'text',
    quarter: 'text',
    district: 'category',
    zoning: 'categories',
    areaM2: 'number',
    powerKw: 'number',
    stepFree: 'flag',
  },
  facets: {
    district: { column: 'district', ignores: ['district'] },
    zoning: { column: 'zoning', ignores: ['zoning'] },
    stepFree: { column: 'stepFree', ignores: ['stepFree'] },
    areaM2: { column: 'areaM2', ignores: ['areaMin', 'areaMax'], edges: [0, 50, 100] },
  },
  tileProperties: ['code'],
  shapesFromZoom: 13,
  maxZoom: 16,
}

function room(id: number, columns: FeatureRow['columns'] = {}, point: FeatureRow['point'] = [9.1, 45.5]) {
  return { id, geometry: point && { type: 'Point' as const, coordinates: point }, point, columns }
}

function indexOf(...rows: FeatureRow[]): FeatureIndex {
  const index = createFeatureIndex(definition)
  index.apply(rows, [])
  return index
}

const found = (index: FeatureIndex, filter: Filter) => index.ids(filter).ids

test('an empty filter finds every row, in the order of ids', () => {
  expect(indexOf(room(3), room(1), room(2)).ids({})).toMatchObject({
    ids: [1, 2, 3],
    total: 3,
    withoutPlace: 0,
    unknowns: {},
    bbox: [9.1, 45.5, 9.1, 45.5],
  })
})

test('values of one filter are alternatives, filters add up, and none finds what is empty', () => {
  const index = indexOf(
    room(1, { district: '9', zoning: ['ARU', 'NAF'] }),
    room(2, { district: '8', zoning: [] }),
    room(3, { district: null, zoning: ['ADR'] }),
  )
  expect(found(index, { district: { op: 'anyOf', column: 'district', values: ['8', '9'] } })).toEqual([1, 2])
  expect(found(index, { district: { op: 'anyOf', column: 'district', values: ['none', '8'] } })).toEqual([
    2, 3,
  ])
  expect(found(index, { zoning: { op: 'anyOf', column: 'zoning', values: ['NAF', 'none'] } })).toEqual([1, 2])
  expect(
    found(index, {
      district: { op: 'anyOf', column: 'district', values: ['8', '9'] },
      zoning: { op: 'anyOf', column: 'zoning', values: ['ARU'] },
    }),
  ).toEqual([1])
})

test('limits include their value, and an unknown value is out unless asked for', () => {
  const index = indexOf(room(1, { areaM2: 80 }), room(2, { areaM2: 200 }), room(3, { areaM2: null }), room(4))
  expect(found(index, { areaMin: { op: 'atLeast', column: 'areaM2', value: 80 } })).toEqual([1, 2])
  expect(found(index, { areaMax: { op: 'atMost', column: 'areaM2', value: 199.9 } })).toEqual([1])
  expect(
    found(index, { areaMax: { op: 'atMost', column: 'areaM2', value: 80, unknown: 'include' } }),
  ).toEqual([1, 3, 4])
})

test('a flag that is not recorded is neither yes nor no', () => {
  const index = indexOf(
    room(1, { stepFree: true }),
    room(2, { stepFree: false }),
    room(3, { stepFree: null }),
  )
  expect(found(index, { stepFree: { op: 'is', column: 'stepFree', value: true } })).toEqual([1])
  expect(found(index, { stepFree: { op: 'is', column: 'stepFree', value: false } })).toEqual([2])
})

test('unknowns say how many more there would be, a least and a most on one column counting as one', () => {
  const index = indexOf(
    room(1, { areaM2: 100, powerKw: 10 }),
    room(2, { areaM2: null, powerKw: 10 }),
    room(3, { areaM2: 100, powerKw: null }),
    room(4, { areaM2: null, powerKw: null }),
    room(5, { areaM2: 500, powerKw: null }),
  )
  const filter: Filter = {
    areaMin: { op: 'atLeast', column: 'areaM2', value: 80 },
    areaMax: { op: 'atMost', column: 'areaM2', value: 200 },
    powerMin: { op: 'atLeast', column: 'powerKw', value: 5 },
  }
  const { ids, unknowns } = index.ids(filter)
  expect(ids).toEqual([1])
  expect(unknowns).toEqual({ areaMin: 1, areaMax: 1, powerMin: 1 })
  const wider: Filter = {
    ...filter,
    areaMin: { op: 'atLeast', column: 'areaM2', value: 80, unknown: 'include' },
    areaMax: { op: 'atMost', column: 'areaM2', value: 200, unknown: 'include' },
  }
  expect(found(index, wider)).toEqual([1, 2])
})

test('rows are ordered by columns either way, unknown last, equals by id', () => {
  const index = indexOf(
    room(1, { areaM2: 50, district: '10' }),
    room(2, { areaM2: null, district: '2' }),
    room(3, { areaM2: 90, district: null }),
    room(4, { areaM2: 50, district: '2' }),
  )
  expect(index.ids({}, [{ by: 'areaM2' }]).ids).toEqual([1, 4, 3, 2])
  expect(index.ids({}, [{ by: 'areaM2', descending: true }]).ids).toEqual([3, 1, 4, 2])
  expect(index.ids({}, [{ by: 'district' }, { by: 'areaM2' }]).ids).toEqual([4, 2, 1, 3])
})

test('order by distance puts the nearest first and what has no place last', () => {
  const index = indexOf(room(1, {}, [9.3, 45.5]), room(2, {}, null), room(3, {}, [9.11, 45.5]))
  expect(index.ids({}, [{ by: 'distance', from: [9.1, 45.5] }]).ids).toEqual([3, 1, 2])
})

test('facets count each choice with all filters but their own, and keep choices without a match', () => {
  const index = indexOf(
    room(1, { district: '9', zoning: ['ARU', 'NAF'], areaM2: 30, stepFree: true }),
    room(2, { district: '9', zoning: [], areaM2: 50, stepFree: null }),
    room(3, { district: '8', zoning: ['ARU'], areaM2: 100, stepFree: false }),
    room(4, { district: null, zoning: ['ADR'], areaM2: 900, stepFree: true }),
    room(5, { district: '9', zoning: ['ARU'], areaM2: null, stepFree: true }),
  )
  const facets = index.facets({
    district: { op: 'anyOf', column: 'district', values: ['9'] },
    zoning: { op: 'anyOf', column: 'zoning', values: ['ARU'] },
  })
  expect(facets.district).toEqual([
    { value: '9', count: 2 },
    { value: '8', count: 1 },
    { value: 'none', count: 0 },
  ])
  expect(facets.zoning).toEqual([
    { value: 'ARU', count: 2 },
    { value: 'NAF', count: 1 },
    { value: 'none', count: 1 },
    { value: 'ADR', count: 0 },
  ])
  expect(facets.stepFree).toEqual([
    { value: 'true', count: 2 },
    { value: 'false', count: 0 },
    { value: 'none', count: 0 },
  ])
  expect(index.facets({}).areaM2).toEqual({
    bins: [
      { min: 0, max: 50, count: 1 },
      { min: 50, max: 100, count: 3 },
    ],
  })
})

test('regression 9: a code is found in any form', () => {
  const index = indexOf(
    room(1, { code: 'MI-9-0147' }),
    room(2, { code: 'MI-9-0200' }),
    room(3, { name: 'via Milano 9' }),
  )
  const forms = [
    'MI-9-0147',
    'mi90147',
    '0147',
    'MI 9 147',
    'mi9147',
    '147',
    'mi-9-147',
    'MI/9/0147',
    ' mi_9_0147 ',
  ]
  for (const text of forms)
    expect({ text, ids: found(index, { q: { op: 'text', text } }) }).toEqual({ text, ids: [1] })
})

test('a code written with its separators finds no other that has the same parts', () => {
  const index = indexOf(room(1, { code: 'MI-4-0147', name: 'via Prova 9' }), room(2, { code: 'MI-9-0147' }))
  expect(found(index, { q: { op: 'text', text: 'MI-9-0147' } })).toEqual([2])
  expect(found(index, { q: { op: 'text', text: 'mi.9.147 mi' } })).toEqual([2])
})

test('text is found by parts of words, every word, whatever the case, accent or apostrophe', () => {
  const index = indexOf(
    room(1, { name: 'via Giosuè Carducci 12', quarter: "CITTA' STUDI" }),
    room(2, { name: 'Via dell’Arte 4', quarter: 'BOVISA' }),
    room(3, { name: null }),
  )
  const search = (text: string) => found(index, { q: { op: 'text', text } })
  expect(search('città')).toEqual([1])
  expect(search('CITTA')).toEqual([1])
  expect(search('citta’ stu')).toEqual([1])
  expect(search('GIOSUE carduc')).toEqual([1])
  expect(search('carducci città 12')).toEqual([1])
  expect(search('carducci bovisa')).toEqual([])
  expect(search('arte')).toEqual([2])
  expect(search("dell'arte")).toEqual([2])
  expect(search('via')).toEqual([1, 2])
})

test('a change replaces a row, forgets another, and may come twice', () => {
  const index = indexOf(room(1, { name: 'old' }), room(2))
  for (let turn = 0; turn < 2; turn += 1) index.apply([room(1, { name: 'new' })], [2, 77])
  expect(index.size).toBe(1)
  expect(found(index, { q: { op: 'text', text: 'new' } })).toEqual([1])
  expect(found(index, { q: { op: 'text', text: 'old' } })).toEqual([])
})

test('a definition that names a column it does not have is refused', () => {
  expect(() => createFeatureIndex({ ...definition, tileProperties: ['code', 'colour'] })).toThrow(
    'rooms: no column colour',
  )
})

test('a facet by bins has an edge on either side, and no more than there are marks for', () => {
  const withEdges = (edges: number[]) => () =>
    createFeatureIndex({ ...definition, facets: { areaM2: { column: 'areaM2', ignores: [], edges } } })
  expect(withEdges([0])).toThrow('less than 2 edges')
  expect(withEdges(Array.from({ length: 129 }, (_, at) => at))).toThrow('more than 128')
  expect(withEdges([0, 1])).not.toThrow()
})

test('apply says how many rows it touched', () => {
  const index = indexOf(room(1), room(2))
  expect(index.apply([room(3)], [2, 77])).toBe(2)
  expect(index.apply([], [77])).toBe(0)
})

const filters: fc.Arbitrary<Filter> = fc.record(
  {
    areaMin: fc.record({
      op: fc.constant('atLeast' as const),
      column: fc.constant('areaM2'),
      value: fc.nat(120),
    }),
    district: fc.record({
      op: fc.constant('anyOf' as const),
      column: fc.constant('district'),
      values: fc.subarray(['1', '2', 'none']),
    }),
    stepFree: fc.record({
      op: fc.constant('is' as const),
      column: fc.constant('stepFree'),
      value: fc.boolean(),
    }),
  },
  { requiredKeys: [] },
)
const rooms = fc
  .array(
    fc.record({
      areaM2: fc.option(fc.nat(120)),
      district: fc.constantFrom('1', '2', null),
      stepFree: fc.constantFrom(true, false, null),
    }),
    { maxLength: 30 },
  )
  .map((all) => all.map((columns, at) => room(at + 1, columns)))

test('each choice of a facet counts what choosing it alone would find', () => {
  fc.assert(
    fc.property(rooms, filters, (rows, filter) => {
      const index = indexOf(...rows)
      for (const choice of index.facets(filter).district as { value: string; count: number }[]) {
        const chosen: Filter = {
          ...filter,
          district: { op: 'anyOf', column: 'district', values: [choice.value] },
        }
        expect(choice.count).toBe(index.ids(chosen).total)
      }
    }),
  )
})

test('a limit of a column that holds no numbers is a mistake, and not an empty list', () => {
  const asked = (predicate: Filter[string]) => () => indexOf(room(1)).ids({ wrong: predicate })
  expect(asked({ op: 'atLeast', column: 'stepFree', value: 1 })).toThrow('stepFree')
  expect(asked({ op: 'atMost', column: 'volume', value: 1 })).toThrow('volume')
  expect(asked({ op: 'is', column: 'areaM2', value: true })).toThrow('areaM2')
})
