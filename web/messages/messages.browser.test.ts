import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { romeDate } from '#rules/city'
import { type DraftContent, declarationCodes } from '#schema/allocation'
import type { Call } from '#schema/calls'
import { axeFindings } from '../testing/axe.ts'
import { askForDocuments, decide, openDesk, openRequest } from '../testing/office.ts'
import { saying } from '../testing/texts.ts'
import { type Visitor, visit } from '../testing/visitor.ts'

/** Calls the API with the session of the page. */
async function call<Answer>(page: Page, method: string, url: string, data?: object): Promise<Answer> {
  const { csrfToken } = await (await page.request.get('/api/me')).json()
  const headers: Record<string, string> = csrfToken ? { 'x-csrf-token': csrfToken } : {}
  const answer = await page.request.fetch(url, { method, headers, ...(data ? { data } : {}) })
  expect(answer.status(), await answer.text()).toBeLessThan(300)
  return answer.json()
}

const written: DraftContent = {
  applicant: {
    kind: 'person',
    name: 'Nina Lettera',
    fiscalCode: 'BNCLCU90L55F205Q',
    email: 'nina.lettera@example.org',
    address: 'via Prova 1, 20159 Milano',
    phone: '+39 02 0202',
  },
  makes: 'Ceramiche',
  use: 'manufacturing',
  atecoCode: '23.41',
  atecoVersion: '2025',
  people: 2,
  hours: 'lunedì-venerdì 9-18',
  noise: 'low',
  stamp: { number: '01234567890123' },
  startOn: '2099-01-01',
  durationMonths: 72,
  text: 'Un laboratorio di ceramica con un forno da usare insieme.',
}

/** A new person, signed in, who has sent an application for a lot of the open call; gives its number. */
async function applyAsNewPerson({ page }: Visitor): Promise<string> {
  const email = 'nina.lettera@example.org'
  const person = { name: 'Nina Lettera', password: 'tre gatti sul tetto rosso', language: 'en' }
  const { confirmPath } = await call<{ confirmPath: string }>(page, 'POST', '/api/accounts', { email })
  const token = new URL(confirmPath, 'http://x').searchParams.get('token')
  await call(page, 'POST', '/api/accounts/confirm', { token, ...person })
  const { eligibility, lots } = await call<Call>(page, 'GET', '/api/calls/NUOVA-MANIFATTURA')
  const answers = Object.fromEntries(eligibility.map(({ code, expected }) => [code, expected]))
  const content = { ...written, eligibilityAnswers: answers }
  const draft = { lots: [lots.at(-1)?.id], content }
  const started = await call<{ id: string; version: number }>(page, 'POST', '/api/requests/drafts', draft)
  const sent = await call<{ number: string }>(page, 'POST', '/api/requests', {
    draftId: started.id,
    version: started.version,
    declarations: declarationCodes,
  })
  return sent.number
}

const bell = ({ page, t }: Visitor, count: number) =>
  page.getByRole('link', {
    name: saying(count === 1 ? t.messages.bell_one : t.messages.bell_other, { count }),
  })

/** The office records that the notice was sent by registered post and delivered today. */
async function recordDelivery({ page, t }: Visitor): Promise<void> {
  const { form, kind, state } = t.notices
  const today = romeDate(new Date())
  await page.getByRole('button', { name: saying(t.notices.recordOf, { name: kind.completion }) }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: form.keep }).click()
  await dialog.getByRole('alert').getByText(form.trackingMissing).first().waitFor()
  await dialog.getByLabel(form.address).fill('Nina Lettera, via Prova 1, 20100 Milano')
  await dialog.getByLabel(form.tracking).fill('AR 0123')
  await dialog.getByLabel(form.sentOn, { exact: false }).fill(today)
  await dialog.getByLabel(form.deliveredOn, { exact: false }).fill(today)
  await dialog.getByRole('button', { name: form.keep }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(saying(state.delivered)).waitFor()
}

test('in English, on a phone: news on the bell, a term that starts with the delivery, letters and choices', async () => {
  const maker = await visit('phone', 'en')
  const { page, t } = maker
  const number = await applyAsNewPerson(maker)
  const officer = await visit('desktop', 'it')
  await openDesk(officer)
  await openRequest(officer, number)
  await decide(officer, 'take')
  await askForDocuments(officer)

  await page.goto('/requests')
  await bell(maker, 2).click()
  const asked = page.getByRole('link', {
    name: saying(t.messages.news.request_requestCompletion, { number }),
  })
  const findings = await axeFindings(page, 'notifications')
  await asked.click()
  await page.getByText(t.requests.completion.notStarted.replace('{{count}}', '10')).waitFor()
  await bell(maker, 1).waitFor()

  await recordDelivery(officer)
  findings.push(...(await axeFindings(officer.page, 'desk with a notice delivered')))
  await page.reload()
  await page.getByText(saying(t.requests.completion.due)).waitFor()
  await bell(maker, 2).click()
  await page.getByRole('link', { name: saying(t.messages.news.request_termStarted, { number }) }).waitFor()
  await page.getByRole('button', { name: t.messages.markAll }).click()
  await page.getByRole('link', { name: t.messages.bell_zero }).waitFor()
  await page.getByText(t.messages.unread_zero).waitFor()

  await page.getByRole('link', { name: t.messages.view.letters }).click()
  await page
    .getByRole('button', { name: /documents missing$/ })
    .first()
    .click()
  await expect
    .poll(() => page.getByRole('dialog').innerText())
    .toContain('An ordinary e-mail does not start the term')
  findings.push(...(await axeFindings(page, 'a letter')))
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: t.messages.view.choices }).click()
  const taken = page.getByRole('checkbox', { name: t.messages.kinds.request_take })
  await page.getByText(t.messages.kinds.request_take).click()
  await expect.poll(() => taken.isChecked()).toBe(false)
  findings.push(...(await axeFindings(page, 'choices')))
  await page.reload()
  await expect.poll(() => taken.isChecked()).toBe(false)
  expect(findings).toEqual([])
})
