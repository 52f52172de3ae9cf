import { mkdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { SpaceList } from '#schema/spaces'
import { axeFindings } from '../testing/axe.ts'
import { giveKey, openDesk } from '../testing/office.ts'
import { saying } from '../testing/texts.ts'
import { type Visitor, visit } from '../testing/visitor.ts'

const code = 'BOTTEGHE-PROVA'

const fill = async ({ page }: Visitor, label: string, value: string) =>
  page.getByLabel(label, { exact: true }).first().fill(value)
const press = ({ page }: Visitor, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click()

/** Begins a call and saves it as it is: everything that is missing is listed, with a way to each field. */
async function beginCall(visitor: Visitor): Promise<void> {
  const { page, t } = visitor
  await page.getByRole('link', { name: t.desk.callsEntry }).click()
  await page.getByRole('heading', { level: 1, name: t.callDesk.title }).waitFor()
  expect(await axeFindings(page, 'calls of the desk')).toEqual([])
  await page.getByRole('link', { name: t.callDesk.new }).click()
  await fill(visitor, t.callDesk.field.title, 'Botteghe di prova')
  await fill(visitor, t.callDesk.field.code, code)
  await press(visitor, t.callDesk.begin)
  await page.getByRole('heading', { level: 1, name: 'Botteghe di prova' }).waitFor()
  await press(visitor, t.callDesk.save)
  const summary = page.getByRole('alert')
  await summary.getByText(saying(`${t.callDesk.part.lots}: ${t.callDesk.fault.noLots}`)).waitFor()
  await summary.getByRole('link', { name: new RegExp(`^${t.callDesk.part.text}`) }).click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('call-text')
  await expect(page.getByRole('button', { name: t.callDesk.action.publish }).isDisabled()).resolves.toBe(true)
}

async function writeText(visitor: Visitor): Promise<void> {
  const { t } = visitor
  const { field } = t.callDesk
  await fill(visitor, field.text, 'Art. 1\nIl Comune assegna una bottega.')
  await fill(visitor, field.termYears, '6')
  await press(visitor, t.callDesk.addAct)
  await fill(visitor, field.actNumber, 'DD 100/2026')
  await fill(visitor, field.actDate, '2026-11-02')
  await fill(visitor, field.caseOfficer, 'Rosa Bianchi')
  for (const [part, day, hour] of [
    [t.callDesk.part.opensAt, '2099-03-02', '9:00'],
    [t.callDesk.part.closesAt, '2099-03-31', '12:00'],
  ] as const) {
    await fill(visitor, part, day)
    await fill(visitor, field.hourOf.replace('{{what}}', part), hour)
  }
}

/** A lot with a space found by its code; the rent is a sum with one reduction more. */
async function writeLot(visitor: Visitor, space: { code: string }): Promise<void> {
  const { page, t } = visitor
  const { field } = t.callDesk
  await press(visitor, t.callDesk.addLot)
  await fill(visitor, field.findSpace, space.code)
  await page
    .getByRole('button', { name: new RegExp(space.code) })
    .first()
    .click()
  await page.getByRole('button', { name: saying(t.callDesk.removeOne, { name: space.code }) }).waitFor()
  await fill(visitor, field.lotTitle, 'Bottega')
  const remove = page.getByRole('button', {
    name: saying(t.callDesk.removeOne, { name: t.callDesk.reduction.replace('{{number}}', '1') }),
  })
  while ((await remove.count()) > 0) await remove.first().click()
  await fill(visitor, field.baseRent, '1500')
  for (const [at, label, rate] of [
    [0, 'Enti senza scopo di lucro', '70'],
    [1, 'Contesto periferico', '5'],
  ] as const) {
    await press(visitor, t.callDesk.addReduction)
    const one = page.getByRole('group', {
      name: t.callDesk.reduction.replace('{{number}}', String(at + 1)),
      exact: true,
    })
    await one.getByLabel(field.reductionLabel, { exact: true }).fill(label)
    await one.getByLabel(field.rate, { exact: true }).fill(rate)
    await one.getByLabel(field.legalBasis, { exact: true }).fill('Regolamento 2022, art. 7')
  }
  await page.getByRole('row', { name: /427[.,]50/ }).waitFor()
}

async function writeConditions(visitor: Visitor): Promise<void> {
  const { page, t } = visitor
  await press(visitor, t.callDesk.addDocument)
  await fill(visitor, t.callDesk.field.documentLabel, 'Piano economico')
  await press(visitor, t.callDesk.addCriterion)
  await fill(visitor, t.callDesk.field.criterion, 'Qualità del progetto')
  await fill(visitor, t.callDesk.field.maxPoints, '70')
  await page.getByText(t.callDesk.field.withPrice, { exact: true }).click()
  await page.getByText(saying(t.callDesk.totalPoints, { points: '100' })).waitFor()
}

async function publish(visitor: Visitor): Promise<void> {
  const { page, t } = visitor
  await press(visitor, t.callDesk.save)
  await page.getByText(t.callDesk.clean).waitFor()
  await page.getByRole('alert').waitFor({ state: 'detached' })
  expect(await axeFindings(page, 'draft')).toEqual([])
  await press(visitor, t.callDesk.action.publish)
  const dialog = page.getByRole('dialog', { name: t.callDesk.action.publish })
  await dialog.getByRole('button', { name: t.callDesk.action.publish, exact: true }).click()
  await page.getByText(t.callDesk.done.publish).waitFor()
}

/** A stranger sees the call announced, with rent, criteria and its one version. */
async function seeAnnounced({ page, t }: Visitor): Promise<void> {
  await page.goto(`/calls/${code}`)
  await page.getByRole('heading', { level: 1, name: 'Botteghe di prova' }).waitFor()
  await page.getByText(t.calls.phase.upcoming, { exact: true }).waitFor()
  await page.getByRole('heading', { name: t.calls.criteria.title }).waitFor()
  await page
    .getByText(/^[0-9a-f]{64}$/)
    .first()
    .waitFor()
  expect(await axeFindings(page, 'announced')).toEqual([])
}

/** Corrects the title by an act; the reason and the difference are public. */
async function correct(visitor: Visitor): Promise<void> {
  const { page, t } = visitor
  await fill(visitor, t.callDesk.field.title, 'Botteghe e laboratori')
  await press(visitor, t.callDesk.action.correct)
  const dialog = page.getByRole('dialog', { name: t.callDesk.action.correct })
  await dialog.getByRole('button', { name: t.callDesk.action.correct, exact: true }).click()
  await dialog.getByRole('alert').getByText(t.callDesk.grounds.reasonMissing).waitFor()
  expect(await axeFindings(page, 'correction')).toEqual([])
  await dialog.getByLabel(t.callDesk.grounds.reason, { exact: true }).fill('Il titolo era incompleto.')
  await dialog.getByLabel(t.callDesk.field.actNumber, { exact: true }).fill('DD 101/2026')
  await dialog.getByLabel(t.callDesk.field.actDate, { exact: true }).fill('2026-11-20')
  await dialog.getByRole('button', { name: t.callDesk.action.correct, exact: true }).click()
  await page.getByText(t.callDesk.done.correct).waitFor()
}

/** Pictures for who looks at them; none unless a folder is named. */
async function picture({ page }: Visitor, name: string): Promise<void> {
  const folder = process.env.PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

test('an officer prepares a call, publishes and corrects it; everybody sees it announced and what changed', async () => {
  const officer = await visit('desktop', 'it')
  await openDesk(officer)
  const answer = await officer.page.request.get('/api/spaces?status=available&ownership=municipal&limit=1')
  const [space] = ((await answer.json()) as SpaceList).items
  if (!space) throw new Error('the demonstration has a free space')
  await beginCall(officer)
  await giveKey(officer, code)
  await picture(officer, 'draft')
  await writeText(officer)
  await writeLot(officer, space)
  await writeConditions(officer)
  await publish(officer)
  await picture(officer, 'published')
  const stranger = await visit('phone', 'en')
  await seeAnnounced(stranger)
  await picture(stranger, 'public')
  await correct(officer)
  await stranger.page.reload()
  await stranger.page.getByRole('heading', { level: 1, name: 'Botteghe e laboratori' }).waitFor()
  await stranger.page.locator('ins', { hasText: 'Botteghe e laboratori' }).waitFor()
  await stranger.page.locator('del', { hasText: 'Botteghe di prova' }).waitFor()
  expect(await axeFindings(stranger.page, 'corrected')).toEqual([])
  await picture(stranger, 'corrected')
})
