import { beforeAll, expect, test } from 'vitest'
import { insertPlan } from '../../server/testing/points.ts'
import { insertRegisterPoint, publishRegister } from '../../server/testing/register.ts'
import { axeFindings } from '../testing/axe.ts'
import { onSiteDatabase } from '../testing/siteDatabase.ts'
import { saying } from '../testing/texts.ts'
import { visit } from '../testing/visitor.ts'

const path = '/plans/PROVA-REGISTRO/register'

beforeAll(() =>
  onSiteDatabase(async (db) => {
    const plan = await insertPlan(db, 'PROVA-REGISTRO', {
      title: 'Variante pubblicata',
      title_en: 'Published variant',
    })
    const place = { target: 'place', geom: 'SRID=4326;POINT(9.19 45.47)' }
    for (const [at, synthesis] of ['Più alberi', 'Più laboratori', 'Meno parcheggi'].entries()) {
      const id = await insertRegisterPoint(db, plan, {
        point: place,
        submission: { number: `REG-${at + 1}` },
        copy: {
          synthesis,
          text: `[omissis] chiede: ${synthesis}.`,
          place: at === 0 ? 'exact' : 'neighbourhood',
        },
        vote:
          at === 2
            ? { outcome: 'rejected', reason: 'Di Anna Verdi.', reply: 'La norma regionale non lo consente.' }
            : {},
      })
      if (at === 1) await db('point_theme').insert({ point_id: id, theme_id: plan.themes.manufacturing })
    }
    await publishRegister(db, plan.id)
  }),
)

test('a reader finds a point by its words, and reads how it was decided and why', async () => {
  const { page, t } = await visit('desktop', 'it')
  await page.goto('/plans/PROVA-REGISTRO')
  await page.getByRole('link', { name: t.plans.register }).click()
  const total = page.getByRole('status').filter({ hasText: saying(t.register.total_other) })
  await total.first().waitFor()
  expect(await axeFindings(page, 'register')).toEqual([])
  await page.getByLabel(t.register.filter.q).fill('PARCHEGGI norma')
  await page.waitForURL((url) => url.searchParams.get('q') === 'PARCHEGGI norma')
  await page.getByRole('link', { name: 'Più alberi' }).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Meno parcheggi' }).click()
  await page.waitForURL((url) => url.pathname === `${path}/REG-3-1`)
  await page.getByText('La norma regionale non lo consente.').waitFor()
  await page.getByText('[omissis] chiede: Meno parcheggi.').waitFor()
  expect(await page.locator('body').innerText()).not.toContain('Verdi')
  expect(await axeFindings(page, 'point of a register')).toEqual([])
})

test('on a phone and in English: a filter stays in the address over list, map and figures', async () => {
  const { page, t, expected } = await visit('phone', 'en')
  await page.goto(path)
  await page.getByRole('button', { name: t.register.filters }).click()
  await page.getByLabel(t.register.filter.theme).selectOption('manufacturing')
  await page.getByText(t.register.total_one.replace('{{number}}', '1')).waitFor()
  await page.getByRole('link', { name: t.register.view.map }).click()
  await page.getByRole('application', { name: t.register.map.label }).waitFor()
  await page.getByText(t.register.map.inAreas_one.replace('{{number}}', '1')).waitFor()
  expect(await axeFindings(page, 'map of a register')).toEqual([])
  await page.getByRole('link', { name: t.register.toStatistics }).click()
  await page.getByRole('heading', { level: 1, name: t.register.statistics.title }).waitFor()
  expect(new URL(page.url()).searchParams.get('theme')).toBe('manufacturing')
  await page.getByText(t.register.statistics.narrowed).waitFor()
  expect(await axeFindings(page, 'figures of a register')).toEqual([])
  expected.push(/404/)
  await page.goto('/plans/NESSUNO/register')
  await page.getByRole('heading', { level: 1, name: t.register.noRegister.title }).waitFor()
})
