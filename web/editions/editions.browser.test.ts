import { beforeAll, expect, test } from 'vitest'
import { insertPlan, insertPoint } from '../../server/testing/points.ts'
import { signInAs } from '../testing/applicant.ts'
import { axeFindings } from '../testing/axe.ts'
import { onSiteDatabase } from '../testing/siteDatabase.ts'
import { type Language, visit, type Width } from '../testing/visitor.ts'

beforeAll(() =>
  onSiteDatabase(async (db) => {
    const plan = await insertPlan(db, 'PROVA-FILE', { title: 'Variante dei file' })
    for (const name of ['Uno', 'Due']) await insertPoint(db, plan, `${name}: un giardino in più.`)
  }),
)

const people: [who: 'planningHead' | 'councilSecretary', width: Width, language: Language][] = [
  ['planningHead', 'desktop', 'it'],
  ['councilSecretary', 'phone', 'en'],
]

test.each(people)('the %s asks for a file, sees it come and takes it', async (who, width, language) => {
  const visitor = await visit(width, language)
  const { page, t } = visitor
  const words = t.editions
  await page.goto('/sign-in')
  await signInAs(visitor, who)
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  await page.goto(`/desk/plans/PROVA-FILE/editions${language === 'en' ? '?lang=en' : ''}`)
  const council = page.locator('section', { has: page.getByRole('heading', { name: words.edition.council }) })
  await council.getByLabel(words.column.format, { exact: true }).selectOption('xlsx')
  await council.getByRole('button', { name: words.make }).click()
  const take = council.getByRole('link', { name: words.take })
  await take.waitFor()
  expect(await axeFindings(page, who)).toEqual([])
  const publicPart = page.getByRole('heading', { name: words.edition.public, exact: true })
  expect(await publicPart.count()).toBe(who === 'planningHead' ? 1 : 0)
  const [download] = await Promise.all([page.waitForEvent('download'), take.click()])
  expect(download.suggestedFilename()).toMatch(/^controdeduzioni-PROVA-FILE-Consiglio-per-tema.*\.xlsx$/)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
})
