import { expect, test } from 'vitest'
import type { SpaceList } from '#schema/spaces'
import { completeContent, sendingOf } from '../../server/testing/requests.ts'
import { signInAs } from '../testing/applicant.ts'
import { axeFindings } from '../testing/axe.ts'
import { decide, openDesk, openRequest } from '../testing/office.ts'
import { saying } from '../testing/texts.ts'
import { type Visitor, visit } from '../testing/visitor.ts'

/** Somebody asks for a space; gives the number. */
async function ask(): Promise<string> {
  const { page } = await visit('desktop', 'it')
  const { request } = page
  const me = await (await request.post('/api/session', { data: { demo: 'applicant' } })).json()
  const post = async (path: string, data: object) => {
    const answer = await request.post(path, { data, headers: { 'x-csrf-token': me.csrfToken } })
    expect(answer.status(), await answer.text()).toBe(201)
    return answer.json()
  }
  const available = '/api/spaces?status=available&ownership=municipal&limit=9&sort=code'
  const space = ((await (await request.get(available)).json()) as SpaceList).items.at(-1)?.code
  const applicant = { ...completeContent.applicant, name: 'Dora Registro' }
  const draft = await post('/api/requests/drafts', { space, content: { ...completeContent, applicant } })
  return (await post('/api/requests', sendingOf(draft))).number
}

/** An officer takes the request, and reads what is restricted in it. */
async function examine(number: string): Promise<void> {
  const officer = await visit('desktop', 'it')
  const { page, t } = officer
  await openDesk(officer)
  await openRequest(officer, number)
  expect(await page.getByRole('main').innerText()).not.toContain('RSSMRA80A01F205X')
  await page.getByRole('button', { name: t.desk.restricted.show }).click()
  const dialog = page.getByRole('dialog', { name: t.desk.restricted.show })
  await dialog.getByRole('textbox', { name: t.desk.restricted.reason }).fill('Controllo a campione')
  await dialog.getByRole('button', { name: t.desk.restricted.show }).click()
  await page.getByText('RSSMRA80A01F205X').waitFor()
  await page.getByRole('heading', { name: t.requests.answers }).waitFor()
  await decide(officer, 'take')
}

async function openLog(visitor: Visitor): Promise<void> {
  const { page, t } = visitor
  await page.goto('/sign-in?next=/audit')
  await signInAs(visitor, 'auditor')
  await page.getByRole('heading', { level: 1, name: t.audit.title }).waitFor()
}

test('on a phone, in English: an auditor finds who read what of a request, and verifies it', async () => {
  const number = await ask()
  await examine(number)
  const auditor = await visit('phone', 'en')
  const { page, t } = auditor
  await openLog(auditor)
  await page.getByRole('searchbox', { name: t.audit.search }).fill(number)
  await page.getByText(saying(t.audit.total_other, { count: 3 }), { exact: true }).waitFor()

  const list = page.getByRole('list', { name: t.audit.list })
  const entry = (action: string) =>
    list.getByRole('listitem').filter({ has: page.getByRole('button', { name: new RegExp(action) }) })
  const reading = entry(t.audit.action.readRestricted)
  await reading.getByRole('button').first().click()
  await reading.getByText('Controllo a campione').waitFor()
  await reading.getByText(t.audit.field.content_eligibilityAnswers).waitFor()
  await reading.getByRole('button', { name: t.audit.verify }).click()
  await reading.getByText(saying(t.audit.chainWhole_other, { count: 3 })).waitFor()

  const sending = entry(t.audit.action.send)
  await sending.getByRole('button').first().click()
  await sending.getByText(t.audit.field.content_applicant_name).waitFor()
  const text = await list.innerText()
  expect(text).not.toContain('Dora Registro')
  expect(text).not.toContain('RSSMRA80A01F205X')
  expect(text).toContain(t.audit.withheld.split('{{')[0])

  await page.reload()
  await page.getByText(saying(t.audit.total_other, { count: 3 }), { exact: true }).waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: t.audit.exportCsv }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^spazi-audit-.*\.csv$/)
  expect(await axeFindings(page, 'audit, phone')).toEqual([])
})
