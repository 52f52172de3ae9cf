import { mkdirSync } from 'node:fs'
import { expect, inject, test } from 'vitest'
import type { CallBids } from '#schema/bids'
import type { Call } from '#schema/calls'
import type { SpaceList } from '#schema/spaces'
import type { Db } from '../../server/db/index.ts'
import { openDatabase } from '../../server/db/open.ts'
import { signTechnical } from '../../server/testing/bids.ts'
import { callContent, moveWindow } from '../../server/testing/calls.ts'
import { checkAndSend, fillForm, passEligibility, signInAs, smallPdf } from '../testing/applicant.ts'
import { axeFindings } from '../testing/axe.ts'
import { saying } from '../testing/texts.ts'
import { type Visitor, visit } from '../testing/visitor.ts'

const code = 'BUSTE-PROVA'
const passphrases = {
  propertyOffice: 'lanterna verde sul tram nove',
  caseOfficer: 'quattro fornai in bicicletta rossa',
} as const
type Officer = keyof typeof passphrases

/** Pictures for who looks at them; none unless a folder is named. */
async function picture({ page }: Visitor, name: string): Promise<void> {
  const folder = process.env.PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

async function enter(visitor: Visitor, role: Officer | 'applicant', next: string): Promise<void> {
  await visitor.page.goto(`/sign-in?next=${next}`)
  await signInAs(visitor, role)
  await visitor.page.waitForURL((url) => url.pathname === next)
}

async function post({ page }: Visitor, path: string, data: object, method: 'POST' | 'PUT' = 'POST') {
  const { csrfToken } = await (await page.request.get('/api/me')).json()
  const answer = await page.request.fetch(path, { method, data, headers: { 'x-csrf-token': csrfToken } })
  expect(answer.status(), await answer.text()).toBeLessThan(300)
  return answer.json()
}

/** An officer makes a key in place of the one of the demonstration: too short a passphrase is refused. */
async function makeKey(visitor: Visitor, role: Officer): Promise<void> {
  const { page, t } = visitor
  const { keys } = t.bids
  await enter(visitor, role, '/desk/keys')
  await page.getByRole('heading', { name: keys.mine }).waitFor()
  const type = async (text: string) => {
    await page.getByLabel(keys.passphrase, { exact: true }).fill(text)
    await page.getByLabel(keys.again, { exact: true }).fill(text)
  }
  await type('breve')
  await page.getByRole('button', { name: keys.replace }).click()
  await page.getByText(keys.fault.tooShort).waitFor()
  expect(await axeFindings(page, `keys of ${role}`)).toEqual([])
  await type(passphrases[role])
  await page.getByText(keys.written).click()
  await page.getByRole('button', { name: keys.replace }).click()
  await page.getByText(keys.made).waitFor()
  await picture(visitor, `keys-${role}-${visitor.language}`)
}

/** The key of the call is made for both, and the call published. */
async function publishCall(visitor: Visitor, spaces: string[]): Promise<void> {
  const { page, t } = visitor
  await post(visitor, '/api/desk/calls', { code, title: 'Botteghe con buste' })
  await post(visitor, `/api/desk/calls/${code}`, { version: 1, content: callContent(spaces) }, 'PUT')
  await page.goto(`/desk/calls/${code}/bids`)
  await page.getByRole('heading', { level: 2, name: t.bids.key.title }).waitFor()
  const officers = page.getByRole('group', { name: t.bids.key.choose })
  for (const box of await officers.locator('label').all()) await box.click()
  await page.getByRole('button', { name: t.bids.key.make }).click()
  await page.getByText(t.bids.key.custodians).waitFor()
  await page.getByText(t.bids.refusal.sealed).waitFor()
  expect(await axeFindings(page, 'key of the call')).toEqual([])
  await picture(visitor, 'call-key')
  await post(visitor, `/api/desk/calls/${code}/publish`, { version: 2 })
}

/** An applicant asks for both lots, turns their order, seals both prices and sends. */
async function sendSealed(visitor: Visitor, space: string): Promise<string> {
  const { page, t } = visitor
  const call = (await (await page.request.get(`/api/calls/${code}`)).json()) as Call
  await enter(visitor, 'applicant', `/spaces/${space}/ask`)
  await passEligibility(visitor, call.eligibility)
  const lots = page.getByRole('group', { name: t.requests.lots.title })
  await lots.getByRole('button', { name: saying(t.requests.lots.add, { number: '2' }) }).click()
  await lots.getByRole('button', { name: saying(t.requests.lots.up, { number: '2' }) }).click()
  await expect
    .poll(() => lots.locator('ol > li b').allInnerTexts())
    .toEqual([expect.stringMatching(/2/), expect.stringMatching(/1/)])
  await fillForm(visitor, { name: 'Mario Rossi', email: 'mario.rossi@example.org' })
  await page.getByRole('button', { name: t.requests.ask.form.continue }).click()
  await page
    .getByRole('alert')
    .getByText(saying(t.bids.price.seal, { number: '1' }))
    .waitFor()
  for (const [number, amount] of [
    ['2', '700,50'],
    ['1', '431,00'],
  ] as const) {
    const field = lots.getByLabel(saying(t.bids.price.label, { number }))
    await field.fill('400')
    const seal = lots.getByRole('button', { name: saying(t.bids.price.seal, { number }) })
    await seal.click()
    await lots.getByText(saying(t.bids.price.belowBase)).waitFor()
    if (number === '2') {
      expect(await axeFindings(page, 'price')).toEqual([])
      await picture(visitor, `price-${visitor.language}`)
    }
    await field.fill(amount)
    await seal.click()
    await lots.getByRole('button', { name: saying(t.bids.price.replace, { number }) }).waitFor()
  }
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page
      .getByRole('button', { name: saying(t.requests.files.addDocument, { name: 'Piano economico' }) })
      .click(),
  ])
  await chooser.setFiles({ name: 'piano.pdf', mimeType: 'application/pdf', buffer: smallPdf })
  await page.getByRole('link', { name: 'piano.pdf' }).waitFor()
  await picture(visitor, `sealed-${visitor.language}`)
  return checkAndSend(visitor, 'application', () =>
    axeFindings(page, 'review').then((found) => expect(found).toEqual([])),
  )
}

/** What arrives on paper is entered closed, and the desk of the call says whether the service was away. */
async function enterArrival(visitor: Visitor): Promise<void> {
  const { page, t } = visitor
  const { arrivals, outages } = t.bids
  await page.goto(`/desk/calls/${code}`)
  await page.getByText(outages.none).waitFor()
  await page.getByRole('button', { name: outages.add }).click()
  await page.getByText(outages.addNote).waitFor()
  expect(await axeFindings(page, 'outages')).toEqual([])
  await picture(visitor, `outages-${visitor.language}`)
  await page.getByRole('link', { name: arrivals.title }).click()
  await page.getByText(arrivals.none).waitFor()
  const enter = page.getByRole('button', { name: arrivals.enter })
  // Nothing is entered before the program's clock has opened the call, a few seconds after its hour.
  await expect
    .poll(async () => {
      if (!(await enter.isVisible())) await page.reload()
      await page.getByText(arrivals.none).waitFor()
      return enter.isVisible()
    })
    .toBe(true)
  await enter.click()
  await page.getByText(arrivals.fault.note).waitFor()
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(new Date())
  await page.getByLabel(arrivals.day, { exact: true }).fill(today)
  await page.getByLabel(arrivals.hour, { exact: true }).fill('00:00:07')
  await page.getByLabel(arrivals.note, { exact: true }).fill('prot. 12, busta integra')
  await page.getByRole('button', { name: arrivals.enter }).click()
  await page.getByText(arrivals.fault.beforeOpening).waitFor()
  visitor.expected.push(/status of 422 .*\/arrivals$/)
  expect(await axeFindings(page, 'arrivals')).toEqual([])
  await picture(visitor, `arrivals-${visitor.language}`)
}

/** After the deadline: the requests are opened and the technical ranking signed, as the evaluation does. */
async function evaluate(db: Db, visitor: Visitor, number: string): Promise<void> {
  await moveWindow(db, code, { opens: -20, closes: -5 })
  const { version } = await (await visitor.page.request.get(`/api/desk/calls/${code}`)).json()
  await post(visitor, `/api/desk/calls/${code}/unseal`, { version })
  const request = await db('request').where({ number }).first('id')
  const lots = await db('request_lot').where({ request_id: request.id }).pluck<number[]>('lot_id')
  const by = await db('account').where({ email: 'propertyoffice@demo.invalid' }).first('id')
  await signTechnical(db, {
    code,
    by: by.id,
    entries: lots.map((lot) => ({ request: request.id, lot, passes: true })),
  })
}

/** One custodian hands in their share; a wrong passphrase is told at once. */
async function handIn({ page, t }: Visitor, role: Officer, button: string): Promise<void> {
  const { opening } = t.bids
  await page.goto(`/desk/calls/${code}/bids`)
  const field = page.getByLabel(opening.passphrase, { exact: true })
  if (role === 'propertyOffice') {
    await field.fill('un’altra frase qualunque')
    await page.getByRole('button', { name: button }).click()
    await page.getByText(opening.wrongPassphrase).waitFor()
    expect(await axeFindings(page, 'opening')).toEqual([])
  }
  await field.fill(passphrases[role])
  await page.getByRole('button', { name: button }).click()
}

test('prices are sealed by the applicant and opened by two officers together, each with a passphrase', async () => {
  const { db, close } = await openDatabase({
    databaseUrl: inject('siteEnvironment').DATABASE_URL,
    varDir: inject('siteEnvironment').VAR_DIR ?? '',
    join: true,
  }).then(({ knex, close }) => ({ db: knex as Db, close }))
  const [first, second] = [await visit('desktop', 'it'), await visit('phone', 'en')]
  const answer = await first.page.request.get('/api/spaces?status=available&ownership=municipal&limit=200')
  const spaces = ((await answer.json()) as SpaceList).items.slice(-2).map((space) => space.code)
  await Promise.all([makeKey(first, 'propertyOffice'), makeKey(second, 'caseOfficer')])
  await publishCall(first, spaces)
  await moveWindow(db, code, { opens: -10, closes: 10 })

  await enterArrival(second)
  const applicant = await visit('phone', 'it')
  const number = await sendSealed(applicant, spaces[0] ?? '')
  await evaluate(db, first, number)
  await handIn(first, 'propertyOffice', first.t.bids.opening.first)
  await first.page.getByText(saying(first.t.bids.opening.waitingMe)).waitFor()
  await picture(first, 'waiting')
  await handIn(second, 'caseOfficer', second.t.bids.opening.second)
  await second.page.getByRole('row', { name: /700[.,]50/ }).waitFor()
  expect(await axeFindings(second.page, 'opened')).toEqual([])
  await picture(second, 'opened')
  await first.page.getByRole('row', { name: /431/ }).waitFor()
  await picture(first, 'opened-it')
  const bids = (await (await first.page.request.get(`/api/desk/calls/${code}/openings`)).json()) as CallBids
  expect(bids.opened?.prices.map(({ lotNumber, eurYear }) => [lotNumber, eurYear])).toEqual([
    [1, 431],
    [2, 700.5],
  ])
  await close()
})
