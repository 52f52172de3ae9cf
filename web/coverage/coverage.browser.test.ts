import { expect, inject, test } from 'vitest'
import type { Coverage, GapList, WhatIf } from '#schema/coverage'
import { signInAs } from '../testing/applicant.ts'
import { saying } from '../testing/texts.ts'
import { type Visitor, visit } from '../testing/visitor.ts'

const read = async <Shape>(path: string) => (await (await fetch(inject('siteUrl') + path)).json()) as Shape

const districtsOf = async () =>
  (await read<Coverage>('/api/coverage?kind=district')).areas.filter(({ kind }) => kind === 'district')

const mapOf = ({ page, t }: Visitor) =>
  page.getByRole('application').and(page.locator(`[aria-roledescription="${t.coverage.map.role}"]`))
const said = (visitor: Visitor) => mapOf(visitor).locator('xpath=following-sibling::*[@role="status"]')
const query = ({ page }: Visitor, name: string) => new URL(page.url()).searchParams.get(name)

test('a councillor walks over the Municipi by keyboard, hears each value, and chooses one', async () => {
  const councillor = await visit('desktop', 'it')
  const { page, t } = councillor
  await page.goto('/sign-in?next=/coverage')
  await signInAs(councillor, 'districtCouncillor')
  await page.goto('/coverage')
  const map = mapOf(councillor)
  await map.waitFor()
  const districts = await districtsOf()
  const shown = (code: string) => {
    const value = districts.find((one) => one.code === code)?.values.labs15.value ?? 0
    return `Municipio ${code}: ${Math.round(value * 100)}%`
  }
  await map.focus()
  const heard = new Set<string>()
  await page.keyboard.press('Home')
  for (const _ of districts) {
    const text = await said(councillor).innerText()
    heard.add(text)
    await page.keyboard.press('PageDown')
    await expect.poll(() => said(councillor).innerText()).not.toBe(text)
  }
  expect([...heard].sort()).toEqual(districts.map(({ code }) => shown(code)).sort())

  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  const text = await said(councillor).innerText()
  await page.keyboard.press('Enter')
  const chosen = query(councillor, 'area') ?? ''
  expect(text).toBe(shown(chosen))
  await expect
    .poll(() => page.getByRole('row', { selected: false }).getByRole('button', { pressed: true }).innerText())
    .toBe(`Municipio ${chosen}`)
  await page
    .getByRole('link', { name: saying(t.coverage.chosen.toDistrict, { name: `Municipio ${chosen}` }) })
    .waitFor()
  await page.keyboard.press('Tab')
  expect(await map.evaluate((element) => element === document.activeElement)).toBe(false)
})

test('a councillor supposes a lab from the gaps and by the middle of the map, and shares what would change', async () => {
  const councillor = await visit('desktop', 'it')
  const { page, t } = councillor
  const words = t.coverage.whatIf
  const { items } = await read<GapList>('/api/coverage/gaps?minutes=15&limit=20')
  const [gap] = items
  if (!gap) throw new Error('the demonstration has a gap')
  await page.goto('/coverage/what-if')
  await page.getByText(words.empty, { exact: true }).waitFor()
  await page
    .getByRole('button', { name: saying(words.gap.putAt, { rank: 1, place: gap.neighbourhoodName ?? '' }) })
    .click()
  const { residents } = await read<WhatIf>(`/api/coverage/what-if?labs=${gap.point.join()}&minutes=15`)
  const gained = residents.change
  expect(Math.abs(gained - gap.residents)).toBeLessThanOrEqual(1)
  await page
    .getByText(saying(words.total_other, { number: gained.toLocaleString('it-IT'), minutes: 15 }))
    .waitFor()
  const before = query(councillor, 'labs')
  expect(before).toMatch(/^9\.\d+,45\.\d+$/)

  const centre = page.getByRole('button', { name: words.atCentre, exact: true })
  await expect.poll(() => centre.isEnabled()).toBe(true)
  await centre.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => query(councillor, 'labs')?.split(';').length).toBe(2)
  await page
    .getByRole('button', { name: saying(words.removeOf, { name: words.lab.replace('{{number}}', '2') }) })
    .click()
  await expect.poll(() => query(councillor, 'labs')).toBe(before)

  const reader = await visit('phone', 'en')
  await reader.page.goto(page.url())
  await reader.page
    .getByText(`${gained.toLocaleString('en-GB')} more residents`)
    .first()
    .waitFor()
})

test('the office keeps the figures of now, and two kept runs stand side by side', async () => {
  const officer = await visit('desktop', 'it')
  const { page, t } = officer
  await page.goto('/sign-in?next=/coverage/history')
  await signInAs(officer, 'propertyOffice')
  await page.waitForURL('**/coverage/history')
  const keep = page.getByRole('button', { name: t.coverage.history.keep, exact: true })
  const runs = page.getByRole('table', { name: t.coverage.history.runs, exact: true }).getByRole('row')
  await keep.waitFor()
  const already = await runs.count()
  await keep.click()
  await expect.poll(() => runs.count()).toBeGreaterThan(already)
  await page.getByText(t.coverage.history.kept, { exact: true }).waitFor()
  const once = await runs.count()
  const answered = page.waitForResponse(
    (answer) => answer.request().method() === 'POST' && answer.url().endsWith('/api/coverage/runs'),
  )
  await keep.click()
  await answered
  await page.getByText(t.coverage.history.kept, { exact: true }).waitFor()
  expect(await runs.count(), 'the same figures are kept once').toBe(once)
  const table = page.getByRole('table', {
    name: saying(t.coverage.history.caption),
  })
  await expect.poll(() => table.getByRole('row').count()).toBe(11)
})

test('no page of coverage is wider than a phone', async () => {
  const reader = await visit('phone', 'it')
  const { page, t } = reader
  const tooWide: string[] = []
  for (const address of [
    '/coverage?kind=neighbourhood&indicator=access&area=77',
    '/coverage/indicators',
    '/coverage/indicators/labs15',
    '/coverage/what-if?labs=9.16,45.5',
    '/coverage/history',
  ]) {
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => page.getByText(t.ui.loading).count()).toBe(0)
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    if (over > 0) tooWide.push(`${address}: ${over} px`)
  }
  expect(tooWide).toEqual([])
})

test('the figure of a map is saved as a picture', async () => {
  const reader = await visit('desktop', 'it')
  const { page, t } = reader
  await page.goto('/coverage?indicator=labsPer10k')
  await mapOf(reader).waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: new RegExp(`^${t.coverage.png.save}`) }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^labsPer10k-district-\d{4}-\d{2}-\d{2}\.png$/)
})
