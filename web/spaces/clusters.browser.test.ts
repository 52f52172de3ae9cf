import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import type { SpaceList } from '#schema/spaces'
import { point, spaceRecord } from '../../server/testing/spaces.ts'
import { formats } from '../i18n/format.ts'
import { cameraOf, mapIsDrawn, openMap, pixelOf, searchOf, total } from '../testing/mapPage.ts'
import { onSiteDatabase } from '../testing/siteDatabase.ts'
import { saying } from '../testing/texts.ts'
import { type Visitor, visit } from '../testing/visitor.ts'
import { type Cluster, clusterOf } from './clusters.ts'

const city = '#map=10.2/45.4650/9.1800'
const afar = '#map=9/45.4650/9.1800'
const source = 'crowd'

const placed = async () => {
  const reply = await fetch(`${inject('siteUrl')}/api/spaces?limit=1`)
  const { total, withoutPlace } = (await reply.json()) as SpaceList
  return total - withoutPlace
}

/** More spaces within Municipio 1 than are drawn one by one from far, 100 m apart. */
const crowd = Array.from({ length: 420 }, (_, at) =>
  spaceRecord(`MI-CROWD-${at}`, {
    geom: point(9.175 + (at % 20) / 1000, 45.455 + Math.floor(at / 20) / 1000),
    area_m2: 60,
    source,
  }),
)
let before = 0

const arePlaced = (count: number) =>
  vi.waitFor(async () => expect(await placed()).toBe(count), { timeout: 20_000, interval: 200 })

beforeAll(async () => {
  before = await placed()
  await onSiteDatabase((db) => db('space').insert(crowd))
  await arePlaced(before + crowd.length)
})

afterAll(async () => {
  await onSiteDatabase((db) => db.raw('UPDATE space SET ended_on = current_date WHERE source = ?', [source]))
  await arePlaced(before)
})

/** The clusters on the map, and what each is to be called in the language of the visitor. */
async function clustersOn({ page, tiles, t, language }: Visitor) {
  const { number, area } = formats(language)
  const fill = (text: string, value: string) => text.replace(/{{\w+}}/, value)
  const { available_zero: none, available_one: one, available_other: other, inCall_other } = t.map.cluster
  const points = await tiles.clustersFor(searchOf(page.url()))
  return points.map(({ place, properties }) => {
    const { count, available, inCall, areaM2 } = clusterOf({ properties }) as Cluster
    const words = [
      fill(t.map.list.total_other, number(count)),
      fill(available === 0 ? none : available === 1 ? one : other, number(available)),
      ...(inCall > 0 ? [fill(inCall_other, number(inCall))] : []),
    ]
    const lines = [words.join(', '), fill(t.map.cluster.area, area(areaM2))]
    return { place, lines, name: lines.join(', ') }
  })
}

async function largest(visitor: Visitor) {
  const [cluster] = await clustersOn(visitor)
  if (!cluster) throw new Error('no cluster on the map')
  return cluster
}

const heard = ({ page }: Visitor, words: RegExp | string) =>
  page.getByRole('status').filter({ hasText: words })

test('from far the numbers on the map sum up to the total of the list, whatever the filter', async () => {
  const maker = await visit('desktop', 'it')
  const { page, t } = maker
  await openMap(maker, `/${afar}`)
  const drawn = () => maker.tiles.spacesFor(searchOf(page.url()))
  const clusters = async () => (await maker.tiles.clustersFor(searchOf(page.url()))).length
  expect(await clusters()).toBeGreaterThan(1)
  const without = page.getByText(saying(t.map.list.withoutPlace))
  const all = await total(maker)
  expect(await drawn()).toBe(all - Number((await without.innerText()).match(/(\d+) senza/)?.[1] ?? 0))
  await page.getByRole('button', { name: saying(t.map.filter.district.choice, { code: 1 }) }).click()
  await mapIsDrawn(maker)
  expect(await total(maker)).toBeLessThan(all)
  expect(await clusters()).toBeGreaterThan(0)
  expect(await drawn()).toBe(await total(maker))
})

test('where a filter finds few, each stands for itself from far too', async () => {
  const maker = await visit('desktop', 'it')
  await openMap(maker, `/?district=9${afar}`)
  const search = searchOf(maker.page.url())
  const few = await total(maker)
  expect(few).toBeGreaterThan(1)
  expect(await maker.tiles.spacesFor(search)).toBe(few)
  expect(await maker.tiles.clustersFor(search)).toEqual([])
})

test('who walks over the map by keyboard hears every cluster, and as many spaces as the list has', async () => {
  const maker = await visit('desktop', 'it')
  const { page } = maker
  await openMap(maker, '/?district=1#map=11/45.4650/9.1800')
  const names = (await clustersOn(maker)).map(({ name }) => name)
  expect(names.length).toBeGreaterThan(1)
  await page.getByRole('application').focus()
  const place = /(\d+) di (\d+) in vista/
  const words: string[] = []
  let signs = 1
  while (words.length < signs) {
    await page.keyboard.press('PageDown')
    const standing = heard(maker, new RegExp(`\\. ${words.length + 1} di \\d+ in vista`))
    words.push(await standing.innerText())
    signs = Number(words.at(-1)?.match(place)?.[2])
  }
  expect(names.filter((name) => !words.some((word) => word.startsWith(`${name}. `)))).toEqual([])
  const numbers = words.map((word) => Number(word.match(/^([\d.]+) spazi,/)?.[1]?.replace('.', '') ?? 1))
  expect(numbers).toContain(1)
  expect(numbers.reduce((sum, number) => sum + number, 0)).toBe(await total(maker))
})

test.each(['it', 'en'] as const)(
  'a cluster says its name to the keyboard and opens with Enter; the walk goes on inside (%s)',
  async (language) => {
    const maker = await visit('desktop', language)
    const { page, t } = maker
    await openMap(maker, `/${city}`)
    const names = (await clustersOn(maker)).map(({ name }) => name)
    await page.getByRole('application').focus()
    const standing = heard(maker, saying(t.map.cluster.stand))
    for (let index = 1; (await standing.count()) === 0; index += 1) {
      await page.keyboard.press('PageDown')
      await heard(maker, new RegExp(`\\. ${index} (di|of) \\d+ in v`)).waitFor()
    }
    const words = await standing.innerText()
    expect(names.filter((name) => words.startsWith(`${name}. `))).toHaveLength(1)
    await page.keyboard.press('Enter')
    await expect.poll(() => cameraOf(page.url()).zoom).toBeGreaterThanOrEqual(13)
    await heard(maker, saying(t.map.map.stand)).waitFor()
    const map = page.getByRole('application')
    expect(await map.evaluate((canvas) => canvas === document.activeElement)).toBe(true)
  },
)

test.each(['it', 'en'] as const)(
  'a cluster says what it stands for under the pointer, and opens when it is pressed (%s)',
  async (language) => {
    const maker = await visit('desktop', language)
    const { page, t } = maker
    await openMap(maker, `/${city}`)
    const { place, lines, name } = await largest(maker)
    const [x, y] = await pixelOf(maker, place)
    const tip = page.locator('.maplibregl-popup')
    await page.mouse.move(x, y)
    await expect.poll(() => tip.locator('p').allInnerTexts()).toEqual(lines)
    await page.keyboard.press('Escape')
    await tip.waitFor({ state: 'detached' })
    await page.mouse.move(x + 200, y)
    await page.mouse.move(x, y)
    await tip.hover()
    expect(await tip.locator('p').allInnerTexts(), 'it stays while the pointer is on it').toEqual(lines)
    await page.mouse.click(x, y)
    await heard(maker, saying(t.map.cluster.opened, { name })).waitFor()
    await expect.poll(() => cameraOf(page.url()).zoom).toBeGreaterThanOrEqual(13)
    await mapIsDrawn(maker)
    expect(await tip.count()).toBe(0)
    const [nowX, nowY] = await pixelOf(maker, place)
    const box = await page.getByRole('application').boundingBox()
    expect(nowX).toBeCloseTo((box?.x ?? 0) + (box?.width ?? 0) / 2, -1)
    expect(nowY).toBeCloseTo((box?.y ?? 0) + (box?.height ?? 0) / 2, -1)
  },
)

test('on a phone a tap opens a cluster above the sheet', async () => {
  const maker = await visit('phone', 'en')
  const { page } = maker
  await openMap(maker, '/#map=9.6/45.4300/9.1800')
  const { place } = await largest(maker)
  const [x, y] = await pixelOf(maker, place)
  await page.touchscreen.tap(x, y)
  await expect.poll(() => cameraOf(page.url()).zoom).toBeGreaterThan(11)
  await mapIsDrawn(maker)
  const [, nowY] = await pixelOf(maker, place)
  const sheet = await page.getByRole('region', { name: maker.t.map.list.label }).boundingBox()
  expect(nowY).toBeLessThan(sheet?.y ?? 0)
})
