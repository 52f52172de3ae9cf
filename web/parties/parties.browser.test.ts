import { expect, inject, test } from 'vitest'
import { generalQuestions } from '#rules/calls'
import type { RegistrationAnswer } from '#schema/accounts'
import type { SpaceList } from '#schema/spaces'
import {
  checkAndSend,
  choose,
  draftIsSaved,
  fillWork,
  passEligibility,
  signInAs,
} from '../testing/applicant.ts'
import { axeFindings } from '../testing/axe.ts'
import { lettersWith, linkIn } from '../testing/letters.ts'
import { saying } from '../testing/texts.ts'
import { type Visitor, visit } from '../testing/visitor.ts'

const organisation = 'Telai del Quartiere srl'
const editorEmail = 'bruno.parti@example.org'
const findings: string[] = []
const look = async ({ page }: Visitor, name: string) => findings.push(...(await axeFindings(page, name)))

/** A space that can be asked for without a call, and that no other test asks for. */
async function aSpace(): Promise<string> {
  const reply = await fetch(
    `${inject('siteUrl')}/api/spaces?status=available&ownership=municipal&limit=20&sort=code`,
  )
  return ((await reply.json()) as SpaceList).items.at(-1)?.code ?? ''
}

async function enterOrganisation(visitor: Visitor): Promise<void> {
  const { page, t } = visitor
  const { field } = t.parties
  await page.goto('/account/organisations')
  const enter = page.getByRole('link', { name: t.parties.list.new })
  await enter.waitFor()
  await look(visitor, 'organisations')
  await enter.click()
  const save = page.getByRole('button', { name: t.parties.new.save, exact: true })
  await save.click()
  await page.getByRole('alert').first().waitFor()
  await look(visitor, 'new organisation, with errors')
  await page.getByLabel(field.organisationName).fill(organisation)
  await page.getByLabel(field.legalForm).selectOption('company')
  await page.getByLabel(field.representative, { exact: true }).fill('Anna Ferrari')
  await page.getByLabel(field.fiscalCode, { exact: true }).fill('01199250158')
  await page.getByLabel(field.vatNumber).fill('01199250158')
  await page.getByLabel(field.address, { exact: true }).fill('via Prova 1, 20159 Milano')
  await page.getByLabel(field.email).fill('info@telai.example.org')
  await page.getByLabel(field.phone).fill('+39 02 0202')
  await save.click()
  await page.getByRole('heading', { level: 1, name: organisation }).waitFor()
}

async function inviteEditor(visitor: Visitor): Promise<string> {
  const { page, t } = visitor
  await page.getByLabel(t.parties.invite.email).fill(editorEmail)
  await page.getByRole('button', { name: t.parties.invite.send, exact: true }).click()
  await page.getByText(t.parties.invite.sent.replace('{{email}}', editorEmail)).waitFor()
  await look(visitor, 'organisation')
  const letters = () => lettersWith(editorEmail)
  await expect.poll(async () => (await letters()).length, { timeout: 15_000 }).toBe(1)
  const [letter] = await letters()
  if (!letter) throw new Error('no letter')
  expect(letter.text).toContain(organisation)
  return linkIn(letter, '/invitations')
}

/** Somebody with another address than the letter's opens its link, registers, and accepts. */
async function accept(visitor: Visitor, link: string): Promise<void> {
  const { page, t, context } = visitor
  await page.goto(link)
  await page.getByRole('heading', { name: t.parties.accept.signIn }).waitFor()
  const answer = await context.request.post('/api/accounts', {
    data: { email: 'bruno.altro@example.org' },
  })
  const { confirmPath } = (await answer.json()) as RegistrationAnswer
  const { pathname, search } = new URL(link)
  await page.goto(`${confirmPath}&next=${encodeURIComponent(pathname + search)}`)
  await page.getByLabel(t.accounts.register.name).fill('Bruno Riva')
  await page.getByLabel(t.accounts.signIn.password, { exact: true }).fill('una frase molto lunga davvero')
  await page.getByRole('button', { name: t.accounts.confirm.button }).click()
  await page.getByText(organisation).waitFor()
  await look(visitor, 'invitation')
  await page.getByRole('button', { name: t.parties.accept.button, exact: true }).click()
  await page.getByText(saying(t.parties.page.editorNote, { party: organisation })).waitFor()
}

/** The editor finds the draft among their requests and writes the project anew; sending is not offered. */
async function editDraft({ page, t }: Visitor, text: string): Promise<void> {
  await page.goto('/requests')
  const row = page.getByRole('listitem').filter({ hasText: organisation })
  await row.getByRole('link', { name: t.requests.list.continue }).click()
  await page.getByRole('textbox', { name: t.requests.field.text, exact: true }).fill(text)
  await page.getByText(saying(t.requests.ask.save.saved)).waitFor()
  await page.getByRole('button', { name: t.requests.ask.form.continue }).click()
  await page.getByText(saying(t.parties.ask.onlyRepresentative, { name: organisation })).waitFor()
  expect(await page.getByRole('checkbox').count()).toBe(0)
}

test('an organisation asks: its representative invites an editor, who edits; what both wrote is sent', async () => {
  const anna = await visit('desktop', 'it')
  const { page, t } = anna
  await page.goto('/sign-in')
  await signInAs(anna, 'applicant')
  await page.waitForURL((url) => url.pathname === '/')
  await enterOrganisation(anna)
  const bruno = await visit('phone', 'en')
  await accept(bruno, await inviteEditor(anna))

  const code = await aSpace()
  await page.goto(`/spaces/${code}/ask`)
  await passEligibility(anna, generalQuestions)
  await choose(anna, t.parties.ask.label, organisation)
  await page.getByText(saying(t.parties.ask.moved, { name: organisation })).waitFor()
  expect(await page.getByLabel(t.parties.field.organisationName).inputValue()).toBe(organisation)
  await fillWork(anna)
  await draftIsSaved(anna)
  await look(anna, 'asking for an organisation')

  const project = 'Telai e un corso per i ragazzi, scritto da Bruno.'
  await editDraft(bruno, project)
  await page.getByLabel(t.requests.field.hours).fill('lun-ven 9-17')
  anna.expected.push(/status of 409 .*\/drafts\//)
  await page.getByText(t.requests.ask.save.stale).waitFor()
  await look(anna, 'somebody else was faster')
  await page.getByRole('button', { name: t.requests.ask.save.reload }).click()
  const text = page.getByRole('textbox', { name: t.requests.field.text, exact: true })
  await expect.poll(() => text.inputValue()).toBe(project)

  const number = await checkAndSend(anna, 'expressionOfInterest', undefined, 'organisation')
  await page.getByText(project).waitFor()
  await bruno.page.goto('/requests')
  await bruno.page.getByRole('listitem').filter({ hasText: number }).waitFor()
  expect(findings).toEqual([])
}, 180_000)
