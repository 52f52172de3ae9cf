import { expect, inject, test } from 'vitest'
import type { Neighbourhood } from '#schema/districts'
import type { Space, SpaceList } from '#schema/spaces'
import {
  allCodes,
  chips,
  countOfDistrict9,
  mapIsDrawn,
  narrowToTheStory,
  openMap,
  results,
  rows,
  searchOf,
  total,
} from '../testing/mapPage.ts'
import { saying, texts } from '../testing/texts.ts'
import { type Visitor, visit } from '../testing/visitor.ts'

const read = async <Shape>(path: string) => (await (await fetch(inject('siteUrl') + path)).json()) as Shape
const cameraOf = ({ page }: Visitor) => new URL(page.url()).hash
const story = '/?areaMin=80&areaMax=200&activity=manifattura_leggera&advice=usuallyCompatible&district=9'

test('total, list, facet and map show one set; regression 2: at every zoom', async () => {
  const maker = await visit('desktop', 'it')
  const { page, t } = maker
  await openMap(maker)
  const all = await total(maker)
  const { withoutPlace } = await read<SpaceList>('/api/spaces')
  expect(await maker.tiles.spacesFor(searchOf(page.url()))).toBe(all - withoutPlace)
  await narrowToTheStory(maker)
  const count = await total(maker)
  expect(count).toBeGreaterThan(0)
  expect(count).toBeLessThan(all)
  expect(await countOfDistrict9(maker)).toBe(count)
  expect(new Set(await allCodes(maker)).size).toBe(count)
  expect(await maker.tiles.spacesFor(searchOf(page.url()))).toBe(count)
  const camera = cameraOf(maker)
  await page.getByRole('button', { name: t.map.map.zoomIn }).click()
  await expect.poll(() => cameraOf(maker)).not.toBe(camera)
  await mapIsDrawn(maker)
  expect(await total(maker)).toBe(count)
})

test('an address opened elsewhere shows the same chips, total, order and camera; back and forward work', async () => {
  const maker = await visit('desktop', 'it')
  await openMap(maker, `${story}&sort=areaDescending#map=12.4/45.5/9.17`)
  await results(maker).getByRole('combobox').selectOption('rentAscending')
  await maker.page
    .getByRole('button', { name: saying(maker.t.map.filters.drop, { filter: 'Municipio 9' }) })
    .click()
  await mapIsDrawn(maker)
  const seen = async (visitor: Visitor) => ({
    chips: await chips(visitor).allInnerTexts(),
    total: await total(visitor),
    codes: await rows(visitor).evaluateAll((links) => links.map((link) => link.getAttribute('data-code'))),
    camera: cameraOf(visitor),
  })
  const here = await seen(maker)
  expect(here.chips).toHaveLength(3)
  expect(here.camera).toMatch(/^#map=12\.4\/45\.5/)

  await maker.page.goBack()
  await mapIsDrawn(maker)
  await expect.poll(() => chips(maker).count()).toBe(4)
  expect(await total(maker)).toBeLessThan(here.total)
  await maker.page.goForward()
  await mapIsDrawn(maker)
  await expect.poll(() => seen(maker)).toEqual(here)

  const friend = await visit('desktop', 'it')
  await openMap(friend, maker.page.url())
  expect(await seen(friend)).toEqual(here)
  const onPhone = await visit('phone', 'en')
  await openMap(onPhone, `${maker.page.url().replace('#', '&lang=en#')}`)
  expect(await total(onPhone), 'regression 2: the total does not depend on the screen').toBe(here.total)
  expect(await chips(onPhone).first().innerText()).toContain('80')
})

test('an address with a wrong part keeps the rest', async () => {
  const maker = await visit('desktop', 'it')
  await openMap(
    maker,
    '/?areaMin=abc&status=sold&district=9&sort=best&unheard=1&stepFree=maybe',
    'district=9',
  )
  expect(await chips(maker).allInnerTexts()).toEqual(['Municipio 9'])
  expect(await total(maker)).toBe((await read<SpaceList>('/api/spaces?district=9')).total)
})

test('regression 3: filters survive layers and language; regression 24: a wheel over a list leaves the map', async () => {
  const maker = await visit('desktop', 'it')
  const { page, t } = maker
  await openMap(maker, `${story}#map=12.4/45.5/9.17`)
  const count = await total(maker)
  await page.getByRole('button', { name: t.map.legend.layers }).click()
  await page.getByRole('switch', { name: t.map.legend.layer.zoning }).click()
  await expect.poll(() => searchOf(page.url()).get('layers')).toContain('zoning')
  await page.keyboard.press('Escape')
  await mapIsDrawn(maker)
  expect(await chips(maker).count()).toBe(4)
  await page.getByRole('button', { name: 'English' }).click()
  const reader = { ...maker, t: texts.en }
  await page.getByRole('heading', { level: 2, name: `${count} spaces` }).waitFor()
  await expect.poll(() => chips(reader).allInnerTexts()).toContain('Light or digital manufacturing')
  await mapIsDrawn(maker)

  const camera = cameraOf(maker)
  const turn = async (x: number, y: number) => {
    await page.mouse.move(x, y)
    await page.mouse.wheel(0, -400)
    await mapIsDrawn(maker)
  }
  const places = [
    rows(reader).first(),
    page.getByRole('searchbox').first(),
    results(reader).getByRole('combobox'),
  ]
  for (const place of places) {
    const box = await place.boundingBox()
    await turn((box?.x ?? 0) + 20, (box?.y ?? 0) + 10)
    expect(cameraOf(maker)).toBe(camera)
  }
  const map = await page.getByRole('application').boundingBox()
  await turn((map?.x ?? 0) + 200, (map?.y ?? 0) + 200)
  await expect.poll(() => cameraOf(maker)).not.toBe(camera)
})

test('a space public at the level of its NIL has no address, and stands on the map at the label of the NIL', async () => {
  const { items } = await read<SpaceList>('/api/spaces?status=released,surveyed&limit=200')
  const item = items.find(({ publicPosition, point }) => publicPosition === 'neighbourhood' && point)
  if (!item) throw new Error('no such space in the demonstration')
  const neighbourhoods = await read<{ items: Neighbourhood[] }>('/api/neighbourhoods')
  const home = neighbourhoods.items.find(({ code }) => code === item.neighbourhood)
  expect(item.point).toEqual(home?.point)
  const maker = await visit('desktop', 'it')
  const { page, t } = maker
  await openMap(maker, `/?q=${item.code}`)
  await expect.poll(() => rows(maker).first().innerText()).toContain(t.map.list.approximate)
  expect(await maker.tiles.spacesFor(searchOf(page.url()))).toBe(1)

  await page.goto(`/spaces/${item.code}`)
  await page.getByText(t.space.place.neighbourhood).waitFor()
  const space = await read<Space>(`/api/spaces/${item.code}`)
  expect(space.address ?? '').toBe('')
  expect(space.bbox ?? null).toBeNull()
  expect(space.rent?.reductions ?? []).toEqual([])
})
