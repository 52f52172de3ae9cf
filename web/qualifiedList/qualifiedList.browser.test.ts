import { expect, test } from 'vitest'
import { signInAs } from '../testing/applicant.ts'
import { axeFindings } from '../testing/axe.ts'
import { saying } from '../testing/texts.ts'
import { type Visitor, visit } from '../testing/visitor.ts'

async function enter(visitor: Visitor, role: 'applicant' | 'caseOfficer'): Promise<void> {
  await visitor.page.goto('/sign-in')
  await signInAs(visitor, role)
  await visitor.page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** Fills the form of a dialog that a button opens, and sends it. */
async function act({ page }: Visitor, name: string | RegExp, values: Record<string, string>, send: string) {
  await page.getByRole('button', { name, exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  for (const [label, value] of Object.entries(values)) {
    const field = dialog.getByLabel(label, { exact: true })
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value)
    else await field.fill(value)
  }
  await dialog.getByRole('button', { name: send, exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

test('a lab answers what it was asked, the office finds everything met and lists it, and everybody sees it', async () => {
  const keeper = await visit('phone', 'it')
  await enter(keeper, 'applicant')
  await keeper.page.goto('/labs/list')
  await keeper.page.getByRole('link', { name: /^Vedi la domanda L-/ }).click()
  const { apply, desk, status } = keeper.t.labList
  await keeper.page
    .getByLabel(apply.yourAnswer)
    .fill('Ecco la polizza rinnovata e il listino con i prezzi orari.')
  await keeper.page.getByRole('button', { name: apply.sendAnswer }).click()
  await keeper.page.getByText(status.examining, { exact: true }).waitFor()

  const officer = await visit('desktop', 'it')
  await enter(officer, 'caseOfficer')
  await officer.page.goto('/desk/lab-list')
  await officer.page.getByText(saying(desk.overdue_one, { count: 1 })).waitFor()
  await officer.page.getByRole('link', { name: 'Officina Corvetto (esempio)' }).click()
  for (const label of ['Polizza di responsabilità civile', 'Listino pubblico'])
    await act(officer, saying(desk.checkOf, { name: label }), { [desk.outcome]: 'met' }, desk.check)
  await act(officer, desk.action.list, { [desk.actNumber]: 'DD 1/esempio' }, desk.action.list)
  await officer.page.getByText(status.listed, { exact: true }).first().waitFor()

  const reader = await visit('desktop', 'it')
  await reader.page.goto('/labs/list')
  const row = reader.page.getByRole('row', { name: /Officina Corvetto/ })
  await row.getByText(status.listed, { exact: true }).waitFor()
  expect(await reader.page.locator('[data-over]').count()).toBe(1)
  expect(await axeFindings(reader.page, 'list')).toEqual([])
})

test('a firm says what it needs, sees who can and why, and writes to a lab', async () => {
  const firm = await visit('desktop', 'en')
  const { page, t } = firm
  await enter(firm, 'applicant')
  await page.goto('/needs/new')
  await page.getByRole('button', { name: t.needs.form.submit }).click()
  await page
    .getByRole('alert')
    .getByText(saying(t.needs.form.missing, { field: t.needs.form.title }))
    .waitFor()
  await page.getByLabel(t.needs.form.title).fill('Engraved signs')
  await page.getByLabel(t.needs.form.description).fill('Twenty engraved signs from a vector drawing.')
  await page.getByLabel(t.needs.form.process).selectOption('laserCutting')
  await page.getByLabel(t.needs.form.sizeX).fill('300')
  await page.getByLabel(t.needs.form.sizeY).fill('200')
  await page.getByRole('button', { name: t.needs.form.submit }).click()
  await page.getByRole('heading', { level: 1, name: 'Engraved signs' }).waitFor()
  const first = page.locator('[data-lab]').first()
  expect(await first.getAttribute('data-verdict')).toBe('can')
  const name = await first.locator('strong').innerText()
  await act(
    firm,
    saying(t.needs.writeTo, { name }),
    { [t.needs.message]: 'Hello, could you make these by the end of the month?' },
    t.needs.write,
  )
  await page.getByRole('heading', { name: t.needs.contacts }).waitFor()
  expect(await axeFindings(page, 'need')).toEqual([])
})
