import { expect, test } from 'vitest'
import { chips, mapIsDrawn, openMap, results, rows, searchOf, total } from '../testing/mapPage.ts'
import { keepDrawing, watchSigns } from '../testing/signs.ts'
import { saying } from '../testing/texts.ts'
import { visit } from '../testing/visitor.ts'

test('where nothing matches, each near miss gives as many spaces as it says', async () => {
  const maker = await visit('desktop', 'it')
  const { page, t } = maker
  const address = '/?district=6&areaMin=300&threePhase=yes&stepFree=true'
  await openMap(maker, address)
  await page.getByRole('heading', { name: t.map.empty.title }).waitFor()
  const misses = results(maker).getByRole('button', { name: /^Togli / })
  const promises = (await misses.allInnerTexts()).map((text) => Number(text.match(/(\d+) spazi?o?$/)?.[1]))
  expect(promises.length).toBeGreaterThan(1)
  for (const [at, promised] of promises.entries()) {
    await misses.nth(at).click()
    await mapIsDrawn(maker)
    await expect.poll(() => total(maker)).toBe(promised)
    expect(await maker.tiles.spacesFor(searchOf(page.url()))).toBe(promised)
    await page.goBack()
    await page.getByRole('heading', { name: t.map.empty.title }).waitFor()
  }
})

test('where the server fails the page says what to do, keeps the filters, and recovers', async () => {
  const maker = await visit('desktop', 'it')
  const { page, t } = maker
  maker.expected.push(/500/)
  await openMap(maker, '/?district=9')
  const count = await total(maker)
  await page.route('**/api/spaces?*', (route) => route.fulfill({ status: 500, body: '' }))
  await page.getByRole('button', { name: saying(t.map.filter.district.choice, { code: 8 }) }).click()
  const failure = page.getByRole('alert').filter({ hasText: t.map.failed.title })
  await failure.waitFor()
  expect(await failure.innerText()).toContain(t.map.failed.body)
  expect(await failure.innerText()).toMatch(/02 0000 0000/)
  expect(searchOf(page.url()).get('district')).toBe('8,9')
  expect(await chips(maker).allInnerTexts()).toEqual(['Municipio 8, 9'])
  await page.unroute('**/api/spaces?*')
  await failure.getByRole('button', { name: t.map.failed.retry }).click()
  await failure.waitFor({ state: 'detached' })
  await mapIsDrawn(maker)
  expect(await total(maker)).toBeGreaterThan(count)
})

test('while an answer is on its way the old list stays; regression 23: an old record is never in a new panel', async () => {
  const maker = await visit('desktop', 'it')
  const { page, t } = maker
  await openMap(maker, '/?district=9')
  const count = await total(maker)
  let answer = () => {}
  const asked = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('**/api/spaces?*', async (route) => {
    await asked
    await route.continue()
  })
  await page.getByRole('button', { name: saying(t.map.filter.district.choice, { code: 8 }) }).click()
  await page.getByText(t.map.list.updating).waitFor()
  expect(await total(maker)).toBe(count)
  expect(await rows(maker).count()).toBeGreaterThan(0)
  answer()
  await mapIsDrawn(maker)
  await expect.poll(() => total(maker)).toBeGreaterThan(count)

  const panel = page.getByRole('article', { name: t.map.detail.label })
  const [first, second] = await rows(maker).locator('b').allInnerTexts()
  await rows(maker).first().click()
  await panel.getByRole('heading', { level: 2, name: first }).waitFor()
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/api/spaces/MI-*', async (route) => {
    await held
    await route.continue()
  })
  await panel.getByRole('button', { name: t.map.detail.next }).click()
  await panel.getByText(saying(t.map.detail.position, { index: 2 })).waitFor()
  expect(await panel.innerText()).not.toContain(first)
  release()
  await panel.getByRole('heading', { level: 2, name: second }).waitFor()
})

test('where filters change while the first tiles are on their way, the map ends with those of the list', async () => {
  const maker = await visit('desktop', 'it')
  const { page, t } = maker
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/api/tiles/spaces/**', async (route) => {
    if (!searchOf(route.request().url()).has('district')) await held
    await route.continue()
  })
  await page.goto('/')
  await page.getByRole('button', { name: saying(t.map.filter.district.choice, { code: 9 }) }).click()
  await expect.poll(() => chips(maker).count()).toBe(1)
  await page.locator('[data-busy]').waitFor({ state: 'detached' })
  release()
  await mapIsDrawn(maker)
  await expect.poll(() => maker.tiles.spacesFor(searchOf(page.url()))).toBe(await total(maker))
})

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

test('from one filter to the next the map is never blank; how long a change takes is told', async () => {
  const maker = await visit('desktop', 'it')
  const { page, t } = maker
  await keepDrawing(page)
  await openMap(maker)
  const frames = await watchSigns(page)
  for (const code of [9, 8, 4, 9, 8]) {
    await page.getByRole('button', { name: saying(t.map.filter.district.choice, { code }) }).click()
    await mapIsDrawn(maker)
  }
  const counts = await frames.stop()
  expect(counts.length).toBeGreaterThan(5)
  expect(Math.min(...counts)).toBeGreaterThan(0)
  const times = await page.evaluate(() =>
    ['filter-to-list', 'filter-to-map'].map((name) =>
      performance.getEntriesByName(name, 'measure').map(({ duration }) => duration),
    ),
  )
  const [list = 0, map = 0] = times.map((each) => Math.round(median(each)))
  console.log(`From a filter to its list ${list} ms, to its map ${map} ms (median of ${times[1]?.length}).`)
})
