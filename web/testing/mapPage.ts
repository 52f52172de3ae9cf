import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { saying } from './texts.ts'
import type { Visitor } from './visitor.ts'

/** Resolves when list and map both show what the address asks for, or what of it is `kept`. */
export async function mapIsDrawn({ page, tiles }: Visitor, kept?: string): Promise<void> {
  const wanted = () => tiles.queryOf(kept === undefined ? searchOf(page.url()) : new URLSearchParams(kept))
  await expect
    .poll(async () => ({
      busy: await page.locator('[data-busy]').count(),
      drawn: await page.locator('[data-map-state="idle"]').count(),
      asked: tiles.lastQuery() === wanted() || `${tiles.lastQuery()}, not ${wanted()}`,
    }))
    .toEqual({ busy: 0, drawn: 1, asked: true })
}

export const searchOf = (url: string) => new URL(url).searchParams

/** Opens the map page at an address and waits until all of it is there. */
export async function openMap(visitor: Visitor, address = '/', kept?: string): Promise<void> {
  await visitor.page.goto(address)
  await mapIsDrawn(visitor, kept)
}

export const results = ({ page, t }: Visitor) => page.getByRole('region', { name: t.map.list.label })
export const rows = (visitor: Visitor) => results(visitor).locator('a[data-code]')
export const chips = ({ page, t }: Visitor) =>
  page.getByRole('list', { name: t.map.filters.label }).getByRole('listitem')

/** The total as the page writes it. */
export async function total(visitor: Visitor): Promise<number> {
  const heading = results(visitor)
    .getByRole('heading', { level: 2, name: /^[\d.,]+ / })
    .first()
  return Number((await heading.innerText()).replace(/\D/g, ''))
}

/** Lists every space, page by page, and gives their codes in order. */
export async function allCodes(visitor: Visitor): Promise<string[]> {
  const more = results(visitor).getByRole('button', { name: saying(visitor.t.map.list.more) })
  const wanted = await total(visitor)
  await expect
    .poll(async () => {
      if (await more.isEnabled({ timeout: 500 }).catch(() => false)) await more.click()
      return rows(visitor).count()
    })
    .toBe(wanted)
  return rows(visitor).evaluateAll((links) => links.map((link) => link.getAttribute('data-code') ?? ''))
}

/** Opens the filters where they are folded away. */
export async function openFilters({ page, t, width }: Visitor): Promise<void> {
  if (width === 'desktop') return
  const opener = t.map.filters.openLabel_zero
  await page.getByRole('button', { name: new RegExp(`^${opener}`) }).click()
  await page.getByRole('dialog', { name: t.map.filters.title }).waitFor()
}

/** Goes back from the filters to the map. */
async function closeFilters({ page, t, width }: Visitor): Promise<void> {
  if (width === 'desktop') return
  const dialog = page.getByRole('dialog', { name: t.map.filters.title })
  await dialog.getByRole('button', { name: t.map.filters.close }).click()
  await dialog.waitFor({ state: 'detached' })
}

const filterForm = ({ page, t }: Visitor) => page.getByRole('form', { name: t.map.filters.title })

/** Narrows the map to 80-200 m² in Municipio 9 where light manufacturing is usually compatible. */
export async function narrowToTheStory(visitor: Visitor): Promise<void> {
  const { page, t } = visitor
  await openFilters(visitor)
  const form = filterForm(visitor)
  await form.getByRole('textbox', { name: t.map.filter.area.min }).fill('80')
  await form.getByRole('textbox', { name: t.map.filter.area.max }).fill('200')
  await form.getByRole('button', { name: saying(t.map.filter.district.choice, { code: 9 }) }).click()
  await form.getByRole('combobox', { name: t.map.filter.activity.label }).selectOption('manifattura_leggera')
  const { toVerify, needsAgreement, notDeterminable } = t.space.level
  for (const level of [toVerify, needsAgreement, notDeterminable])
    await form.getByRole('checkbox', { name: new RegExp(`^${level}`) }).uncheck()
  await closeFilters(visitor)
  await expect.poll(() => searchOf(page.url()).get('advice')).toBe('usuallyCompatible')
  await mapIsDrawn(visitor)
}

/** How many spaces the choice of Municipio 9 says there are. */
export async function countOfDistrict9(visitor: Visitor): Promise<number> {
  const button = filterForm(visitor).getByRole('button', {
    name: saying(visitor.t.map.filter.district.choice, { code: 9 }),
  })
  const name = (await button.getAttribute('aria-label')) ?? ''
  return Number(name.replace(/^.*9, /, '').replace(/\D/g, ''))
}

/** Presses Tab until the map has the keyboard. */
export async function tabToMap(page: Page): Promise<void> {
  const map = page.getByRole('application')
  const isThere = () => map.evaluate((canvas) => canvas === document.activeElement)
  for (let presses = 0; presses < 120 && !(await isThere()); presses += 1) await page.keyboard.press('Tab')
  expect(await isThere()).toBe(true)
}

/** Where the camera of an address stands. */
export function cameraOf(url: string): { zoom: number; lat: number; lon: number } {
  const [zoom = 0, lat = 0, lon = 0] = new URL(url).hash.replace('#map=', '').split('/').map(Number)
  return { zoom, lat, lon }
}

/** Pixels of the window at which the map of the page shows a place (longitude and latitude). */
export async function pixelOf({ page }: Visitor, place: [number, number]): Promise<[number, number]> {
  const { zoom, lat, lon } = cameraOf(page.url())
  const box = await page.getByRole('application').boundingBox()
  const world = ([lon, lat]: [number, number]) => {
    const sine = Math.sin((lat * Math.PI) / 180)
    return [lon / 360, -Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)].map(
      (part) => part * 512 * 2 ** zoom,
    )
  }
  const [[x = 0, y = 0], [middleX = 0, middleY = 0]] = [world(place), world([lon, lat])]
  const { x: left, y: top, width, height } = box ?? { x: 0, y: 0, width: 0, height: 0 }
  return [left + width / 2 + x - middleX, top + height / 2 + y - middleY]
}
