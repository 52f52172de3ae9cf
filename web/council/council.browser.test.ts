import { beforeAll, expect, test } from 'vitest'
import { propose } from '../../server/testing/council.ts'
import { insertPlan, insertPoint, type PlanMade } from '../../server/testing/points.ts'
import { signInAs } from '../testing/applicant.ts'
import { axeFindings } from '../testing/axe.ts'
import { onSiteDatabase } from '../testing/siteDatabase.ts'
import { saying } from '../testing/texts.ts'
import { type Language, type Visitor, visit, type Width } from '../testing/visitor.ts'

let plan: PlanMade

beforeAll(async () => {
  await onSiteDatabase(async (db) => {
    plan = await insertPlan(db, 'PROVA-VOTO', { status: 'voting', title: 'Variante da votare' })
    const by = (await db('account').first('id')).id
    for (const name of ['Elena Gallo', 'Ditta Uno', 'Ditta Due']) {
      const submitter = JSON.stringify({ name })
      const id = await insertPoint(
        db,
        plan,
        `Si chiede più spazio, ${name}.`,
        { synthesis: `Spazio, ${name}` },
        { submitter },
      )
      await propose(db, by, { point_id: id })
    }
  })
})

async function enter(
  role: 'councilSecretary' | 'planningHead',
  width: Width,
  language: Language,
): Promise<Visitor> {
  const visitor = await visit(width, language)
  await visitor.page.goto('/sign-in')
  await signInAs(visitor, role)
  await visitor.page.waitForURL((url) => url.pathname !== '/sign-in')
  return visitor
}

async function arrive({ page, language }: Visitor, path: string): Promise<void> {
  await page.goto(language === 'en' ? `${path}?lang=en` : path)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
}

const press = ({ page }: Visitor, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).first().click()

async function recordSitting({ page, t }: Visitor): Promise<void> {
  const words = t.council.sitting
  await page.getByRole('button', { name: words.new }).click()
  await page.getByLabel(words.heldOn, { exact: true }).fill('2026-03-02')
  await page.getByLabel(words.actNumber, { exact: true }).fill('DCC 7/2026')
  await page.getByLabel(words.councillors).fill('Anna Rossi\nBruno Verdi\nElena Gallo\nCarla Neri')
  expect(await axeFindings(page, 'a new sitting')).toEqual([])
  await page.getByRole('button', { name: words.save }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

test('the secretary records a sitting and goes through the votes with the keyboard', async () => {
  const visitor = await enter('councilSecretary', 'desktop', 'it')
  const { page, t } = visitor
  await arrive(visitor, '/council')
  expect(await axeFindings(page, 'the Council')).toEqual([])
  await arrive(visitor, `/council/${plan.code}/votes`)
  await recordSitting(visitor)
  await page.getByRole('link', { name: saying(`${t.council.state.toVote} {{n}}`) }).click()
  await page.getByRole('link', { name: 'Spazio, Elena Gallo' }).click()
  await page.getByText(t.council.vote.interests).waitFor()
  expect(await axeFindings(page, 'a vote')).toEqual([])
  await press(visitor, t.council.vote.markLeft.replace('{{name}}', 'Elena Gallo'))
  await page.getByLabel(t.council.vote.present, { exact: true }).fill('3')
  await page.getByLabel(t.council.vote.inFavour, { exact: true }).fill('2')
  await page.getByLabel(t.council.vote.against, { exact: true }).fill('2')
  await page.getByLabel(t.council.vote.abstained, { exact: true }).fill('0')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').filter({ hasText: t.council.refusal.moreThanPresent }).waitFor()
  await page.getByLabel(t.council.vote.against, { exact: true }).fill('1')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H2')
  await page.keyboard.press('u')
  await page.keyboard.press('Enter')
  await expect
    .poll(() => onSiteDatabase((db) => db('council_vote').where({ plan_id: plan.id }).pluck('present')))
    .toEqual([3, 3])
})

test('the head of planning reads the edition under a watermark, who opened it, and what is left to vote', async () => {
  const visitor = await enter('planningHead', 'phone', 'en')
  const { page, t } = visitor
  await arrive(visitor, `/council/${plan.code}`)
  await page.getByText('Elena Gallo').first().waitFor()
  await page.locator('[data-words*="Piera Valli"]').first().waitFor()
  expect(await axeFindings(page, 'the edition')).toEqual([])
  await arrive(visitor, `/council/${plan.code}/openings`)
  await page.getByRole('cell', { name: 'Piera Valli' }).first().waitFor()
  expect(await axeFindings(page, 'who opened it')).toEqual([])
  await arrive(visitor, `/desk/plans/${plan.code}`)
  await page.getByRole('heading', { name: t.council.approval.title }).waitFor()
  await page.getByText(/1 point has no decision/).waitFor()
})
