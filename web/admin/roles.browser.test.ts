import { expect, test } from 'vitest'
import { roleNames } from '#schema/accounts'
import { signInAs } from '../testing/applicant.ts'
import { axeFindings } from '../testing/axe.ts'
import { saying } from '../testing/texts.ts'
import { type Visitor, visit } from '../testing/visitor.ts'

const year = new Date().getFullYear() + 1

/** Finds somebody in the list by a part of the name, and opens their page. */
async function openAccount({ page, t }: Visitor, name: string): Promise<void> {
  await page.goto('/admin/accounts')
  await page.getByRole('searchbox', { name: t.admin.search }).fill(name)
  await page
    .getByRole('status')
    .filter({ hasText: saying(t.admin.total_one, { count: 1 }) })
    .waitFor()
  await page.getByRole('row').getByRole('link', { name }).click()
  await page.getByRole('heading', { level: 1, name: new RegExp(name) }).waitFor()
}

/** Gives the role of case officer until the last of May of next year. */
async function giveRole({ page, t }: Visitor): Promise<void> {
  const { action, dialog } = t.admin
  await page.getByRole('button', { name: action.give, exact: true }).click()
  const box = page.getByRole('dialog', { name: action.give })
  await box.getByLabel(t.admin.role, { exact: true }).selectOption('caseOfficer')
  await box.getByLabel(dialog.until, { exact: true }).fill(`${year}-05-31`)
  await box.getByRole('button', { name: action.give, exact: true }).click()
  await page.getByText(saying(dialog.done, { action: action.give })).waitFor()
}

async function endRole({ page, t, language }: Visitor): Promise<void> {
  const { action, dialog } = t.admin
  const role = roleNames.caseOfficer[language]
  await page.getByRole('button', { name: saying(t.admin.endOf, { role }) }).click()
  const box = page.getByRole('dialog', { name: action.end })
  await box.getByRole('button', { name: action.end, exact: true }).click()
  await box.getByRole('link', { name: dialog.reasonShort }).waitFor()
  await box.getByRole('textbox', { name: dialog.reason, exact: true }).fill('Torna al suo ufficio.')
  await box.getByRole('button', { name: action.end, exact: true }).click()
  await page.getByText(saying(dialog.done, { action: action.end })).waitFor()
}

test('an administrator gives a role until a day, and the desk opens; ends it, and the desk says no', async () => {
  const administrator = await visit('desktop', 'it')
  await administrator.page.goto('/sign-in')
  await signInAs(administrator, 'administrator')
  await administrator.page.getByRole('heading', { level: 1, name: administrator.t.admin.title }).waitFor()
  await openAccount(administrator, 'Paolo Greco')
  await giveRole(administrator)
  const roles = administrator.page.getByRole('region', { name: administrator.t.admin.account.rolesNow })
  await expect.poll(() => roles.innerText()).toContain(`al 31/05/${year}`)
  expect(await axeFindings(administrator.page, 'account')).toEqual([])

  const officer = await visit('phone', 'en')
  const { page, t } = officer
  await page.goto('/sign-in?next=/desk')
  await signInAs(officer, 'planner')
  await page.getByRole('heading', { level: 1, name: t.desk.title }).waitFor()

  await endRole(administrator)
  await page.reload()
  await page.getByRole('heading', { level: 1, name: t.desk.notYours }).waitFor()
  await page.goto('/account/messages')
  await page.getByText(saying(t.messages.news.account_roleEnded, { role: 'Case officer' })).waitFor()
  const history = administrator.page.getByText('Torna al suo ufficio.')
  await administrator.page.reload()
  await administrator.page.getByRole('heading', { name: administrator.t.audit.history }).waitFor()
  await administrator.page.getByRole('button', { name: administrator.t.audit.details }).last().click()
  await history.waitFor()
})
