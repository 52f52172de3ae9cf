import { expect, test } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { loadReference } from './reference.ts'

const { db } = testDatabase()
const tables = ['district', 'neighbourhood', 'zone', 'zoning_area', 'transit_stop', 'lab']

const stamps = async () =>
  Promise.all(tables.map((table) => db(table).select('code', db.raw('changed_in::text')).orderBy('code')))

test('the layers of the pack are loaded and found by geometry', async () => {
  await loadReference(db, 'milano')
  const counts = await Promise.all(
    tables.map(async (table) => Number((await db(table).count('id'))[0]?.count)),
  )
  expect(counts.slice(0, 3)).toEqual([9, 88, 6])
  expect(counts[4]).toBe(33)
  expect(await db('neighbourhood').whereNull('label_district_id').select('code')).toEqual([])
  const labs = await db('lab AS l')
    .leftJoin('district AS d', 'd.id', 'l.district_id')
    .orderBy('l.code')
    .select('l.code', 'd.code AS district', 'l.activity')
  expect(labs).toContainEqual({ code: 'POLIFACTORY', district: '9', activity: 'active' })
  expect(labs).toContainEqual({ code: 'WEMAKE', district: '2', activity: null })
  expect(labs.filter(({ district }) => district === null)).toEqual([])
})

test('loading again changes nothing', async () => {
  const before = await stamps()
  await loadReference(db, 'milano')
  expect(await stamps()).toEqual(before)
})

test('what an import has replaced is left alone, what differs from the pack is brought back', async () => {
  await db('district').where({ code: '9' }).update({ name: 'Ufficiale', source: 'importazione' })
  await db('district').where({ code: '8' }).update({ name: 'Sbagliato' })
  await loadReference(db, 'milano')
  const names = await db('district').whereIn('code', ['8', '9']).orderBy('code').pluck('name')
  expect(names).toEqual(['Municipio 8', 'Ufficiale'])
})
