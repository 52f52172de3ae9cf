import { expect, inject, test } from 'vitest'
import { axeFindings } from '../testing/axe.ts'
import { mapIsDrawn } from '../testing/mapPage.ts'
import { type Visitor, visit } from '../testing/visitor.ts'

const password = 'quattro gatti sul tram'

async function post(path: string, body: object): Promise<Response> {
  return fetch(inject('siteUrl') + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** Opens an account as its owner would, by the link of the letter. */
async function openAccount(email: string): Promise<void> {
  const registration = await post('/api/accounts', { email })
  const { confirmPath } = (await registration.json()) as { confirmPath: string }
  const token = confirmPath.split('token=')[1]
  const confirmed = await post('/api/accounts/confirm', { token, name: 'Dario Neri', password })
  expect(confirmed.status).toBe(201)
}

async function signIn({ page, t }: Visitor, email: string): Promise<void> {
  await page.goto('/sign-in?next=/account/data')
  await page.getByLabel(t.accounts.signIn.email).fill(email)
  await page.getByLabel(t.accounts.signIn.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: t.accounts.signIn.button, exact: true }).click()
}

/** Opens the dialog, answers it and presses its last button. */
async function erase({ page, t }: Visitor): Promise<void> {
  const { erase } = t.privacy
  await page.getByRole('button', { name: erase.open }).click()
  const dialog = page.getByRole('dialog', { name: erase.dialogTitle })
  const confirm = dialog.getByRole('button', { name: erase.confirm })
  expect(await confirm.isDisabled()).toBe(true)
  await dialog.getByLabel(erase.password).fill(password)
  await dialog.getByText(erase.understood).click()
  await confirm.click()
}

test('a person sees their data, takes a copy along, and has them erased', async () => {
  const email = `dario.${Date.now()}@example.org`
  await openAccount(email)
  const person = await visit('phone', 'en')
  const { page, t } = person
  await signIn(person, email)
  await page.getByRole('heading', { level: 1, name: t.privacy.data.title }).waitFor()
  await page.getByRole('rowheader', { name: t.privacy.kinds.account }).waitFor()
  await page.getByText(t.privacy.why.account).waitFor()
  expect(await axeFindings(page, 'own data')).toEqual([])

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: t.privacy.export.button }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^spazi-\d{4}-\d\d-\d\d\.zip$/)
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk)
  const archive = Buffer.concat(chunks)
  expect(archive.subarray(0, 2).toString()).toBe('PK')
  expect(archive.includes('data.json')).toBe(true)

  await erase(person)
  await page.getByText(t.privacy.erase.done).waitFor()
  await page.goto('/account/data')
  await page.getByRole('link', { name: t.shell.account.signIn }).first().waitFor({ state: 'attached' })
  expect((await post('/api/session', { email, password })).status).toBe(401)
})

/** Pages that between them use every part; the others complain to the visitor too, where they are tested. */
const addresses = ['/', '/spaces/MI-9-0167', '/register', '/privacy', '/account/data', '/desk', '/api/docs']

/** What the content security policy refused on the pages somebody opened. */
async function refusals(visitor: Visitor, paths: readonly string[]): Promise<string[]> {
  const refused: string[] = []
  await visitor.page.exposeFunction('tellRefusal', (text: string) => refused.push(text))
  await visitor.page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
      (window as unknown as { tellRefusal(text: string): void }).tellRefusal(
        `${location.pathname}: ${violatedDirective} ${blockedURI} ${sourceFile}`,
      ),
    )
  })
  for (const path of paths) {
    await visitor.page.goto(path, { waitUntil: 'load' })
    if (path === '/') await mapIsDrawn(visitor)
    await visitor.page.getByRole('heading').first().waitFor({ state: 'attached' })
  }
  return refused
}

test('no page needs anything the content security policy refuses', async () => {
  const officer = await visit('desktop', 'it')
  await officer.page.goto('/sign-in')
  const { people } = officer.t.accounts.signIn
  await officer.page.getByRole('button', { name: new RegExp(people.propertyOffice.name) }).click()
  await officer.page.getByRole('link', { name: officer.t.shell.nav.desk }).waitFor()
  expect(await refusals(officer, addresses)).toEqual([])
})
