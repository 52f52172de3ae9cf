import { beforeEach, expect, test } from 'vitest'
import { emptyTables, testDatabase } from '../testing/database.ts'
import type { Mapping } from './mapping.ts'
import { type ImportOptions, importFile } from './run.ts'

const { db } = testDatabase()
beforeEach(() => emptyTables(db))

const mapping: Mapping = {
  name: 'test',
  collection: 'spaces',
  match: [['nome'], ['indirizzo']],
  codePrefix: 'T-',
  statedDistrict: ['zona'],
  columns: {
    code: { from: ['codice'] },
    name: { from: ['nome'] },
    address: { from: ['indirizzo'] },
    areaM2: { from: ['mq'] },
    ownership: { from: ['proprieta'], values: { pubblico: 'otherPublic' }, default: 'unknown' },
    status: { default: 'surveyed' },
    publicPosition: { default: 'exact' },
    source: { value: 'test' },
  },
}
const options: ImportOptions = {
  collection: 'spaces',
  mappings: [mapping],
  bounds: [8.95, 45.33, 9.37, 45.59],
  cityName: 'Milano',
  dryRun: false,
}
const csv = (...lines: string[]) => ({
  name: 'spaces.csv',
  bytes: Buffer.from(['codice;nome;indirizzo;mq;zona;lon;lat', ...lines].join('\n')),
})
const geojson = (...features: { properties: object; geometry: object }[]) => ({
  name: 'areas.geojson',
  bytes: Buffer.from(JSON.stringify({ features: features.map((it) => ({ type: 'Feature', ...it })) })),
})
/** An axis-aligned box as WKT, degrees. */
const box = (w: number, s: number, e: number, n: number) =>
  `SRID=4326;MULTIPOLYGON(((${w} ${s},${e} ${s},${e} ${n},${w} ${n},${w} ${s})))`
const district = {
  code: '9',
  name: 'Municipio 9',
  source: 'test',
  official: true,
  geom: box(9.1, 45.4, 9.3, 45.5),
}
const spaces = () =>
  db('space').orderBy('code').select('code', 'name', 'area_m2', 'ownership', 'status', 'changed_in')
const counts = async (file: Parameters<typeof importFile>[1], more: Partial<ImportOptions> = {}) =>
  (await importFile(db, file, { ...options, ...more })).rows

test('rows are created with the defaults of the mapping, and placed by geometry', async () => {
  await db('district').insert(district)
  const report = await importFile(
    db,
    csv('A1;Uno;via Uno 1;120,5;9;9.15;45.45', 'A2;Due;via Due 2;;;;'),
    options,
  )
  expect(report.rows).toEqual({ read: 2, created: 2, changed: 0, unchanged: 0, refused: 0 })
  expect(report.notes).toContain('Decimal comma in mq.')
  expect(report.warnings.map(({ line, reason }) => [line, reason])).toEqual([
    [3, 'The row has no place: it is in the list, not on the map.'],
  ])
  const [first, second] = await db('space')
    .orderBy('code')
    .select('area_m2', 'status', 'ownership', 'district_id')
  expect(first).toEqual({ area_m2: '120.5', status: 'surveyed', ownership: 'unknown', district_id: 1 })
  expect(second).toMatchObject({ area_m2: null, district_id: null })
})

test('importing the same file twice changes nothing', async () => {
  const file = csv(
    'A1;Uno;via Uno 1;120,5;;9.15;45.45',
    ';Due;via Due 2;80;;9.16;45.46',
    ';Tre;via Tre 3;;;;',
  )
  expect(await counts(file)).toMatchObject({ created: 3 })
  const before = await spaces()
  expect(await counts(file)).toEqual({ read: 3, created: 0, changed: 0, unchanged: 3, refused: 0 })
  expect(await spaces()).toEqual(before)
  expect(await db('import').select('collection', 'mapping')).toEqual([
    { collection: 'spaces', mapping: 'test' },
  ])
})

test('a changed row is updated, the others are not touched, and an empty cell erases nothing', async () => {
  await counts(csv('A1;Uno;via Uno 1;120;;9.15;45.45', 'A2;Due;via Due 2;80;;9.16;45.46'))
  await db('space').where({ code: 'A1' }).update({ status: 'inCall', ownership: 'municipal' })
  const [, untouched] = await spaces()
  expect(await counts(csv('A1;Uno;via Uno 1;130;;9.15;45.45', 'A2;Due;via Due 2;;;;'))).toMatchObject({
    changed: 1,
    unchanged: 1,
  })
  const [first, second] = await spaces()
  expect(first).toMatchObject({ area_m2: '130', status: 'inCall', ownership: 'municipal' })
  expect(second).toEqual(untouched)
})

test('a dry run reports all and writes nothing', async () => {
  expect(await counts(csv('A1;Uno;via Uno 1;120;;9.15;45.45'), { dryRun: true })).toMatchObject({
    created: 1,
  })
  const tables = ['space', 'import', 'audit_event', 'derivation_queue']
  const left = await Promise.all(tables.map((table) => db(table).count({ rows: '*' }).first()))
  expect(left.map((row) => Number(row?.rows))).toEqual([0, 0, 0, 0])
})

test('an import is recorded with its report and in the audit log', async () => {
  await counts(csv('A1;Uno;via Uno 1;120;;9.15;45.45', 'A2;Due;via Due 2;1;;2.35;48.85'))
  const [record] = await db('import').select('file_name', 'file_sha256', 'report')
  expect(record).toMatchObject({ file_name: 'spaces.csv', report: { rows: { created: 1, refused: 1 } } })
  expect(record.file_sha256).toMatch(/^[0-9a-f]{64}$/)
  expect(await db('audit_event').select('action', 'object_kind', 'object_id')).toEqual([
    { action: 'imported', object_kind: 'import', object_id: '1' },
  ])
})

test('a broken row never stops the rest, and each is named with its line and reason', async () => {
  const report = await importFile(
    db,
    csv(
      'A1;Uno;via Uno 1;120;;9.15;45.45',
      'A2;Due;via Due 2;80;;-0.89;52.15',
      'A3;Tre',
      'A4;;via Quattro 4;80;;9.16;45.46',
      'A5;Cinque;via Cinque 5;80;;abc;45.46',
      ';;via Sei 6;80;;9.16;45.46',
      'A7;Sette;via Sette 7;80;;9.17;45.47',
    ),
    options,
  )
  expect(report.rows).toEqual({ read: 7, created: 2, changed: 0, unchanged: 0, refused: 5 })
  expect(report.refused.map(({ line, reason }) => [line, reason])).toEqual([
    [3, 'The place lies outside Milano: 52.1500° N, -0.8900° E (read as EPSG:4326).'],
    [4, 'The row has 2 columns, the header has 7.'],
    [5, 'No record A4 is there yet, and a new one needs name.'],
    [6, 'The coordinates "abc" and "45.46" are not two numbers.'],
    [7, 'The row has neither a code nor a name.'],
  ])
  expect((await spaces()).map(({ code }) => code)).toEqual(['A1', 'A7'])
})

test('what only the database can refuse is refused alone', async () => {
  const rents: Mapping = {
    name: 'rents',
    collection: 'marketZones',
    match: [['code']],
    columns: {
      code: { from: ['code'] },
      name: { default: 'Zona {code}' },
      source: { value: 'test' },
      rentMinEurM2Year: { from: ['min'] },
      rentMaxEurM2Year: { from: ['max'] },
    },
  }
  const area = 'MULTIPOLYGON(((9.1 45.4,9.2 45.4,9.2 45.5,9.1 45.4)))'
  const rows = [`B1;10;20;${area}`, `B2;30;20;${area}`, `B3;5;6;${area}`]
  const file = { name: 'a.csv', bytes: Buffer.from(['code;min;max;wkt', ...rows].join('\n')) }
  const report = await importFile(db, file, { ...options, collection: 'marketZones', mappings: [rents] })
  expect(report.rows).toMatchObject({ created: 2, refused: 1 })
  expect(report.refused[0]).toMatchObject({ line: 3, reason: expect.stringContaining('market_zone') })
  expect(await db('market_zone').orderBy('code').pluck('name')).toEqual(['Zona B1', 'Zona B3'])
})

test('rows of a file that cannot be told apart are refused, exact repeats but for the first', async () => {
  const report = await importFile(
    db,
    csv(
      'A1;Uno;via Uno 1;120;;9.15;45.45',
      'A1;Uno;via Uno 1;130;;9.15;45.45',
      ';Due;via Due 2;80;;9.16;45.46',
      ';due;Via Due, 2;90;;9.16001;45.46',
      'A3;Tre;via Tre 3;1;;9.17;45.46',
      'A3;Tre;via Tre 3;1;;9.17;45.46',
      ';Due;via Due 2;80;;9.2;45.46',
    ),
    options,
  )
  expect(report.rows).toMatchObject({ created: 2, refused: 5 })
  expect(report.refused.map(({ row, reason }) => [row, reason])).toEqual([
    [1, 'Ambiguous: it has the same code as row 2.'],
    [2, 'Ambiguous: it has the same code as row 1.'],
    [3, 'Ambiguous: it has the same words and place as row 4.'],
    [4, 'Ambiguous: it has the same words and place as row 3.'],
    [6, 'It repeats row 5.'],
  ])
})

test('a row without a code finds its record by words and place, though the place moved a little', async () => {
  await counts(
    csv(
      ';Piazza Bottini;Piazza Bottini;80;;9.2365;45.4846',
      ';Piazza Bottini;Piazza Bottini;90;;9.2379;45.4336',
    ),
  )
  const again = csv(';PIAZZA BOTTINI;piazza Bottini;85;;9.23651;45.48461')
  expect(await counts(again)).toMatchObject({ created: 0, changed: 1 })
  expect(await db('space').orderBy('area_m2').pluck('area_m2')).toEqual(['85', '90'])
})

test('a row without a code that fits two records is refused, not guessed', async () => {
  await counts(csv('A1;Uno;via Uno 1;120;;9.15;45.45', 'A2;Uno;via Uno 1;60;;9.15;45.45'))
  const report = await importFile(db, csv(';Uno;via Uno 1;99;;9.15;45.45'), options)
  expect(report.rows).toMatchObject({ created: 0, changed: 0, refused: 1 })
  expect(report.refused[0]?.reason).toBe('Ambiguous: the row has no code and fits the records A1, A2.')
})

test('the district of a row is where it lies; a file that says otherwise is contradicted', async () => {
  await db('district').insert(district)
  const report = await importFile(db, csv('A1;Uno;via Uno 1;120;10;9.15;45.45'), options)
  expect(report.warnings[0]?.reason).toBe(
    'The file says district 10; the place lies in district 9, which counts.',
  )
  expect(await db('space').pluck('district_id')).toEqual([1])
})

test('regression 8: a place in no official district is refused; where districts are schematic it is named', async () => {
  const outside = csv('A1;Sesto;via Sesto 1;120;;9.25;45.53')
  await db('district').insert(district)
  const refused = await importFile(db, outside, options)
  expect(refused.refused[0]?.reason).toBe('The place lies in no district of the city.')
  await db('district').update({ official: false })
  const taken = await importFile(db, outside, options)
  expect(taken.rows.created).toBe(1)
  expect(taken.warnings[0]?.reason).toBe(
    'The place lies in no district (the boundaries loaded are schematic).',
  )
})

test('areas whose rings cross are mended and said; those of which nothing is left are refused', async () => {
  const bowTie = [
    [9.1, 45.4],
    [9.2, 45.5],
    [9.2, 45.4],
    [9.1, 45.5],
    [9.1, 45.4],
  ]
  const flat = [
    [9.1, 45.4],
    [9.2, 45.4],
    [9.15, 45.4],
    [9.1, 45.4],
  ]
  const polygon = (ring: number[][]) => ({ type: 'Polygon', coordinates: [ring] })
  const districts: Mapping = {
    name: 'districts',
    collection: 'districts',
    match: [['n']],
    columns: { code: { from: ['n'] }, name: { default: 'Municipio {code}' }, source: { value: 'test' } },
  }
  const file = geojson(
    { properties: { n: 1 }, geometry: polygon(bowTie) },
    { properties: { n: 2 }, geometry: polygon(flat) },
  )
  const once = { ...options, collection: 'districts' as const, mappings: [districts] }
  const report = await importFile(db, file, once)
  expect(report.warnings[0]?.reason).toMatch(/Self-intersection.*has been mended: .* m² before, .* m² now/)
  expect(report.refused[0]?.reason).toContain('cannot be mended')
  const [area] = await db('district').select(
    'code',
    db.raw('ST_IsValid(geom) AS valid, ST_NumGeometries(geom) AS parts'),
  )
  expect(area).toEqual({ code: '1', valid: true, parts: 2 })
  expect((await importFile(db, file, once)).rows).toMatchObject({ changed: 0, unchanged: 1, refused: 1 })
})

test('records of a source that a file replaces as a whole end, once', async () => {
  const stop = { name: 'Duomo', source: 'selection', geom: 'SRID=4326;POINT(9.19 45.464)' }
  await db('transit_stop').insert([
    { ...stop, code: 'M1-duomo' },
    { ...stop, code: 'own', source: 'other' },
  ])
  const stops: Mapping = {
    name: 'stops',
    collection: 'stops',
    match: [['id']],
    supersedes: ['selection'],
    columns: { code: { from: ['id'] }, name: { from: ['nome'] }, source: { value: 'official' } },
  }
  const file = { name: 's.csv', bytes: Buffer.from('id;nome;lon;lat\n"869";Duomo;9.1896;45.4646\n') }
  const once = { ...options, collection: 'stops' as const, mappings: [stops] }
  expect((await importFile(db, file, once)).notes).toContain(
    'Ended: 1 records of selection that this file replaces.',
  )
  expect(await db('transit_stop').whereNull('ended_on').orderBy('code').pluck('code')).toEqual(['869', 'own'])
  expect((await importFile(db, file, once)).rows).toMatchObject({ unchanged: 1 })
  expect(await db('import').count({ rows: '*' }).first()).toEqual({ rows: '1' })
})

test('a file that no mapping fits is refused with the columns that are missing', async () => {
  const file = { name: 'a.csv', bytes: Buffer.from('titolo;lon;lat\nUno;9.15;45.45\n') }
  await expect(importFile(db, file, options)).rejects.toThrow(/"test" misses nome, indirizzo/)
})
