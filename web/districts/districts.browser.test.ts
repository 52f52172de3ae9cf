import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { axeFindings } from '../testing/axe.ts'
import { visit, widths } from '../testing/visitor.ts'

test('a councillor reads a figure, copies it as a paragraph, downloads the data and takes the sheet along', async () => {
  const visitor = await visit('desktop', 'it', { permissions: ['clipboard-read', 'clipboard-write'] })
  const { page, t } = visitor
  await page.goto('/')
  expect((await page.request.post('/api/session', { data: { demo: 'districtCouncillor' } })).ok()).toBe(true)
  page.setDefaultTimeout(60_000)
  await page.goto('/districts')
  await page.getByRole('link', { name: 'Municipio 9', exact: true }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Municipio 9' }).waitFor()

  const figure = page.locator('[data-figure=spaceCount]')
  const shown = await figure.locator('b').innerText()
  const list = await (await page.request.get('/api/spaces?district=9')).json()
  expect(shown).toBe(String(list.total))
  await figure.getByRole('button').click()
  await page
    .getByText(/^Copiato: /)
    .first()
    .waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain(`Municipio 9, `)
  expect(copied).toContain(`: ${shown} (`)
  expect(copied).toContain('/districts/9 [DIMOSTRAZIONE')

  const rows = page.locator('table').filter({ hasText: t.districts.spaces.office }).locator('tbody tr')
  expect(await rows.count()).toBe(25)
  const longest = Number(await rows.first().locator('td').nth(1).innerText())
  expect(longest).toBeGreaterThan(Number(await rows.nth(5).locator('td').nth(1).innerText()) - 1)
  await page.getByRole('button', { name: t.districts.spaces.name, exact: true }).click()
  await page.waitForURL(/sort=name/)

  await page.getByRole('button', { name: t.districts.data }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: t.districts.dataDialog.figuresCsv }).click(),
  ])
  expect(await text(await file.createReadStream())).toContain('spaceCount')
  await page.keyboard.press('Escape')

  await page.getByRole('link', { name: t.districts.sheet, exact: true }).click()
  const sheet = page.locator('[data-sheet="Municipio 9"]')
  await sheet.waitFor()
  expect(await sheet.locator('[data-figure=spaceCount] b').innerText()).toBe(shown)
  const printed = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  expect(printed.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1)
})

test('where the clipboard is refused the text stands in a dialog', async () => {
  const { page, t } = await visit('phone', 'it')
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: () => Promise.reject(new Error('refused')) },
    })
  })
  await page.goto('/districts/9')
  await page.locator('[data-figure=labsPer10k]').getByRole('button').click()
  const dialog = page.getByRole('dialog', { name: t.districts.copy.title })
  expect(await dialog.getByLabel(t.districts.copy.text).inputValue()).toMatch(
    /Definizione: .+ Fonte: .+ Dato al/,
  )
})

test.each(['it', 'en'] as const)('the pages hold up in both widths, in %s', async (language) => {
  const visitor = await visit('desktop', language)
  const { page } = visitor
  for (const address of ['/districts', '/districts/9', '/districts/9/sheet', '/districts/77']) {
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    for (const width of ['desktop', 'phone'] as const) {
      await page.setViewportSize(widths[width])
      expect(await axeFindings(page, `${address}, ${width}`)).toEqual([])
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0)
    }
    visitor.expected.push(/404/)
  }
})
