import { expect, test } from 'vitest'
import { axeFindings } from '../testing/axe.ts'
import { lettersWith, linkIn } from '../testing/letters.ts'
import { saying } from '../testing/texts.ts'
import { type Visitor, visit } from '../testing/visitor.ts'

const email = 'dimentica@example.org'
const password = { first: 'una frase molto lunga', second: 'Cavallo batteria graffetta' }

/** Registers, and opens the link that the demonstration shows in place of a letter. */
async function register({ page, t }: Visitor): Promise<void> {
  await page.goto('/register')
  await page.getByLabel(t.accounts.signIn.email).fill(email)
  await page.getByRole('button', { name: t.accounts.register.button }).click()
  await page.getByRole('link', { name: t.accounts.register.demoLink }).click()
  await page.getByLabel(t.accounts.register.name).fill('Giulia Dimentica')
  await page.getByLabel(t.accounts.signIn.password, { exact: true }).fill(password.first)
  await page.getByRole('button', { name: t.accounts.confirm.button }).click()
  await page.getByRole('link', { name: /Giulia Dimentica/ }).waitFor()
}

/** Asks for a new password, waits for the letter and opens its link. */
async function openResetLink({ page, t }: Visitor): Promise<void> {
  await page.goto('/sign-in')
  await page.getByRole('link', { name: t.accounts.reset.link }).click()
  await page.getByLabel(t.accounts.signIn.email).fill(email)
  await page.getByRole('button', { name: t.accounts.reset.button }).click()
  await page.getByText(saying(t.accounts.reset.sent, { email })).waitFor()
  const letters = async () =>
    (await lettersWith(email)).filter(({ text }) => text.includes('/account/reset/confirm'))
  await expect.poll(async () => (await letters()).length, { timeout: 15_000 }).toBe(1)
  const [letter] = await letters()
  if (letter) await page.goto(linkIn(letter, '/account/reset/confirm'))
}

async function signIn({ page, t }: Visitor, secret: string): Promise<void> {
  await page.goto('/sign-in?next=/account')
  await page.getByLabel(t.accounts.signIn.email).fill(email)
  await page.getByLabel(t.accounts.signIn.password, { exact: true }).fill(secret)
  await page.getByRole('button', { name: t.accounts.signIn.button, exact: true }).click()
}

test('who forgot the password sets a new one by letter, sees where else they are signed in, and ends it', async () => {
  const library = await visit('desktop', 'en')
  const phone = await visit('phone', 'it')
  await register(library)

  const { page, t } = phone
  phone.expected.push(/status of 422 .*\/reset\/confirm$/)
  await openResetLink(phone)
  const newPassword = page.getByLabel(t.accounts.password.new, { exact: true })
  await newPassword.fill('Password12345')
  await page.getByRole('button', { name: t.accounts.reset.newButton }).click()
  await page.getByRole('alert').filter({ hasText: t.problems['password-common'] }).waitFor()
  await newPassword.fill(password.second)
  expect(await newPassword.getAttribute('type')).toBe('password')
  await page.getByText(t.accounts.password.show).click()
  expect(await newPassword.getAttribute('type')).toBe('text')
  await page.getByRole('button', { name: t.accounts.reset.newButton }).click()
  await page.getByText(t.accounts.password.changed).waitFor()
  await page.getByText(t.accounts.sessions.onlyThis).waitFor()

  library.expected.push(/status of 401 .*\/api\/session$/)
  await signIn(library, password.first)
  await library.page.getByRole('alert').filter({ hasText: library.t.problems['wrong-password'] }).waitFor()
  await signIn(library, password.second)
  await library.page.getByRole('heading', { name: library.t.accounts.sessions.title }).waitFor()

  await page.reload()
  const sessions = page.getByRole('listitem').filter({ hasText: t.accounts.sessions.how.local })
  await expect.poll(() => sessions.count()).toBe(2)
  expect(await axeFindings(page, 'two sessions, phone, it')).toEqual([])
  await sessions.getByRole('button').click()
  await page.getByText(t.accounts.sessions.onlyThis).waitFor()
  expect(await sessions.count()).toBe(1)

  await library.page.reload()
  await library.page.getByText(library.t.accounts.pages.signIn).waitFor()
}, 120_000)
