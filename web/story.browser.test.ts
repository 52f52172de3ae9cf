import { expect, inject, test } from 'vitest'
import { generalQuestions } from '#rules/calls'
import type { Call } from '#schema/calls'
import type { Space, SpaceList } from '#schema/spaces'
import {
  type Applicant,
  attachFiles,
  checkAndSend,
  draftIsSaved,
  fillForm,
  passEligibility,
  signInAs,
} from './testing/applicant.ts'
import { lettersWith } from './testing/letters.ts'
import { narrowToTheStory, openMap, rows, searchOf, total } from './testing/mapPage.ts'
import {
  askForDocuments,
  award,
  decide,
  expectCountersToEqualLists,
  openDesk,
  openRequest,
  recordSignature,
} from './testing/office.ts'
import { saying } from './testing/texts.ts'
import { type Visitor, visit } from './testing/visitor.ts'

const read = async <Shape>(path: string) => (await (await fetch(inject('siteUrl') + path)).json()) as Shape

/** Chooses the first space of the list in a status and reads its panel; gives the record behind it. */
async function choose(visitor: Visitor, status: 'inCall' | 'available'): Promise<Space> {
  const { page, t, language } = visitor
  const row = rows(visitor).filter({ hasText: t.ui.status[status] }).first()
  const space = await read<Space>(`/api/spaces/${await row.getAttribute('data-code')}`)
  await row.click()
  const panel = page.getByRole('article', { name: t.map.detail.label })
  await panel.getByRole('heading', { level: 2, name: space.name }).waitFor()
  const text = await panel.innerText()
  const [advice] = space.advice.filter(({ activity }) => activity === 'manifattura_leggera')
  expect(advice?.level).toBe('usuallyCompatible')
  expect(text).toContain(t.space.level.usuallyCompatible)
  for (const reason of advice?.reasons ?? []) {
    expect(text).toContain(language === 'en' ? reason.textEn : reason.text)
    expect(text).toContain(`(${reason.reference}, ${advice?.planVersion})`)
  }
  expect(text).toContain(space.office.phone)
  return space
}

const numbers = { it: new Intl.NumberFormat('it-IT'), en: new Intl.NumberFormat('en-GB') }

/** Opens the space's own page and finds there what one must know before asking. */
async function readPage({ page, t, language }: Visitor, space: Space): Promise<void> {
  await page.getByRole('link', { name: t.map.detail.page, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: new RegExp(space.name) }).waitFor()
  const text = await page.getByRole('main').innerText()
  expect(text).toContain(space.address)
  expect(text).toContain(`${numbers[language].format(space.areaM2 ?? 0)}\u00a0m²`)
  const [advice] = space.advice.filter(({ activity }) => activity === 'manifattura_leggera')
  for (const reason of advice?.reasons ?? []) expect(text).toContain(reason.reference)
  expect(text).toContain(advice?.planVersion)
  const city = await read<{ disclaimer: Record<string, string> }>('/api/city')
  expect(text).toContain(city.disclaimer[language])
  for (const words of [t.space.rent.title, t.space.rent.base, t.space.rent.deposit, t.space.rent.works])
    expect(text).toContain(words)
  expect(text).toContain(space.office.phone)
  expect(text).toContain(language === 'en' ? space.office.hoursEn : space.office.hours)
  expect(text).toMatch(new RegExp(t.space.rooms.survey.split('{{')[0] ?? ''))
}

/** From the page of a space to the receipt, with a reload in the middle. */
async function ask(visitor: Visitor, space: Space, applicant: Applicant): Promise<string> {
  const { page, t } = visitor
  const { kind } = space.canAsk
  if (!kind) throw new Error(`${space.code} cannot be asked for`)
  const questions = space.call
    ? (await read<Call>(`/api/calls/${space.call.code}`)).eligibility
    : generalQuestions
  const name = kind === 'application' ? t.space.ask.application : t.space.ask.interest
  await page.getByRole('link', { name }).filter({ visible: true }).first().click()
  await passEligibility(visitor, questions)
  await signInAs(visitor, 'applicant')
  await fillForm(visitor, applicant)
  await draftIsSaved(visitor)
  await page.reload()
  await expect.poll(() => page.getByLabel(t.parties.field.email).inputValue()).toBe(applicant.email)
  await attachFiles(visitor)
  return checkAndSend(visitor, kind)
}

/** The applicant finds the request among their own, with what it is and what happens next. */
async function follow({ page, t }: Visitor, number: string, status: string, next: string) {
  await page.goto('/requests')
  const row = page.getByRole('listitem').filter({ hasText: number })
  await expect.poll(() => row.innerText()).toContain(status)
  await row.getByRole('link').first().click()
  await page.getByText(saying(t.requests.page.number, { number })).first().waitFor()
  await page.getByText(next).waitFor()
}

const waitForLetters = (number: string, count: number) =>
  expect.poll(async () => (await lettersWith(number)).length, { timeout: 15_000, interval: 250 }).toBe(count)

test('in Italian, at a desk: from the map to the award of a lot; regression 12: a letter each; regression 13: counters', async () => {
  const maker = await visit('desktop', 'it')
  const { page, t } = maker
  const anna = { name: 'Anna Storia', email: 'anna.storia@example.org' }
  await openMap(maker)
  await narrowToTheStory(maker)
  const space = await choose(maker, 'inCall')
  await readPage(maker, space)
  const number = await ask(maker, space, anna)
  await waitForLetters(number, 1)
  await follow(maker, number, t.requests.status.submitted, t.requests.next.identifyYourself)

  const officer = await visit('desktop', 'it')
  await openDesk(officer)
  await expectCountersToEqualLists(officer)
  await openRequest(officer, number)
  await officer.page.getByText('progetto.pdf').waitFor()
  await decide(officer, 'take')
  await askForDocuments(officer)
  await follow(maker, number, t.requests.status.completionRequested, t.requests.next.sendCompletion)
  await page.getByRole('textbox', { name: t.requests.completion.answer }).fill('Ecco il documento.')
  await page.getByRole('button', { name: t.requests.completion.send, exact: true }).click()
  await page.getByText(t.requests.next.waitForCheck).waitFor()

  await officer.page.reload()
  await recordSignature(officer)
  await decide(officer, 'admit')
  await award(officer)
  await follow(maker, number, t.requests.status.awarded, t.requests.next.answerAward)
  await page
    .getByText(/DD 123\/2026/)
    .first()
    .waitFor()
  await page.goto(`/spaces/${space.code}`)
  await page.getByText(t.ui.status.awarded).first().waitFor()
  await openMap(maker, `/?q=${space.code}`)
  await expect.poll(() => rows(maker).first().innerText()).toContain(t.ui.status.awarded)
  expect(await maker.tiles.statusesFor(searchOf(page.url()))).toEqual(['awarded'])

  await waitForLetters(number, 7)
  const subjects = (await lettersWith(number)).map(({ subject }) => subject.split(': ').at(-1))
  expect(subjects.sort(), 'one letter for each thing that happened').toEqual([
    'ammessa',
    'firma verificata',
    'integrazione ricevuta',
    'mancano documenti',
    'presa in carico',
    'ricevuta',
    'spazio assegnato',
  ])
}, 180_000)

test('in English, on a phone: an expression of interest, and the answer to it', async () => {
  const maker = await visit('phone', 'en')
  const { page, t } = maker
  const ben = { name: 'Ben Story', email: 'ben.story@example.org' }
  await openMap(maker)
  await narrowToTheStory(maker)
  const count = await total(maker)
  expect(await maker.tiles.spacesFor(searchOf(page.url()))).toBe(count)
  const space = await choose(maker, 'available')
  await readPage(maker, space)
  await page.getByText(t.space.ask.interestBody).waitFor()
  const number = await ask(maker, space, ben)
  await page.getByText(t.requests.receipt.notBinding).waitFor()
  await waitForLetters(number, 1)

  const officer = await visit('phone', 'en')
  await openDesk(officer)
  await openRequest(officer, number)
  await decide(officer, 'note')
  await decide(officer, 'answer', () =>
    officer.page
      .getByRole('textbox', { name: t.desk.dialog.answerMessage, exact: true })
      .fill('The space goes into the call of next spring.'),
  )
  await follow(maker, number, t.requests.status.answered, t.requests.next.readAnswer)
  await page.getByText('The space goes into the call of next spring.').waitFor()
  await waitForLetters(number, 3)
}, 180_000)
