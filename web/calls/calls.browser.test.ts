import type { Request } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import type { CallList, EligibilityQuestion } from '#schema/calls'
import { signInAs } from '../testing/applicant.ts'
import { axeFindings } from '../testing/axe.ts'
import { type Visitor, visit } from '../testing/visitor.ts'

/** Codes of an open call and of one that has ended. */
async function findCalls() {
  const { items } = (await (await fetch(`${inject('siteUrl')}/api/calls`)).json()) as CallList
  const open = items.find(({ phase }) => phase === 'open')
  const past = items.find(({ phase }) => phase === 'concluded')
  if (!open || !past) throw new Error('the demonstration has an open call and a past one')
  return { open, past }
}

async function answer({ page, t, language }: Visitor, question: EligibilityQuestion, value: boolean) {
  const group = page.getByRole('radiogroup', { name: language === 'en' ? question.textEn : question.text })
  await group.getByText(value ? t.ui.yes : t.ui.no, { exact: true }).click()
}

test('the archive is narrowed by its filters, which the address keeps', async () => {
  const visitor = await visit('desktop', 'it')
  const { page, t } = visitor
  const { open, past } = await findCalls()
  const title = (name: string) => page.getByRole('heading', { level: 3, name, exact: true })
  await page.goto('/calls')
  await title(open.title).waitFor()
  await page.getByLabel(t.callPage.archive.phase, { exact: true }).selectOption(past.phase)
  await expect.poll(() => title(open.title).count()).toBe(0)
  expect(new URL(page.url()).searchParams.get('phase')).toBe(past.phase)
  await page.getByLabel(t.callPage.archive.q, { exact: true }).fill('nessun bando dice questo')
  await page.getByRole('heading', { name: t.callPage.archive.none }).waitFor()
  await page.getByRole('button', { name: t.callPage.archive.clear }).click()
  await title(open.title).waitFor()
  await page.goto(`/calls?phase=${past.phase}`)
  await title(past.title).waitFor()
  expect(await title(open.title).count()).toBe(0)
  expect(await page.locator('link[rel=alternate][type="application/atom+xml"]').count()).toBe(1)
  expect(await axeFindings(page, '/calls, it')).toEqual([])
})

test('a call counts down for the eye only and leads to the check, which stores and sends nothing', async () => {
  const visitor = await visit('phone', 'en')
  const { page, t } = visitor
  const { open } = await findCalls()
  await page.goto(`/calls/${open.code}`)
  const countdown = page.getByTestId('countdown')
  if (open.closesAt) {
    const first = await countdown.innerText()
    await expect.poll(() => countdown.innerText()).not.toBe(first)
    expect(await countdown.getAttribute('aria-hidden')).toBe('true')
  }
  expect(await axeFindings(page, 'call, en')).toEqual([])
  await page.getByRole('link', { name: t.callPage.check.link }).click()
  await page.getByRole('heading', { level: 1, name: t.callPage.check.title }).waitFor()
  const response = await page.request.get(`/api/calls/${open.code}`)
  const { eligibility } = (await response.json()) as { eligibility: EligibilityQuestion[] }
  const kept = () =>
    page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
    )
  const before = await kept()
  const asked: string[] = []
  page.on('request', (request: Request) => asked.push(request.url()))
  const light = page.getByRole('status').filter({ has: page.getByRole('heading') })
  for (const question of eligibility) {
    expect(await light.innerText()).toContain(t.callPage.check.amber)
    await answer(visitor, question, question.expected)
  }
  await light.getByText(t.callPage.check.green).waitFor()
  const [first] = eligibility
  if (!first) throw new Error('the open call asks something')
  await answer(visitor, first, !first.expected)
  await light.getByText(t.callPage.check.red).waitFor()
  await page.getByText(first.ruleEn).waitFor()
  expect(await axeFindings(page, 'check, en')).toEqual([])
  expect(asked).toEqual([])
  expect(await kept()).toBe(before)
})

test('a question is asked on the page of the call and answered at the desk, to all and without who asked', async () => {
  const { open } = await findCalls()
  const question = `Il lotto 1 ha la corrente trifase? (${Date.now()})`
  const maker = await visit('phone', 'it')
  const { t, page } = maker
  await page.goto(`/sign-in?next=${encodeURIComponent(`/calls/${open.code}`)}`)
  await signInAs(maker, 'applicant')
  await page.getByLabel(t.callPage.questions.ask, { exact: true }).fill(question)
  await page.getByRole('button', { name: t.callPage.questions.send }).click()
  await page.getByText(t.callPage.questions.sent).waitFor()
  expect(await axeFindings(page, 'call with questions, it')).toEqual([])
  const officer = await visit('desktop', 'en')
  const desk = `/desk/calls/${open.code}/questions`
  await officer.page.goto(`/sign-in?next=${encodeURIComponent(desk)}`)
  await signInAs(officer, 'propertyOffice')
  const asked = officer.page
    .getByRole('listitem')
    .filter({ has: officer.page.getByRole('heading', { name: question }) })
  await asked.getByLabel(officer.t.callPage.questions.answer, { exact: true }).fill('Sì, 15 kW.')
  expect(await axeFindings(officer.page, 'questions at the desk, en')).toEqual([])
  await asked.getByRole('button', { name: officer.t.callPage.questions.publish }).click()
  await asked.getByText(officer.t.callPage.questions.state.answered).waitFor()
  const stranger = await visit('desktop', 'en')
  await stranger.page.goto(`/calls/${open.code}`)
  await stranger.page.getByText(question).waitFor()
  await stranger.page.getByText('Sì, 15 kW.').waitFor()
})
