import { expect, test } from 'vitest'
import { palette } from '../map/palette.ts'
import { contrast } from '../testing/contrast.ts'
import { mapIsDrawn, openMap, tabToMap, total } from '../testing/mapPage.ts'
import { saying } from '../testing/texts.ts'
import { visit } from '../testing/visitor.ts'

test('with the keyboard alone: to the map, over it, from space to space, into one', async () => {
  const maker = await visit('desktop', 'it')
  const { page, t } = maker
  await openMap(maker, '/?district=9#map=13.2/45.5/9.17')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(t.shell.skip)
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main')
  await tabToMap(page)

  const camera = () => new URL(page.url()).hash
  for (const key of ['ArrowRight', '+', 'ArrowUp', '-']) {
    const before = camera()
    await page.keyboard.press(key)
    await expect.poll(camera).not.toBe(before)
  }
  await mapIsDrawn(maker)
  const standing = page.getByRole('status').filter({ hasText: t.map.map.stand.split('}}').at(-1) ?? '' })
  const words = new Set<string>()
  for (const key of ['PageDown', 'n', 'Alt+ArrowLeft']) {
    const before = await page.getByRole('status').allInnerTexts()
    await page.keyboard.press(key)
    await expect.poll(() => page.getByRole('status').allInnerTexts()).not.toEqual(before)
    await expect.poll(() => standing.innerText()).not.toMatch(/^MI-/)
    words.add(await standing.innerText())
  }
  expect(words.size).toBeGreaterThan(1)
  const last = await standing.innerText()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('article', { name: t.map.detail.label })
  expect(last).toContain(await panel.getByRole('heading', { level: 2 }).innerText())
})

test('a change of the total is read out', async () => {
  const maker = await visit('desktop', 'en')
  const { page, t } = maker
  await openMap(maker)
  await page.getByRole('button', { name: saying(t.map.filter.district.choice, { code: 9 }) }).focus()
  await page.keyboard.press('Space')
  await mapIsDrawn(maker)
  const words = saying(t.map.list.announce_other, { number: await total(maker) })
  await page.getByRole('status').filter({ hasText: words }).waitFor()
})

test('regression 26: the focus on the map is seen on every base map', async () => {
  const maker = await visit('desktop', 'it')
  const { page } = maker
  await openMap(maker, '/?district=9')
  await tabToMap(page)
  const ring = await page.getByRole('application').evaluate((canvas) => {
    const frame = canvas.closest('.maplibregl-map')?.parentElement as HTMLElement
    const { borderTopColor, borderTopWidth, boxShadow, content } = getComputedStyle(frame, '::after')
    return { outer: borderTopColor, width: borderTopWidth, inner: boxShadow, content }
  })
  expect(ring.content).not.toBe('none')
  expect(Number.parseFloat(ring.width)).toBeGreaterThanOrEqual(2)
  for (const ground of [palette.city, palette.outside])
    expect(Math.max(contrast(ring.outer, ground), contrast(ring.inner, ground))).toBeGreaterThanOrEqual(3)
  const twoTones = contrast(ring.outer, ring.inner)
  expect(twoTones, 'of two tones this far apart one is at 3:1 on any ground (WCAG C40)').toBeGreaterThan(9)
})
