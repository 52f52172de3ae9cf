import { beforeAll, expect, test } from 'vitest'
import { addDays, romeDate } from '#rules/city'
import { signInAs, smallPdf } from '../testing/applicant.ts'
import { axeFindings } from '../testing/axe.ts'
import { onSiteDatabase } from '../testing/siteDatabase.ts'
import { saying } from '../testing/texts.ts'
import { type Language, type Visitor, visit, type Width } from '../testing/visitor.ts'

const titles = {
  phone: 'Orari delle officine',
  desktop: 'Rumore delle officine',
  file: 'Insegne delle officine',
} as const

beforeAll(async () => {
  await onSiteDatabase(async (db) => {
    const by = (await db('account').where({ email: 'propertyoffice@demo.invalid' }).first('id')).id
    for (const title of Object.values(titles)) {
      const [{ id }] = await db('opinion_request')
        .insert({
          title,
          question: 'Si chiede il parere del Municipio.',
          object_kind: 'free',
          audience: 'public',
          due_on: addDays(romeDate(new Date()), 20),
          silence: 'proceed',
          legal_basis: 'D.Lgs 267/2000 art. 17',
          asked_role: 'propertyOffice',
          asked_by: by,
        })
        .returning('id')
      await db('opinion_asked').insert({ request_id: id, district_code: '9' })
    }
  })
})

const arrivals = { districtOffice: '/municipio', districtCouncillor: '/districts/9' } as const

async function enter(role: keyof typeof arrivals, width: Width, language: Language) {
  const visitor = await visit(
    width,
    language,
    width === 'desktop' ? { viewport: { width: 1440, height: 900 } } : {},
  )
  await visitor.page.goto('/sign-in')
  await signInAs(visitor, role)
  await visitor.page.waitForURL((url) => url.pathname === arrivals[role])
  await visitor.page.getByRole('heading', { level: 1 }).waitFor()
  return visitor
}

const overflow = ({ page }: Visitor) =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

/** Goes with Tab until a control with this id has the keyboard. */
async function tabTo({ page }: Visitor, id: string): Promise<void> {
  for (let pressed = 0; pressed < 40; pressed += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.id === wanted, id)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not come to ${id}`)
}

async function type(visitor: Visitor, id: string, text: string): Promise<void> {
  await tabTo(visitor, id)
  await visitor.page.keyboard.press('ControlOrMeta+A')
  await visitor.page.keyboard.type(text)
}

test.each([
  ['phone', 'it'],
  ['desktop', 'en'],
] as const)(
  'a district office gives an opinion with the keyboard alone, at the width of a %s',
  async (width, language) => {
    const visitor = await enter('districtOffice', width, language)
    const { page, t } = visitor
    const words = t.opinions
    const title = titles[width]
    expect(await overflow(visitor)).toBeLessThanOrEqual(0)
    expect(await axeFindings(page, `municipio, ${width}`)).toEqual([])

    await page.getByRole('button', { name: saying(words.municipio.giveOn, { title }) }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await tabTo(visitor, 'give-outcome')
    await page.keyboard.type(words.outcome.favourableWithConditions)
    await type(visitor, 'give-conditions', 'Chiusura alle 20.')
    await type(visitor, 'give-text', 'Il Consiglio esprime parere favorevole con condizioni.')
    // Fields of a date are typed part by part, in an order that each machine has its own.
    await page.locator('#sitting-held').fill('2026-11-02')
    await type(visitor, 'sitting-act', '31/2026')
    await type(visitor, 'sitting-inFavour', '12')
    await type(visitor, 'sitting-against', '2')
    const status = dialog.getByRole('status')
    await expect
      .poll(() => status.innerText())
      .toMatch(saying(words.give.presentMissing, { present: '14', missing: '2' }))
    await type(visitor, 'sitting-notVoting', '3')
    await expect
      .poll(() => status.innerText())
      .toMatch(saying(`${words.give.presentReached} ${words.give.passed}`, { present: '17' }))
    expect(await axeFindings(page, `giving, ${width}`)).toEqual([])
    expect(await overflow(visitor)).toBeLessThanOrEqual(0)
    await page.locator('#give-text').focus()
    await page.getByRole('button', { name: words.give.send }).focus()
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await page.getByText(words.municipio.done.given).waitFor()

    await page.getByRole('link', { name: title }).click()
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page
      .getByText(saying(words.sitting.present, { present: '17', members: '31', quorum: '16' }))
      .waitFor()
    expect(await axeFindings(page, `opinion, ${width}`)).toEqual([])
    expect(await overflow(visitor)).toBeLessThanOrEqual(0)
  },
  120_000,
)

test('the file of an act that did not arrive is added again from the desk', async () => {
  const visitor = await enter('districtOffice', 'desktop', 'it')
  visitor.expected.push(/ERR_FAILED .*\/files$/)
  const { page, t } = visitor
  const words = t.opinions
  const title = titles.file
  const act = { name: 'delibera.pdf', mimeType: 'application/pdf', buffer: smallPdf }
  const files = '**/api/municipio/opinions/*/files'
  await page.getByRole('button', { name: saying(words.municipio.giveOn, { title }) }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(words.give.outcome).selectOption('waived')
  await dialog.getByLabel(words.give.text).fill('Si rimette all’ufficio.')
  await dialog.locator('input[type=file]').setInputFiles(act)
  await page.route(files, (route) => route.abort())
  await dialog.getByRole('button', { name: words.give.send }).click()
  await page.getByText(words.give.fileFailed).waitFor()
  await page.unroute(files)
  const row = page.getByRole('listitem').filter({
    has: page.getByRole('button', { name: saying(words.desk.addFileTo, { title }) }),
  })
  await row.locator('input[type=file]').setInputFiles(act)
  await page.getByText(words.desk.done.file).waitFor()
  await row.getByRole('link', { name: title }).click()
  await page.getByRole('link', { name: act.name }).waitFor()
}, 60_000)

test('a councillor comes to the page of the Municipio, reads its desk and writes nothing; everybody reads what is public', async () => {
  const { page, t } = await enter('districtCouncillor', 'desktop', 'it')
  await page.getByRole('link', { name: t.shell.nav.municipio }).first().click()
  await page.getByText(t.opinions.municipio.reads).waitFor()
  expect(await page.getByRole('button', { name: t.opinions.municipio.propose }).count()).toBe(0)
  const stranger = await visit('phone', 'it')
  await stranger.page.goto('/opinions?district=9')
  await stranger.page.getByRole('heading', { name: t.opinions.purposes }).waitFor()
  expect(await axeFindings(stranger.page, 'opinions of a district')).toEqual([])
  expect(await overflow(stranger)).toBeLessThanOrEqual(0)
}, 60_000)
