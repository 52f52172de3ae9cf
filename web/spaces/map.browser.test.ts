import { expect, test } from 'vitest'
import {
  allCodes,
  countOfDistrict9,
  narrowToTheStory,
  openMap,
  rows,
  searchOf,
  total,
} from '../testing/mapPage.ts'
import { visit } from '../testing/visitor.ts'

test('total, list, facet and map show one set', async () => {
  const maker = await visit('desktop', 'it')
  await openMap(maker)
  const all = await total(maker)
  await narrowToTheStory(maker)
  const count = await total(maker)
  expect(count).toBeGreaterThan(0)
  expect(count).toBeLessThan(all)
  expect(await countOfDistrict9(maker)).toBe(count)
  expect(new Set(await allCodes(maker)).size).toBe(count)
  expect(await maker.tiles.spacesFor(searchOf(maker.page.url()))).toBe(count)
})
