import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { generalQuestions } from '#rules/calls'
import type { SpaceList } from '#schema/spaces'
import { signInAs } from '../testing/applicant.ts'
import { visit } from '../testing/visitor.ts'

/** Presses Tab until the keyboard is on something of a role. */
async function tabTo(page: Page, selector: string): Promise<void> {
  const isThere = () => page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)
  for (let presses = 0; presses < 80 && !(await isThere()); presses += 1) await page.keyboard.press('Tab')
  expect(await isThere(), `Tab reaches ${selector}`).toBe(true)
}

test('after a wrong password one types on in the field, and is told again only when trying again', async () => {
  const visitor = await visit('desktop', 'en')
  const { page, t } = visitor
  visitor.expected.push(/status of 401 .*\/session$/)
  await page.goto('/sign-in')
  const password = page.getByLabel(t.accounts.signIn.password, { exact: true })
  await page.getByLabel(t.accounts.signIn.email).fill('nobody@example.org')
  await password.fill('quattro gatti')
  const summary = page.getByRole('alert').filter({ hasText: t.ui.errorSummary })
  for (const times of [1, 2]) {
    await password.press('Enter')
    await summary.waitFor()
    await expect.poll(() => summary.evaluate((box) => box === document.activeElement)).toBe(true)
    await password.focus()
    await page.keyboard.type(`sul tram ${times}`)
    expect(await password.inputValue()).toContain(`sul tram ${times}`)
  }
})

/** A space that can be asked for without a call, and that no other test asks for. */
async function aSpace(page: Page): Promise<{ code: string; name: string }> {
  const reply = await page.request.get('/api/spaces?status=available&ownership=municipal&limit=20&sort=code')
  return ((await reply.json()) as SpaceList).items.at(-2) ?? { code: '', name: '' }
}

/** Chooses the expected answer of the group the keyboard comes to. */
async function answerByKey(page: Page, expected: boolean): Promise<void> {
  await page.keyboard.press('Tab')
  await tabTo(page, 'input[type="radio"]')
  await page.keyboard.press(expected ? 'Space' : 'ArrowDown')
  await expect
    .poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).value))
    .toBe(String(expected))
}

test('with the keyboard alone: questions are answered; a dialog gives its place back; what is gone does not take the keyboard along', async () => {
  const visitor = await visit('desktop', 'it')
  const { page, t } = visitor
  await page.goto('/')
  const { code, name } = await aSpace(page)
  await page.goto(`/spaces/${code}/ask`)
  await page.getByRole('heading', { level: 2, name: t.requests.ask.check.title }).waitFor()
  const proceed = page.getByRole('button', { name: t.requests.ask.check.continue })
  await proceed.press('Enter')
  const summary = page.getByRole('alert').filter({ hasText: t.ui.errorSummary })
  for (const { expected } of generalQuestions) {
    await answerByKey(page, expected)
    await summary.waitFor()
  }
  await proceed.press('Enter')
  await signInAs(visitor, 'applicant')
  await page.getByRole('heading', { level: 2, name: t.requests.ask.form.title }).waitFor()

  await page.goto('/requests')
  const row = page.getByRole('listitem').filter({ hasText: name })
  const discard = row.getByRole('button', { name: new RegExp(t.privacy.discard.button) })
  await discard.press('Enter')
  const dialog = page.getByRole('dialog', { name: t.privacy.discard.title })
  await dialog.waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => discard.evaluate((button) => button === document.activeElement)).toBe(true)

  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: t.privacy.discard.confirm }).press('Enter')
  await row.waitFor({ state: 'detached' })
  const place = () => page.evaluate(() => document.activeElement?.closest('main') !== null)
  await expect.poll(place).toBe(true)
})
