import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import { completionItems } from '#schema/allocation'
import { signInAs } from './applicant.ts'
import { saying } from './texts.ts'
import type { Visitor } from './visitor.ts'

/** Signs in as the property office and comes to its queue. */
export async function openDesk(visitor: Visitor): Promise<void> {
  const { page, t } = visitor
  await page.goto('/sign-in')
  await signInAs(visitor, 'propertyOffice')
  await page.getByRole('heading', { level: 1, name: t.desk.title }).waitFor()
}

/** Each queue holds as many requests as its counter says. */
export async function expectCountersToEqualLists({ page, t }: Visitor): Promise<void> {
  const queues = page.getByRole('navigation', { name: t.desk.queues })
  for (const name of [t.desk.queue.all, t.requests.status.submitted, t.desk.queue.toDo]) {
    const entry = queues.getByRole('link', { name: new RegExp(`^${name} ?\\d+$`) })
    await entry.click()
    await queues.locator('a[aria-current="page"]').filter({ hasText: name }).waitFor()
    const count = async () => Number((await entry.innerText()).match(/\d+$/)?.[0])
    const listed = async () => Number((await page.getByRole('status').first().innerText()).match(/^\d+/)?.[0])
    await expect.poll(async () => (await listed()) - (await count())).toBe(0)
    const counter = await count()
    await expect.poll(() => page.getByRole('row').count()).toBe(Math.min(counter, 50) + (counter > 0 ? 1 : 0))
  }
}

/** Opens a request from the queue by its number. */
export async function openRequest({ page, t }: Visitor, number: string): Promise<void> {
  await page.getByRole('searchbox', { name: t.desk.search }).fill(number)
  await page.waitForURL((url) => url.searchParams.get('q') === number)
  await page.getByRole('link', { name: number, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: new RegExp(number) }).waitFor()
}

type Action = keyof Visitor['t']['desk']['action']

/** Opens the dialog of an action, fills it, does it, and waits until the page says that it is done. */
export async function decide({ page, t }: Visitor, action: Action, fill?: () => Promise<void>) {
  const name = t.desk.action[action]
  await page.getByRole('button', { name, exact: true }).click()
  const dialog = page.getByRole('dialog', { name })
  await dialog.waitFor()
  await fill?.()
  await dialog.getByRole('button', { name, exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(saying(t.desk.dialog.done, { action: name })).waitFor()
}

/** What the office asks an applicant to add. */
export async function askForDocuments(visitor: Visitor): Promise<void> {
  const { page, t, language } = visitor
  const [item] = completionItems
  await decide(visitor, 'requestCompletion', async () => {
    await page.getByText(item?.[language] ?? '', { exact: true }).click()
    await page
      .getByRole('textbox', { name: t.desk.dialog.message, exact: true })
      .fill('Manca il documento di chi firma: mandalo in PDF.')
  })
}

/** Records that the copy signed by the applicant has been checked. */
export async function recordSignature(visitor: Visitor): Promise<void> {
  const { page, t } = visitor
  const { desk } = t.identification
  await decide(visitor, 'identify', async () => {
    await page.getByText(desk.methods.signedFile, { exact: true }).click()
    await page.getByRole('textbox', { name: desk.note, exact: true }).fill('Firma digitale valida.')
  })
}

/** Awards the space by the procedure of its call, on an act. */
export async function award(visitor: Visitor): Promise<void> {
  const { page, t } = visitor
  const year = new Date().getFullYear() + 1
  await decide(visitor, 'award', async () => {
    await page.getByLabel(t.desk.dialog.from, { exact: true }).fill(`${year}-01-07`)
    await page.getByLabel(t.desk.dialog.until, { exact: true }).fill(`${year + 6}-01-06`)
    await page.getByLabel(t.desk.dialog.actNumber, { exact: true }).fill(`DD 123/${year - 1}`)
    await page.getByLabel(t.desk.dialog.actDate, { exact: true }).fill(`${year - 1}-01-20`)
  })
}

/** Gives a call a key of two officers whose passphrases nobody knows, for calls whose prices no test opens. */
export async function giveKey({ page }: Visitor, code: string): Promise<void> {
  const { request } = page
  const token = async () => (await (await request.get('/api/me')).json()).csrfToken
  const post = async <Body>(path: string, data: object): Promise<Body> => {
    const answer = await request.post(path, { data, headers: { 'x-csrf-token': await token() } })
    expect(answer.status(), await answer.text()).toBeLessThan(300)
    return answer.json()
  }
  const keys: number[] = []
  for (const demo of ['caseOfficer', 'propertyOffice']) {
    await post('/api/session', { demo })
    const key = { publicKey: randomBytes(32).toString('base64'), salt: randomBytes(16).toString('base64') }
    keys.push((await post<{ mine: { id: number } }>('/api/desk/keys', key)).mine.id)
  }
  await post(`/api/desk/calls/${code}/key`, { custodians: keys })
  // The session is another now, and with it the token the page writes with.
  await page.reload()
}
