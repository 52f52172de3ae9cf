import { expect, test } from 'vitest'
import { signInAs } from '../testing/applicant.ts'
import { axeFindings } from '../testing/axe.ts'
import { visit } from '../testing/visitor.ts'

test('a maker finds who has a laser on Thursday evening, reads that the mill is broken, and what lies near', async () => {
  const { page, t } = await visit('phone', 'it')
  await page.goto('/labs')
  await page.getByLabel(t.labs.filter.equipment).selectOption('laser_co2')
  await page.getByLabel(t.labs.filter.open).selectOption('thu-evening')
  await expect.poll(() => new URL(page.url()).searchParams.get('open')).toBe('thu-evening')
  const lab = page.getByRole('link', { name: 'Officina Corvetto (esempio)' })
  await lab.waitFor()
  expect(await page.getByRole('link', { name: 'Yatta!' }).count()).toBe(0)
  await lab.click()
  await page.getByRole('heading', { level: 1, name: 'Officina Corvetto (esempio)' }).waitFor()
  await page.getByRole('row', { name: /Fresa CNC a portale.*guasta/ }).waitFor()
  await page.getByRole('row', { name: /Giovedì 16:00–22:00/ }).waitFor()
  await page.getByRole('link', { name: 'Opendot' }).waitFor()
})

test('who keeps a lab changes a machine and confirms the page; the next reader sees both', async () => {
  const keeper = await visit('desktop', 'it')
  const { page, t } = keeper
  await page.goto('/sign-in?next=/labs/OFFICINA-CORVETTO')
  await signInAs(keeper, 'applicant')
  await page.getByRole('link', { name: t.labs.edit.open }).click()
  const mill = page.getByRole('group', { name: 'Macchina 3', exact: true })
  await mill.getByLabel(t.labs.machine.state).selectOption('working')
  await page.getByText(t.labs.edit.confirmAll).click()
  await page.getByRole('button', { name: t.labs.edit.save, exact: true }).click()
  expect(await axeFindings(page, 'editor of a lab')).toEqual([])
  await page.getByRole('link', { name: t.labs.edit.see }).click()
  await page.getByRole('row', { name: /Fresa CNC a portale.*funziona/ }).waitFor()
})
