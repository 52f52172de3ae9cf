import { mkdirSync } from 'node:fs'
import { expect, inject, test } from 'vitest'
import type { Call } from '#schema/calls'
import type { SpaceList } from '#schema/spaces'
import { romeDate } from '../../server/city/rules.ts'
import { checkAndSend, fillForm, passEligibility, signInAs } from '../testing/applicant.ts'
import { axeFindings } from '../testing/axe.ts'
import { openDesk } from '../testing/office.ts'
import { saying } from '../testing/texts.ts'
import { type Visitor, visit } from '../testing/visitor.ts'

const read = async <Shape>(path: string) => (await (await fetch(inject('siteUrl') + path)).json()) as Shape
const today = () => romeDate(new Date())

/** Pictures for who looks at them; none unless a folder is named. */
async function picture({ page }: Visitor, name: string): Promise<void> {
  const folder = process.env.PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

const dialogOf = ({ page }: Visitor) => page.getByRole('dialog')

/** Opens the form of an action, fills it and sends it. */
async function act(visitor: Visitor, name: string, values: Record<string, string> = {}, send = name) {
  await visitor.page.getByRole('button', { name, exact: true }).first().click()
  const dialog = dialogOf(visitor)
  await dialog.waitFor()
  for (const [label, value] of Object.entries(values)) {
    const field = dialog.getByLabel(label, { exact: true })
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value)
    else await field.fill(value)
  }
  await dialog.getByRole('button', { name: send, exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** From a space in a standing call to a request that was sent. */
async function ask(visitor: Visitor): Promise<{ number: string; space: string }> {
  const { items } = await read<SpaceList>('/api/spaces?status=inCall&limit=50')
  const calls = await read<{ items: { standing: boolean; phase: string; lots: Call['lots'] }[] }>(
    '/api/calls',
  )
  const open = calls.items.filter(({ standing, phase }) => standing && phase === 'open')
  const codes = open.flatMap(({ lots }) => lots.flatMap(({ spaces }) => spaces.map(({ code }) => code)))
  const space = items.filter(({ code }) => codes.includes(code)).at(-1)
  if (!space) throw new Error('the demonstration has a space in an open standing call')
  await visitor.page.goto(`/spaces/${space.code}/ask`)
  const call = (await read<{ call: { code: string } }>(`/api/spaces/${space.code}`)).call.code
  await passEligibility(visitor, (await read<Call>(`/api/calls/${call}`)).eligibility)
  await signInAs(visitor, 'applicant')
  await fillForm(visitor, { name: 'Anna Contratti', email: 'anna.contratti@example.org' })
  return { number: await checkAndSend(visitor, 'application'), space: space.code }
}

async function openAward(officer: Visitor, number: string): Promise<void> {
  const { page, t } = officer
  await page.goto('/desk/agreements')
  await page.getByRole('heading', { level: 1, name: t.agreements.title }).waitFor()
  await page
    .getByRole('table', { name: t.agreements.due.kind.askAnswer })
    .getByRole('row', { name: new RegExp(number) })
    .getByRole('link')
    .click()
  await page.getByText(t.agreements.award.awaited, { exact: true }).waitFor()
}

/** What the office does on pages that have tests of their own, by the calls those pages make. */
async function post({ page }: Visitor, path: string, body: object): Promise<void> {
  const { csrfToken } = await (await page.request.get('/api/me')).json()
  const answer = await page.request.post(path, { data: body, headers: { 'x-csrf-token': csrfToken } })
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
}

/** Admits a request and awards its space. */
async function admitAndAward(officer: Visitor, number: string, spaceCode: string): Promise<void> {
  const queue = await (await officer.page.request.get(`/api/desk/requests?q=${number}`)).json()
  const path = `/api/desk/requests/${queue.items[0].id}`
  const step = async (action: string, body: object = {}) => {
    const { version } = await (await officer.page.request.get(path)).json()
    await post(officer, `${path}/${action}`, { version, ...body })
  }
  const year = Number(today().slice(0, 4))
  await step('take')
  await step('identify', { method: 'signedFile', note: 'Firma digitale valida.' })
  await step('admit')
  await step('award', {
    spaceCode,
    from: `${year + 1}-01-07`,
    until: `${year + 7}-01-06`,
    procedure: 'publicCall',
    actNumber: `DD 123/${year}`,
    actDate: `${year}-01-20`,
  })
}

/** Passes every check of the city: the first on the page. */
async function passChecks(officer: Visitor): Promise<void> {
  const { page, t } = officer
  const rows = page.getByRole('row').filter({ hasText: t.agreements.outcome.pending })
  await rows.first().getByRole('button').click()
  await dialogOf(officer).getByLabel(t.agreements.checks.outcome, { exact: true }).selectOption('passed')
  await dialogOf(officer).getByLabel(t.agreements.checks.checked).fill(today())
  await dialogOf(officer).getByRole('button', { name: t.agreements.checks.record, exact: true }).click()
  await page.getByText(t.agreements.outcome.passed, { exact: true }).waitFor()
  const path = `/api/desk/awards/${page.url().split('/').at(-1)}`
  const { checks } = await (await page.request.get(path)).json()
  for (const { code } of checks.slice(1))
    await post(officer, `${path}/checks`, { item: code, outcome: 'passed', checkedOn: today() })
  await page.reload()
}

test('an award becomes an agreement, the space is handed over, promises are watched, and the figures follow', async () => {
  const maker = await visit('phone', 'en')
  const { number, space } = await ask(maker)
  const officer = await visit('desktop', 'it')
  const { page, t } = officer
  const words = t.agreements
  await openDesk(officer)
  await admitAndAward(officer, number, space)
  await openAward(officer, number)

  const mine = maker.t.agreements
  await maker.page.goto('/requests')
  await maker.page.getByRole('listitem').filter({ hasText: number }).getByRole('link').first().click()
  await maker.page.getByText(mine.mine.answerAbout).waitFor()
  expect(await axeFindings(maker.page, 'award to answer')).toEqual([])
  await picture(maker, 'mine-awarded')
  await maker.page.getByRole('button', { name: mine.mine.accept, exact: true }).click()
  await maker.page.getByText(mine.mine.accepted).waitFor()

  await page.reload()
  await passChecks(officer)
  expect(await axeFindings(page, 'award')).toEqual([])
  await picture(officer, 'award')
  await act(officer, words.award.prepare, {
    [words.field.from]: `${today().slice(0, 4)}-01-01`,
    [words.field.until]: `${Number(today().slice(0, 4)) + 5}-12-31`,
    [words.field.rent]: '1200',
    [`${words.field.deposit} (${t.ui.optional})`]: '',
    [`${words.field.obligations} (${t.ui.optional})`]: 'Aprire il sabato al quartiere.',
  })
  await page.getByRole('heading', { level: 1, name: /^A-\d{4}-/ }).waitFor()
  await act(officer, words.action.sign, { [words.field.signedOn]: today() })
  await page.getByText(words.status.signed, { exact: true }).waitFor()
  await act(officer, words.action.handOver, { [words.field.happenedOn]: today() })
  await page.getByText(words.status.handedOver, { exact: true }).waitFor()
  await act(officer, words.milestone.add, {
    [words.milestone.kind]: 'opening',
    [words.milestone.promise]: 'Apertura al pubblico',
    [words.due.by]: today(),
    [words.milestone.where]: 'Contratto, art. 6',
  })
  await act(
    officer,
    words.milestone.recordOf.replace('{{name}}', 'Apertura al pubblico'),
    {
      [words.milestone.isMet]: 'yes',
      [words.milestone.observedOn]: today(),
      [words.milestone.source]: 'Sopralluogo',
    },
    words.milestone.record,
  )
  await page.getByText(words.reason.met, { exact: true }).waitFor()
  expect(await axeFindings(page, 'agreement')).toEqual([])
  await picture(officer, 'agreement')
  await page.goto(`/desk/agreements?q=${space}`)
  await page
    .getByRole('row', { name: new RegExp(space) })
    .first()
    .waitFor()
  expect(await axeFindings(page, 'agreements of the desk')).toEqual([])
  await picture(officer, 'agreements')

  await maker.page.goto('/impact')
  const figure = maker.page.locator('[data-figure="spacesInUse"]')
  await figure.waitFor()
  await expect.poll(() => figure.innerText()).toMatch(/^\d+ space/)
  expect(await axeFindings(maker.page, 'figures')).toEqual([])
  await picture(maker, 'impact')
  await maker.page.goto(`/agreements?space=${space}`)
  await maker.page.getByText(mine.reason.met, { exact: true }).waitFor()
  expect(await maker.page.getByRole('main').innerText()).not.toContain('Anna')
  expect(await axeFindings(maker.page, 'public agreements')).toEqual([])
  await picture(maker, 'public-agreements')
  await maker.page.goto(`/spaces/${space}`)
  await maker.page.getByText(maker.t.ui.status.inUse).first().waitFor()
})

test('an agreement with a private operator is written at the desk and found by makers', async () => {
  const officer = await visit('desktop', 'en')
  const { page, t } = officer
  const { field, desk, fault } = t.offers
  await openDesk(officer)
  await page.getByRole('link', { name: t.desk.offersEntry }).click()
  await page.getByRole('link', { name: desk.new }).click()
  await page.getByRole('button', { name: desk.save }).click()
  await page.getByRole('alert').getByText(fault.code).waitFor()
  expect(await axeFindings(page, 'new offer')).toEqual([])
  const fill = (label: string, value: string) => page.getByLabel(label, { exact: true }).first().fill(value)
  const optional = (label: string) => `${label} (${t.ui.optional})`
  await fill(field.code, 'PROVA-NORD')
  await fill(field.title, 'Officine di prova')
  await fill(field.operator, 'Prova Sviluppo srl')
  await fill(field.cityBody, 'Direzione Rigenerazione')
  await fill(field.source, 'Atto notarile')
  await page.getByLabel(field.status, { exact: true }).selectOption('inForce')
  await page.getByLabel(field.audience, { exact: true }).selectOption('public')
  await page.getByRole('button', { name: desk.addObligation }).click()
  await fill(field.obligationTitle, 'Tre laboratori')
  await fill(optional(field.areaM2), '240')
  await fill(optional(field.rentCapEurM2Year), '60')
  officer.expected.push(/status of 422/)
  await page.getByRole('button', { name: desk.save }).click()
  await page.getByRole('alert').getByText(fault.deedMissing).first().waitFor()
  await fill(optional(field.deedNumber), 'rep. 1')
  await fill(optional(field.deedDate), '2024-05-10')
  await fill(optional(field.point), '9.19, 45.46')
  await page.getByRole('button', { name: desk.save }).click()
  await page.getByRole('heading', { level: 1, name: 'Officine di prova' }).waitFor()
  await picture(officer, 'offer-desk')
  await page.goto('/desk/offers')
  await page.getByRole('link', { name: 'Officine di prova' }).waitFor()
  expect(await axeFindings(page, 'offers of the desk')).toEqual([])

  const maker = await visit('phone', 'it')
  await maker.page.goto('/offers?areaMin=200&rentMax=80')
  await maker.page.getByRole('heading', { level: 2, name: 'Officine di prova' }).waitFor()
  expect(await axeFindings(maker.page, 'offers')).toEqual([])
  await picture(maker, 'offers')
  await maker.page.getByLabel(maker.t.offers.areaMin, { exact: true }).fill('5000')
  await maker.page.getByText(saying(maker.t.offers.noneFiltered)).waitFor()
})
