import { expect, inject, test } from 'vitest'
import type { PlanList } from '#schema/plans'
import { writePdf } from '../../server/documents/pdf.ts'
import { certifiedMail } from '../../server/testing/certifiedMail.ts'
import { signedFile } from '../../server/testing/signedFile.ts'
import { signInAs } from '../testing/applicant.ts'
import { axeFindings } from '../testing/axe.ts'
import { saying } from '../testing/texts.ts'
import { type Visitor, visit } from '../testing/visitor.ts'

/** The plan of the demonstration that one can write to. */
async function findPlan() {
  const { items } = (await (await fetch(`${inject('siteUrl')}/api/plans`)).json()) as PlanList
  const plan = items.find(({ status }) => status === 'observations')
  if (!plan) throw new Error('the demonstration has a plan one can write to')
  return plan
}

const press = ({ page }: Visitor, name: string) => page.getByRole('button', { name, exact: true }).click()
const choose = ({ page }: Visitor, name: string, nth = 0) =>
  page
    .getByRole('radio', { name, exact: true })
    .nth(nth)
    .evaluate((radio: HTMLElement) => radio.click())

/** Shows a place with the cross-hair alone, as somebody without a pointer does. */
async function drawPoint(visitor: Visitor): Promise<void> {
  const { page, t } = visitor
  await press(visitor, t.observations.place.draw)
  await page.locator('[data-map-state="idle"]').waitFor()
  await expect
    .poll(async () => {
      await press(visitor, t.observations.place.put)
      return page.getByRole('button', { name: t.observations.place.remove }).count()
    })
    .toBe(1)
}

const kml = `<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>
9.18,45.46,0 9.19,45.46,0 9.19,45.47,0 9.18,45.46,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>`

test('a citizen writes two points, one drawn on the map, sees what is public, sends, and follows by code', async () => {
  const visitor = await visit('phone', 'it')
  const { page, t } = visitor
  const { observations: words } = t
  const plan = await findPlan()
  await page.goto(`/plans/${plan.code}`)
  expect(await axeFindings(page, 'plan, it')).toEqual([])
  await page.getByRole('link', { name: t.plans.write }).click()
  await page.getByRole('heading', { name: words.intro.publicTitle }).waitFor()
  expect(await axeFindings(page, 'what it is, it')).toEqual([])
  await press(visitor, words.next)
  await page.getByRole('heading', { name: words.signIn.title }).waitFor()
  await signInAs(visitor, 'applicant')
  await page.getByLabel(words.who.kind).waitFor()
  expect(await axeFindings(page, 'for whom, it')).toEqual([])
  await press(visitor, words.next)
  await press(visitor, words.next)
  await page.getByRole('alert').getByText(words.fault.noTargets).first().waitFor()
  await press(visitor, words.points.add)
  const title = page.getByRole('heading', { name: words.points.one.replace('{{number}}', '1') })
  await expect.poll(() => title.evaluate((heading) => heading === document.activeElement)).toBe(true)
  await drawPoint(visitor)
  await page
    .locator('input[accept*=".kml"]')
    .setInputFiles({ name: 'area.kml', mimeType: 'application/xml', buffer: Buffer.from(kml) })
  await page.getByText(words.place.fileRead.replace('{{name}}', 'area.kml')).waitFor()
  await page
    .getByLabel(words.points.text, { exact: true })
    .pressSequentially('Sono Anna Ferrari, tel. 347 123 4567. Chiedo qui un laboratorio di quartiere.')
  await press(visitor, words.points.add)
  await choose(visitor, words.points.kinds.article, 1)
  await page.getByLabel(words.points.document).selectOption({ index: 3 })
  await page.getByLabel(words.points.article, { exact: true }).selectOption({ index: 2 })
  await page
    .getByLabel(words.points.text, { exact: true })
    .nth(1)
    .fill('Gli usi temporanei durino cinque anni.')
  await page.getByText(saying(words.save.saved)).waitFor()
  expect(await axeFindings(page, 'points, it')).toEqual([])
  await press(visitor, words.next)
  const preview = page.locator('section').filter({ hasText: words.check.publicTitle })
  await expect.poll(() => preview.innerText()).toContain('Chiedo qui un laboratorio di quartiere.')
  for (const secret of ['Anna', 'Ferrari', '347']) expect(await preview.innerText()).not.toContain(secret)
  expect(await axeFindings(page, 'check, it')).toEqual([])
  await page.getByText(words.check.accept).click()
  await press(visitor, words.check.send)
  await page.getByRole('heading', { level: 1, name: words.receipt.done }).waitFor()
  expect(await axeFindings(page, 'receipt, it')).toEqual([])
  const told = await page.locator('main').innerText()
  const [number = ''] = told.match(/O-\d{4}-\d{6}/) ?? []
  const [code = ''] = told.match(/([A-Z2-9]{4}-){3}[A-Z2-9]{4}/) ?? []
  const stranger = await visit('desktop', 'en')
  const { follow } = stranger.t.observations
  await stranger.page.goto('/observations/follow')
  await stranger.page.getByLabel(follow.number, { exact: true }).fill(number)
  stranger.expected.push(/status of 404 .*\/follow$/)
  await stranger.page.getByLabel(follow.code, { exact: true }).fill('AAAA-AAAA-AAAA-AAAA')
  await press(stranger, follow.button)
  await stranger.page.getByText(follow.none).waitFor()
  await stranger.page.getByLabel(follow.code, { exact: true }).fill(code)
  await press(stranger, follow.button)
  await stranger.page.getByText(number, { exact: true }).waitFor()
  expect(await stranger.page.locator('main').innerText()).not.toContain('Anna')
  expect(await axeFindings(stranger.page, 'follow, en')).toEqual([])
})

test('a certified message is taken into the inbox and registered; its author gets a code', async () => {
  const visitor = await visit('desktop', 'en')
  const { page, t } = visitor
  const plan = await findPlan()
  const inbox = `/desk/observations/inbox?plan=${plan.code}`
  await page.goto(`/sign-in?next=${encodeURIComponent(inbox)}`)
  await signInAs(visitor, 'planningHead')
  const day = new Date(Date.now() - 3 * 86_400_000).toLocaleDateString('it-IT', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  })
  const paper = { title: '', language: 'it', issuer: '', demo: false, footer: '' } as const
  const pdf = await writePdf({ ...paper, blocks: [{ text: 'Chiedo una ciclabile.' }] })
  const buffer = certifiedMail({ day, text: 'Chiedo più alberi.', signed: await signedFile(pdf) })
  await page.getByRole('button', { name: t.inbox.upload }).waitFor()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'messaggio.eml', mimeType: 'message/rfc822', buffer })
  const item = page.getByRole('listitem').filter({ hasText: 'messaggio.eml' })
  await item.getByRole('button', { name: t.inbox.part.text.replace('{{name}}', 'delega.pdf.p7m') }).click()
  await item.getByText('Chiedo una ciclabile.').waitFor()
  expect(await axeFindings(page, 'inbox, en')).toEqual([])
  await item.getByRole('button', { name: t.inbox.register }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(t.observations.who.name).fill('Anna Rossi')
  const text = await dialog.getByLabel(t.inbox.dialog.text).inputValue()
  expect(text).toMatch(/^Chiedo più alberi\.\n\n\[Allegato: delega\.pdf\.p7m\]\n[^]*Chiedo una ciclabile\./)
  expect(await axeFindings(page, 'register, en')).toEqual([])
  await dialog.getByRole('button', { name: t.inbox.register }).click()
  const code = page.getByText(saying(t.inbox.done.code))
  await code.waitFor()
  await expect
    .poll(() => code.evaluate((told) => document.activeElement?.contains(told)), { timeout: 2000 })
    .toBe(true)
  await page.getByRole('link', { name: saying(t.inbox.done.split) }).click()
  await page.getByRole('heading', { name: t.points.split.text }).waitFor()
  await page.goto(`/desk/plans/${plan.code}`)
  await page.getByText(t.planDesk.step.lastDay).waitFor()
  const done = t.planDesk.step.what
    .replace('{{action}}', t.planDesk.step.markDone)
    .replace('{{step}}', t.planDesk.step.split)
  await press(visitor, done)
  await page.getByText(saying(t.planDesk.step.doneOn)).waitFor()
  expect(await axeFindings(page, 'plan at the desk, en')).toEqual([])
})
