import { expect, test } from 'vitest'
import type { ParsedFile } from './formats/format.ts'
import { interpret } from './interpret.ts'
import { chooseMapping, type Mapping, parseMapping, readMappings } from './mapping.ts'

const options = { bounds: [8.95, 45.33, 9.37, 45.59] as [number, number, number, number], cityName: 'Milano' }

/** A table as a format would hand it over, one object per row. */
const table = (...rows: Record<string, unknown>[]): ParsedFile => ({
  columns: [...new Set(rows.flatMap((cells) => Object.keys(cells)))],
  rows: rows.map((cells, index) => ({ row: index + 1, line: index + 2, cells })),
  refused: [],
  declaredCrs: null,
  notes: [],
})

const mapping = (columns: Mapping['columns']): Mapping => ({
  name: 'test',
  collection: 'spaces',
  match: [['Codice']],
  columns: { code: { from: ['Codice'] }, ...columns },
})
const valuesOf = (columns: Mapping['columns'], cells: Record<string, unknown>) =>
  interpret(table({ Codice: 'A1', ...cells }), mapping(columns), options)

test.each(['condition', 'Condizione', 'STATO_CONSERVATIVO'])(
  'regression 18: words of a category are checked under the name %s',
  (column) => {
    const columns = {
      condition: { from: ['condition', 'Condizione', 'stato conservativo'], values: { ottimo: 'excellent' } },
    }
    expect(valuesOf(columns, { [column]: 'OTTIMO ' }).candidates[0]?.values.condition).toBe('excellent')
    const unknown = valuesOf(columns, { [column]: 'splendido' })
    expect(unknown.candidates[0]?.values.condition).toBeUndefined()
    expect(unknown.warnings[0]?.reason).toContain('"splendido" is not a known word')
  },
)

test('a word that is mapped to nothing is no unknown word', () => {
  const read = valuesOf({ condition: { from: ['c'], values: { Cantiere: null } } }, { c: 'cantiere' })
  expect(read.candidates[0]?.values).toEqual({ code: 'A1' })
  expect(read.warnings).toEqual([])
})

test('two columns for one field that differ are named', () => {
  const read = valuesOf({ name: { from: ['Nome', 'Denominazione'] } }, { Nome: 'Uno', Denominazione: 'Due' })
  expect(read.candidates[0]?.values.name).toBe('Uno')
  expect(read.warnings[0]?.reason).toContain('the columns Nome, Denominazione differ')
})

test.each([
  ['areaM2', '1.250,5', 1250.5],
  ['areaM2', '-3', undefined],
  ['areaM2', 'molto', undefined],
  ['toilets', '2', 2],
  ['toilets', '99999999999', undefined],
  ['surveyedOn', '05/02/2020', '2020-02-05'],
  ['surveyedOn', '2020-02-30', undefined],
  ['stepFree', 'Sì', true],
  ['stepFree', 'no', false],
  ['stepFree', 'forse', undefined],
  ['floor', 'T', 'T'],
  ['floor', 'terra', undefined],
  ['ownership', 'Municipal', 'municipal'],
])('%s "%s" is stored as %s', (field, cell, value) => {
  const read = valuesOf({ [field]: { from: ['v'] }, heightM: { from: ['h'] } }, { v: cell, h: '3,5' })
  expect(read.candidates[0]?.values[field]).toBe(value)
  expect(read.warnings).toHaveLength(value === undefined ? 1 : 0)
})

test('an empty cell says nothing', () => {
  const read = valuesOf({ areaM2: { from: ['v'] } }, { v: '  ' })
  expect(read.candidates[0]?.values).toEqual({ code: 'A1' })
  expect(read.warnings).toEqual([])
})

test('columns that nobody reads are named', () => {
  expect(valuesOf({}, { panoId: 'x' }).notes).toContain('Columns not read: panoId.')
})

test.each([
  [{ LONG_X_4326: '9.19', LAT_Y_4326: '45.46' }, 'EPSG:4326', [9.19, 45.46]],
  [{ Location: '(45.46, 9.19)' }, 'EPSG:4326', [9.19, 45.46]],
  [{ wkt: 'POINT(9.19 45.46)' }, 'EPSG:4326', [9.19, 45.46]],
  [{ 'Coord. Est (GB)': '1514928,42', 'Coord. Nord (GB)': '5034545,81' }, 'EPSG:3003', [9.1906, 45.4641]],
  [{ WGS84_X: '514900,43', WGS84_Y: '5034525,8' }, 'EPSG:32632', [9.1906, 45.4641]],
])('%j is a place in %s', (cells, crs, [lon = 0, lat = 0]) => {
  const read = valuesOf({}, cells)
  expect(read.crs).toBe(crs)
  expect(read.candidates[0]?.shape).toEqual({
    type: 'Point',
    coordinates: [expect.closeTo(lon, 5), expect.closeTo(lat, 5)],
  })
})

test('geographic columns stand before Gauss-Boaga ones beside them', () => {
  const read = valuesOf({}, { GAUSSB_X: '1', GAUSSB_Y: '2', LONG_WGS84: '9.19', LAT_WGS84: '45.46' })
  expect(read.crs).toBe('EPSG:4326')
})

test('an area becomes a multipolygon without heights; broken rings are refused with a reason', () => {
  const ring = [
    [9.1, 45.4, 0],
    [9.2, 45.4, 0],
    [9.2, 45.5, 0],
    [9.1, 45.4, 0],
  ]
  const parsed = table({ Codice: 'A1' }, { Codice: 'A2' })
  const [good, open] = parsed.rows
  if (good) good.geometry = { type: 'Polygon', coordinates: [ring] }
  if (open) open.geometry = { type: 'Polygon', coordinates: [ring.slice(0, 3)] }
  const read = interpret(parsed, mapping({}), options)
  expect(read.candidates[0]?.shape).toEqual({
    type: 'MultiPolygon',
    coordinates: [[ring.map(([lon, lat]) => [lon, lat])]],
  })
  expect(read.refused[0]?.reason).toContain('The geometry is broken: ')
})

test('every mapping of the city pack names fields that exist', () => {
  expect(readMappings('milano').map(({ name }) => name)).toContain('Municipi (ds379)')
})

test('a mapping that names no such field is refused', () => {
  const text = JSON.stringify({ ...mapping({}), columns: { colour: { from: ['c'] } } })
  expect(() => parseMapping(text, 'mine.json')).toThrow('mine.json: spaces has no field "colour".')
})

test('the mapping is chosen by the columns of the file', () => {
  const mappings = readMappings('milano')
  expect(chooseMapping(mappings, 'neighbourhoods', ['ID_NIL', 'NIL', 'Valido_dal']).name).toBe('NIL (ds964)')
  expect(chooseMapping(mappings, 'spaces', ['code', 'name', 'status', 'lon', 'lat']).name).toBe(
    'own column names',
  )
  expect(() => chooseMapping(mappings, 'neighbourhoods', ['ID_NIL', 'NIL', 'AreaHA'])).toThrow(
    /misses Valido_dal/,
  )
})
