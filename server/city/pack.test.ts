import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Value } from 'typebox/value'
import { afterAll, expect, test } from 'vitest'
import { readCityPack } from './pack.ts'
import { nextWorkingDay } from './rules.ts'
import { packFiles } from './schema.ts'

const folder = new URL('../../data/trial-city/', import.meta.url)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the pack of Milan is whole', () => {
  const pack = readCityPack('milano')
  expect(pack.uses.map((use) => use.code)).toContain('manifattura_leggera')
  expect(pack.zoning.classes.map((item) => item.code)).toContain('ARU')
  expect(pack.rent.depositMonths).toBe(3)
  expect(pack.equipment.machines.find(({ code }) => code === 'laser_co2')).toMatchObject({
    family: 'subtractive',
    process: 'laserCutting',
  })
})

test.each(['labs', 'labLists', 'coverage', 'councils'] as const)(
  'the least %s.json of the documents can be used',
  (name) => {
    const text = readFileSync(new URL('../../data/README.md', import.meta.url), 'utf8')
    const [, example = ''] =
      text.slice(text.indexOf(`\n\`${name}.json\`,`)).match(/```json\n([^`]*)```/) ?? []
    expect([...Value.Errors(packFiles[name], JSON.parse(example))]).toEqual([])
  },
)

test('a day due on the feast of Saint Francis, a holiday since 2026 (L. 151/2025), moves on', () => {
  expect(nextWorkingDay('2027-10-04', readCityPack('milano').holidays)).toBe('2027-10-05')
})

test('a pack that is missing, is not JSON or lacks a field is refused with the file and the place', () => {
  expect(() => readCityPack('nowhere')).toThrow('data/nowhere/city.json is missing')
  mkdirSync(folder, { recursive: true })
  writeFileSync(new URL('city.json', folder), '{')
  expect(() => readCityPack('trial-city')).toThrow('data/trial-city/city.json is not JSON')
  writeFileSync(new URL('city.json', folder), '{"id": "trial-city"}')
  expect(() => readCityPack('trial-city')).toThrow(/data\/trial-city\/city\.json: .*required/)
})
